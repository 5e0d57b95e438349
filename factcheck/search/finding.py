"""Finding: full text over the articles, claims, evidence and comments of a desk, with filters, behind one function.

What is blind is not here to be found: reasons of ratings are not in the index.
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
from factcheck.search.models import Entry
from factcheck.search.words import Run, Term, excerpt, fts5, read, tsquery

PAGE_SIZE = 20
MOST_PAGES = 50


THINGS: dict[str, Callable[[Any], QuerySet[Any]]] = {
    "article": lambda user: Article.objects.visible_to(user),
    "claim": lambda user: Claim.objects.visible_to(user).select_related("article"),
    "evidence": lambda user: Evidence.objects.visible_to(user).select_related("claim__article", "source"),
    "comment": lambda user: Comment.objects.visible_to(user).select_related(
        "author", "article", "claim__article", "evidence__claim__article", "verdict__claim__article"
    ),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must be, or belong to: state, rating, assignee, tag and staleness are those of its claim."""

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
class Hit:
    """A thing that was found, the stretch of it that says so, and where it belongs."""

    kind: str
    thing: Any
    excerpt: tuple[Run, ...]
    article: Article
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, the best first; `more` says that there is another."""

    hits: list[Hit]
    page: int = 1
    more: bool = False


NO_FILTERS = Filters()


def find(
    user: Any, desk: Desk, words: str, filters: Filters = NO_FILTERS, *, page: int = 1, size: int = PAGE_SIZE
) -> Found:
    """The page of a desk's things that hold all the words; without words the newest that the filters let through.

    Nothing that a person may type is an error; neither words nor filters find nothing.
    """
    terms = read(words)
    page = min(max(page, 1), MOST_PAGES)
    if not terms and (words.strip() or not filters.any):
        return Found([], page)
    worded = Entry.objects.visible_to(user).filter(desk=desk).exclude(body="")  # a deleted comment has none
    entries = _filtered(worded, filters)
    ranked = MATCHING[connection.vendor](entries, terms) if terms else entries.order_by("-at", "-id")
    start = (page - 1) * size
    ids = list(ranked.values_list("pk", flat=True)[start : start + size + 1])
    return Found(_hits(user, ids[:size], terms), page, more=len(ids) > size and page < MOST_PAGES)


def _on_sqlite(entries: QuerySet[Entry], terms: tuple[Term, ...]) -> QuerySet[Entry]:
    return entries.filter(indexed__row__match=fts5(terms)).order_by("indexed__rank", "-id")


def _on_postgresql(entries: QuerySet[Entry], terms: tuple[Term, ...]) -> QuerySet[Entry]:
    """Sorted by rank alone: a sort by id would make the planner walk the primary key instead of the index."""
    query = Value(tsquery(terms))
    matches = Func(
        query,
        template="search_entry.words @@ to_tsquery('simple', %(expressions)s)",
        output_field=BooleanField(),
    )
    rank = Func(
        query,
        template="ts_rank(search_entry.words, to_tsquery('simple', %(expressions)s))",
        output_field=FloatField(),
    )
    return entries.filter(matches).order_by(rank.desc(), F("pk").desc())


MATCHING: dict[str, Callable[[QuerySet[Entry], tuple[Term, ...]], QuerySet[Entry]]] = {
    "sqlite": _on_sqlite,
    "postgresql": _on_postgresql,
}


def _filtered(entries: QuerySet[Entry], filters: Filters) -> QuerySet[Entry]:
    asked = {
        "kind": filters.kind,
        "claim__state": filters.state if filters.state in list(ClaimState) else "",
        "claim__assignee": filters.assignee,
        "claim__tag_rows": filters.tag,
        "at__date__gte": filters.since,
        "at__date__lte": filters.until,
    }
    entries = entries.filter(**{lookup: value for lookup, value in asked.items() if value})
    if filters.state:
        aside = "" if filters.state in list(ClaimState) else filters.state
        entries = entries.filter(claim__set_aside=aside)
    current = Verdict.objects.filter(claim=OuterRef("claim"), current=True)
    if filters.rating:
        entries = entries.filter(Exists(current.filter(rating__slug=filters.rating)))
    if filters.stale:
        entries = entries.filter(Exists(current.filter(stale_since__isnull=False)))
    if filters.source:
        entries = entries.filter(_from_source(filters.source))
    return entries


def _from_source(source: int) -> Q:
    """The passages of a source themselves, and the claims that they bear on."""
    pieces = Evidence.objects.filter(source=source)
    itself = Q(kind="evidence") & Q(Exists(pieces.filter(pk=OuterRef("target_id"))))
    return itself | (Q(kind="claim") & Q(Exists(pieces.filter(claim=OuterRef("claim")))))


def _hits(user: Any, ids: list[int], terms: tuple[Term, ...]) -> list[Hit]:
    entries = Entry.objects.in_bulk(ids)
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for entry in entries.values():
        wanted[entry.kind].append(entry.target_id)
    things = {kind: THINGS[kind](user).in_bulk(targets) for kind, targets in wanted.items()}
    rows = [entries[pk] for pk in ids]
    return [
        _hit(entry, things[entry.kind][entry.target_id], terms)
        for entry in rows
        if entry.target_id in things[entry.kind]
    ]


def _hit(entry: Entry, thing: Any, terms: Iterable[Term]) -> Hit:
    claim = thing if entry.kind == "claim" else _claim_of(thing)
    article = thing if entry.kind == "article" else (claim.article if claim else thing.article)
    head = f"{article.title}\n{article.source_name}\n" if entry.kind == "article" else ""
    return Hit(entry.kind, thing, excerpt(entry.body.removeprefix(head), tuple(terms)), article, claim)


def _claim_of(thing: Any) -> Claim | None:
    """The claim that a piece of evidence or a comment belongs to; an article has none."""
    if isinstance(thing, Comment) and thing.target_kind in (CommentTarget.EVIDENCE, CommentTarget.VERDICT):
        return getattr(thing, thing.target_kind).claim
    return getattr(thing, "claim", None)
