"""Full-text search over the articles, claims, evidence and comments of a desk, with filters: one function, `search`.

Reasons of ratings are not in the index, because they are blind until the reveal.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Exists, F, FloatField, Func, OuterRef, Q, QuerySet, Value

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk
from factcheck.enums import ClaimState, CommentTarget
from factcheck.evidence.models import Evidence
from factcheck.review.models import Comment, Verdict
from factcheck.search.models import IndexEntry
from factcheck.search.query_parser import ExcerptPart, Term, make_excerpt, parse_query, to_fts5, to_tsquery

PAGE_SIZE = 20
# The database ranks all hits again for each page, so deep pages cost as much as a scan; nobody reads 1,000 hits.
MAX_PAGES = 50

# Reading the hits through `visible_to` also protects against an index entry that is out of date.
SEARCHABLE: dict[str, Callable[[Any], QuerySet[Any]]] = {
    "article": lambda user: Article.objects.visible_to(user),
    "claim": lambda user: Claim.objects.visible_to(user).select_related("article"),
    "evidence": lambda user: Evidence.objects.visible_to(user).select_related("claim__article", "source"),
    "comment": lambda user: Comment.objects.visible_to(user).select_related(
        "author", "article", "claim__article", "evidence__claim__article", "verdict__claim__article"
    ),
}


@dataclass(frozen=True, slots=True)
class SearchFilters:
    """The filters of a search. State, rating, assignee, tag and staleness are those of the claim of a hit."""

    kind: str = ""
    state: str = ""
    rating: str = ""
    assignee: int | None = None
    tag: int | None = None
    source: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    stale: bool = False

    @property
    def any(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A row that matches, an excerpt of its text, and the article and claim that it belongs to."""

    kind: str
    thing: Any
    excerpt: tuple[ExcerptPart, ...]
    article: Article
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of hits, best first. `more` is true if there is another page."""

    hits: list[SearchHit]
    page: int = 1
    more: bool = False


NO_FILTERS = SearchFilters()


def search(
    user: Any,
    desk: Desk,
    text: str,
    filters: SearchFilters = NO_FILTERS,
    *,
    page: int = 1,
    size: int = PAGE_SIZE,
) -> SearchPage:
    """Return the hits that contain all words of the text; without text the newest rows that pass the filters.

    No input raises an error. Without text and filters there are no hits.
    """
    terms = parse_query(text)
    page = min(max(page, 1), MAX_PAGES)
    if not terms and (text.strip() or not filters.any):
        return SearchPage([], page)
    visible = IndexEntry.objects.visible_to(user).filter(desk=desk)
    entries = _filter(visible.exclude(body=""), filters)  # the body of a deleted comment is empty
    ranked = MATCHING[connection.vendor](entries, terms) if terms else entries.order_by("-at", "-id")
    start = (page - 1) * size
    ids = list(ranked.values_list("pk", flat=True)[start : start + size + 1])
    return SearchPage(_load_hits(user, ids[:size], terms), page, more=len(ids) > size and page < MAX_PAGES)


def _match_on_sqlite(entries: QuerySet[IndexEntry], terms: tuple[Term, ...]) -> QuerySet[IndexEntry]:
    return entries.filter(fts_row__row__match=to_fts5(terms)).order_by("fts_row__rank", "-id")


def _match_on_postgresql(entries: QuerySet[IndexEntry], terms: tuple[Term, ...]) -> QuerySet[IndexEntry]:
    """Sort by rank first: for a sort by id the planner would scan the primary key instead of the GIN index."""
    query = Value(to_tsquery(terms))
    matches = Func(
        query,
        template="search_indexentry.words @@ to_tsquery('simple', %(expressions)s)",
        output_field=BooleanField(),
    )
    rank = Func(
        query,
        template="ts_rank(search_indexentry.words, to_tsquery('simple', %(expressions)s))",
        output_field=FloatField(),
    )
    return entries.filter(matches).order_by(rank.desc(), F("pk").desc())


MATCHING: dict[str, Callable[[QuerySet[IndexEntry], tuple[Term, ...]], QuerySet[IndexEntry]]] = {
    "sqlite": _match_on_sqlite,
    "postgresql": _match_on_postgresql,
}


def _filter(entries: QuerySet[IndexEntry], filters: SearchFilters) -> QuerySet[IndexEntry]:
    conditions = {
        "kind": filters.kind,
        "claim__state": filters.state if filters.state in list(ClaimState) else "",
        "claim__assignee": filters.assignee,
        "claim__tag_rows": filters.tag,
        "at__date__gte": filters.since,
        "at__date__lte": filters.until,
    }
    entries = entries.filter(**{lookup: value for lookup, value in conditions.items() if value})
    if filters.state:
        exclusion = "" if filters.state in list(ClaimState) else filters.state
        entries = entries.filter(claim__set_aside=exclusion)
    current = Verdict.objects.filter(claim=OuterRef("claim"), current=True)
    if filters.rating:
        entries = entries.filter(Exists(current.filter(rating__slug=filters.rating)))
    if filters.stale:
        entries = entries.filter(Exists(current.filter(stale_since__isnull=False)))
    if filters.source:
        entries = entries.filter(_from_source(filters.source))
    return entries


def _from_source(source: int) -> Q:
    """Match the evidence from a source, and the claims that this evidence is linked to."""
    evidence = Evidence.objects.filter(source=source)
    is_evidence = Q(kind="evidence") & Q(Exists(evidence.filter(pk=OuterRef("target_id"))))
    return is_evidence | (Q(kind="claim") & Q(Exists(evidence.filter(claim=OuterRef("claim")))))


def _load_hits(user: Any, ids: list[int], terms: tuple[Term, ...]) -> list[SearchHit]:
    entries = IndexEntry.objects.in_bulk(ids)
    ids_by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for entry in entries.values():
        ids_by_kind[entry.kind].append(entry.target_id)
    targets = {kind: SEARCHABLE[kind](user).in_bulk(pks) for kind, pks in ids_by_kind.items()}
    rows = [entries[pk] for pk in ids]
    return [
        _build_hit(entry, targets[entry.kind][entry.target_id], terms)
        for entry in rows
        if entry.target_id in targets[entry.kind]
    ]


def _build_hit(entry: IndexEntry, thing: Any, terms: Iterable[Term]) -> SearchHit:
    claim = thing if entry.kind == "claim" else _get_claim(thing)
    article = thing if entry.kind == "article" else (claim.article if claim else thing.article)
    prefix = f"{article.title}\n{article.source_name}\n" if entry.kind == "article" else ""
    return SearchHit(
        entry.kind, thing, make_excerpt(entry.body.removeprefix(prefix), tuple(terms)), article, claim
    )


def _get_claim(thing: Any) -> Claim | None:
    """Return the claim that evidence or a comment belongs to; an article has none."""
    if isinstance(thing, Comment) and thing.target_kind in (CommentTarget.EVIDENCE, CommentTarget.VERDICT):
        return getattr(thing, thing.target_kind).claim
    return getattr(thing, "claim", None)
