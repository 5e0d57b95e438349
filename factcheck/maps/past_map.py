"""The argument map of an article as it was at a past moment, from the histories of its rows.

From the history: the title of the article; the claims, with their wording, state, parts and exclusion; the labels of
their verdicts; the evidence and its sources. Premises and relations are taken back change by change. The data that an
imported file brought along and the addresses of pages have no history: they are those of today.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.argument.graph import Graph
from factcheck.argument.graph_builder import (
    ClaimInput,
    EvidenceInput,
    PremiseInput,
    RelationInput,
    build_graph,
)
from factcheck.argument.map_part import restrict_graph
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, EvidenceStatus, ExclusionReason, Stance
from factcheck.evidence.models import Evidence, Source
from factcheck.exceptions import InvalidInput
from factcheck.maps.graph_ids import graph_id_of
from factcheck.maps.models import MapChange, MapRelation, Premise
from factcheck.maps.selectors import (
    add_imported_data,
    list_premise_ids,
    to_claim_url,
    to_relation_inputs,
)
from factcheck.review.models import Verdict

Row = TypeVar("Row", Premise, MapRelation)


def build_past_map(article: Article, at: dt.datetime) -> Graph:
    """Return the map of an article as it was at a moment.

    It takes ten queries, however large the map is. Raises InvalidInput for a moment before the article or in the
    future.
    """
    _ensure_past(article, at)
    claims = _load_claims(article, at)
    evidence = _load_evidence(article, claims, at)
    premises, relations = _load_elements(article, at)
    graph = build_graph(
        title=_load_title(article, at),
        claims=claims,
        evidence=evidence,
        premises=[PremiseInput(row.pk, row.text, row.base) for row in premises],
        relations=_to_relation_inputs(article, relations, evidence),
    )
    return add_imported_data(restrict_graph(graph, graph.statement), article)


def _ensure_past(article: Article, at: dt.datetime) -> None:
    if at > timezone.now():
        reason = _("%(at)s is in the future. The newest map is the one without a moment.")
    elif at < article.created_at:
        reason = _("At %(at)s there was no such article yet. It was added at %(added)s.")
    else:
        return
    message = reason % {"at": at.isoformat(), "added": article.created_at.isoformat()}
    raise InvalidInput(message, fields={"at": message})


def _load_latest(records: Any, at: dt.datetime, *names: str) -> list[Any]:
    """Return the values of each row in its last history record at a moment, without the rows deleted by then."""
    rows = records.filter(history_date__lte=at).order_by("history_id")
    latest = {row.id: row for row in rows.values_list("id", "history_type", *names, named=True)}
    return [row for row in latest.values() if row.history_type != "-"]


def _load_title(article: Article, at: dt.datetime) -> str:
    rows = _load_latest(Article.history.filter(id=article.pk), at, "title")
    return rows[0].title if rows else article.title


def _load_claims(article: Article, at: dt.datetime) -> list[ClaimInput]:
    records = Claim.history.filter(article_id=article.pk)
    rows = _load_latest(records, at, "text", "parent_id", "state", "set_aside", "start")
    rows = [row for row in rows if row.set_aside == ExclusionReason.NO]
    labels = _load_labels([row.id for row in rows], at)
    return [
        ClaimInput(
            id=row.id,
            text=row.text,
            parent=row.parent_id,
            label=labels.get(row.id, ""),
            url=to_claim_url(row.id),
            confirmed=row.state != ClaimState.DRAFT,
        )
        for row in sorted(rows, key=lambda row: (row.start, row.id))
    ]


def _load_labels(claims: list[int], at: dt.datetime) -> dict[int, str]:
    """Return the label of the newest verdict of each claim: every new version became the current one."""
    rows = _load_latest(
        Verdict.history.filter(claim_id__in=claims), at, "claim_id", "number", "rating__label"
    )
    return {row.claim_id: row.rating__label or "" for row in sorted(rows, key=lambda row: row.number)}


def _load_evidence(article: Article, claims: Iterable[ClaimInput], at: dt.datetime) -> list[EvidenceInput]:
    # Of all claims that the article ever had: evidence moves when claims are merged.
    ever = Claim.history.filter(article_id=article.pk).values("id")
    names = ("claim_id", "source_id", "quote", "stance", "strength", "lifecycle")
    rows = _load_latest(Evidence.history.filter(claim_id__in=ever), at, *names)
    shown = {claim.id for claim in claims}
    rows = sorted((row for row in rows if row.claim_id in shown), key=lambda row: row.id)
    sources = _load_sources({row.source_id for row in rows}, at)
    return [_to_evidence_input(row, sources[row.source_id]) for row in rows if row.source_id in sources]


def _load_sources(ids: set[int], at: dt.datetime) -> dict[int, Any]:
    names = ("title", "publisher", "url", "origin", "published_on")
    return {row.id: row for row in _load_latest(Source.history.filter(id__in=ids), at, *names)}


def _to_evidence_input(row: Any, source: Any) -> EvidenceInput:
    return EvidenceInput(
        id=row.id,
        claim=row.claim_id,
        text=row.quote,
        stance=Stance(row.stance),
        strength=row.strength,
        origin=Source(pk=source.id, origin=source.origin).origin_group,
        active=EvidenceStatus(row.lifecycle).is_counted,
        url=source.url,
        publisher=source.publisher,
        source=source.title,
        published_on=source.published_on.isoformat() if source.published_on else "",
    )


def _load_elements(article: Article, at: dt.datetime) -> tuple[list[Premise], list[MapRelation]]:
    """Return the premises and relations that were active, with the values that they had."""
    changes = MapChange.objects.filter(article=article, at__gt=at).order_by("-id")
    values: dict[str, dict[str, Any]] = {}
    for subject, before in changes.values_list("subject", "before"):
        values.setdefault(subject, {}).update(before)
    premises = Premise.objects.filter(article=article, created_at__lte=at)
    relations = MapRelation.objects.filter(article=article, created_at__lte=at).select_related("target_link")
    return _rewind(premises, values), _rewind(relations, values)


def _rewind(rows: Iterable[Row], values: dict[str, dict[str, Any]]) -> list[Row]:
    """Return the rows with earlier values, without those that were not active. The rows are not saved."""
    rewound = list(rows)
    for row in rewound:
        for name, value in values.get(graph_id_of(row), {}).items():
            setattr(row, name, value)
    return [row for row in rewound if row.active]


def _to_relation_inputs(
    article: Article, rows: list[MapRelation], evidence: Iterable[EvidenceInput]
) -> list[RelationInput]:
    """Return the relations; one to the relation of a piece of evidence has the id by the claim of that time."""
    claim_of = {item.id: item.claim for item in evidence}
    inputs = to_relation_inputs(rows, list_premise_ids(article))
    return [
        replace(item, target=f"e{row.target_link_id}-c{claim_of[row.target_link_id]}")
        if row.target_link_id in claim_of
        else item
        for row, item in zip(rows, inputs, strict=True)
    ]
