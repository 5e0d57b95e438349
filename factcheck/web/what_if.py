"""What the pages show of "What if": the pieces that can be left out, and what changes without them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from factcheck.argument.explanation_text import quote_element
from factcheck.argument.graph import Graph
from factcheck.argument.strongest_paths import find_strongest_paths
from factcheck.argument.what_if import ClaimChange, leave_out, list_changes, split_ids
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.enums import RelationKind, StatementKind
from factcheck.maps.claim_weighing import ClaimWeighing, split_known, weigh_claim
from factcheck.maps.computed_verdicts import evaluate_map
from factcheck.maps.selectors import build_article_map
from factcheck.web.map_links import MapLinks

PARAMETER = "without"
# A longer list of check boxes helps nobody. Those that are checked are always in it.
MAX_PIECES = 60
MAX_CHANGES = 200
SIGNS = {RelationKind.SUPPORT: ("+", "for"), RelationKind.ATTACK: ("−", "against")}
NO_SIGN = ("·", "")


@dataclass(frozen=True, slots=True)
class Piece:
    """An element of the map that can be left out. `sign` says whether it supports or attacks something."""

    name: str
    quote: str
    sign: tuple[str, str]
    is_left_out: bool


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A claim whose label changes, with its text and its page."""

    change: ClaimChange
    quote: str
    page: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a page shows.

    `action` is the address of the page, `update` that of the part of it that changes, `link` the page with the pieces
    left out, `kept` its other parameters. `more_pieces` is the number of those for which there is no check box.
    `ignored` are ids that the map does not have. `change` is that of the claim on its page; on the map, `changes` are
    at most MAX_CHANGES of the `moved` claims whose labels change, and `only_strength` counts the others that change.
    """

    action: str
    update: str
    link: str
    kept: list[tuple[str, str]]
    pieces: list[Piece]
    more_pieces: int
    ignored: tuple[str, ...]
    change: ClaimChange | None = None
    changes: tuple[ShownChange, ...] = ()
    moved: int = 0
    only_strength: int = 0

    @property
    def left_out(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.is_left_out]


def build_claim_what_if(claim: Claim, params: QueryDict) -> WhatIf:
    """Return what the page of a claim shows. Raises ConflictError for an excluded claim."""
    weighing = weigh_claim(claim, without=split_ids(params.getlist(PARAMETER)))
    names = _list_pieces(weighing)
    page, update = (reverse(name, args=[claim.pk]) for name in ("claim", "claim_what_if"))
    return WhatIf(
        action=page,
        update=update,
        link=_to_link(page, [], weighing.left_out),
        kept=[],
        pieces=_describe_pieces(weighing.graph, names, weighing.left_out),
        more_pieces=_count_more(names, weighing.left_out),
        ignored=weighing.unknown,
        change=weighing.change,
    )


def build_map_what_if(article: Article, params: QueryDict, shown: Iterable[str] = ()) -> WhatIf:
    """Return what the page of a map shows. The pieces that are `shown` on it can be left out."""
    graph = build_article_map(article)
    left_out, unknown = split_known(graph, split_ids(params.getlist(PARAMETER)))
    changes = _list_changes(graph, left_out, article)
    moved = [change for change in changes if change.label_moves]
    names = [name for name in shown if _is_piece(graph, name)]
    kept = [(name, str(value)) for name, value in params.items() if name != PARAMETER]
    page, update = (reverse(name, args=[article.pk]) for name in ("map", "map_what_if"))
    links = MapLinks(graph, article.pk)
    return WhatIf(
        action=page,
        update=update,
        link=_to_link(page, kept, left_out),
        kept=kept,
        pieces=_describe_pieces(graph, names, left_out),
        more_pieces=_count_more(names, left_out),
        ignored=unknown,
        changes=tuple(
            ShownChange(change, quote_element(graph, change.claim), links.link_to(change.claim))
            for change in moved[:MAX_CHANGES]
        ),
        moved=len(moved),
        only_strength=len(changes) - len(moved),
    )


def _list_changes(graph: Graph, left_out: Sequence[str], article: Article) -> list[ClaimChange]:
    if not left_out:
        return []
    before = evaluate_map(graph, article.desk)
    after = evaluate_map(leave_out(graph, left_out), article.desk)
    changes = list_changes(graph, before, after)
    return [change for change in changes if change.is_visible and change.claim not in left_out]


def _list_pieces(weighing: ClaimWeighing) -> list[str]:
    """Return the evidence and premises that affect a claim, those with the strongest paths first."""
    paths = find_strongest_paths(weighing.graph, weighing.complete.evaluation, weighing.name)
    return [name for name in paths if _is_piece(weighing.graph, name)]


def _is_piece(graph: Graph, name: str) -> bool:
    item = graph.statement.get(name)
    return (
        item is not None
        and item.active
        and item.kind is not StatementKind.CLAIM
        and not graph.find_context_claim(item)
    )


def _describe_pieces(graph: Graph, names: Sequence[str], left_out: Sequence[str]) -> list[Piece]:
    signs = {
        premise: SIGNS[relation.kind]
        for relation in graph.relations
        if relation.kind in SIGNS
        for premise in relation.premises
    }
    return [
        Piece(
            name=name,
            quote=quote_element(graph, name),
            sign=signs.get(name, NO_SIGN),
            is_left_out=name in left_out,
        )
        for name in dict.fromkeys([*names[:MAX_PIECES], *left_out])
    ]


def _count_more(names: Sequence[str], left_out: Sequence[str]) -> int:
    return len(set(names[MAX_PIECES:]) - set(left_out))


def _to_link(page: str, kept: list[tuple[str, str]], left_out: Sequence[str]) -> str:
    return f"{page}?{urlencode([*kept, (PARAMETER, ','.join(left_out))], safe=',')}"
