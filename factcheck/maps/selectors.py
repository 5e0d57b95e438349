"""The argument map of an article, built from what stands in the database."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.argument.evaluation.weighted_graph import DisjointSets
from factcheck.argument.graph import Graph
from factcheck.argument.graph_builder import (
    ClaimInput,
    EvidenceInput,
    PremiseInput,
    RelationInput,
    build_graph,
)
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.enum_labels import verbose_name_of
from factcheck.enums import ExclusionReason, RelationKind, Stance
from factcheck.evidence.models import Evidence
from factcheck.exceptions import NotFound
from factcheck.maps.graph_ids import premise_id, target_id
from factcheck.maps.models import ImportedMap, Premise, Relation
from factcheck.review.models import Verdict

Row = TypeVar("Row", Premise, Relation)


def build_article_map(article: Article) -> Graph:
    """The graph of an article's claims that are not set aside, with their evidence and what people wrote into it.

    Seven queries, however large the map.
    """
    return _build_map(article, Claim.objects.filter(article=article), *list_user_elements(article))


def build_claim_map(claim: Claim) -> Graph:
    """The part of the map that parts or relations join to a claim: all that its strength rests on."""
    premises, relations = list_user_elements(claim.article)
    near = connected_ids(f"c{claim.pk}", claim.article, relations)
    return _build_map(
        claim.article,
        Claim.objects.filter(pk__in=_numbers(near, "c")),
        premises.filter(pk__in=_numbers(near, "p")),
        [relation for relation in relations if f"r{relation.pk}" in near],
    )


def _build_map(
    article: Article, rows: QuerySet[Claim], premises: Iterable[Premise], relations: Iterable[Relation]
) -> Graph:
    claims = list(rows.filter(set_aside=ExclusionReason.NO))
    verdicts = Verdict.objects.filter(claim__in=claims, current=True).select_related("rating")
    labels = {verdict.claim_id: verdict.rating.label for verdict in verdicts}
    evidence = Evidence.objects.filter(claim__in=claims).select_related("source")
    graph = build_graph(
        title=article.title,
        claims=[to_claim_input(claim, labels.get(claim.pk, "")) for claim in claims],
        evidence=to_evidence_inputs(evidence),
        premises=[PremiseInput(one.pk, one.text, one.base) for one in premises],
        relations=to_relation_inputs(relations),
    )
    return add_imported_data(drop_dangling_relations(graph), article)


def connected_ids(name: str, article: Article, relations: Iterable[Relation]) -> set[str]:
    """The ids of the claims, premises and relations that parts or relations join to a claim, itself included."""
    ends = [(f"r{row.pk}", end) for row in relations for end in _ends(row)]
    cited = Evidence.objects.filter(pk__in=_numbers((end for _, end in ends), "e"))
    parts = Claim.objects.filter(article=article, parent__isnull=False)
    joined = [
        *((row, end.rpartition("-")[2]) for row, end in ends),
        *((f"e{pk}", f"c{of}") for pk, of in cited.values_list("pk", "claim_id")),
        *((f"c{pk}", f"c{of}") for pk, of in parts.values_list("pk", "parent_id")),
    ]
    families = DisjointSets({one: one for pair in (*joined, (name, name)) for one in pair})
    for one, other in joined:
        families.join(one, other)
    return {one for one in families.parent if families.of(one) == families.of(name)}


def _ends(row: Relation) -> list[str]:
    return [target_id(row), *map(premise_id, row.premises.all())]


def _numbers(names: Iterable[str], letter: str) -> list[int]:
    return [int(name[1:]) for name in names if name.startswith(letter) and "-" not in name]


def to_relation_inputs(rows: Iterable[Relation]) -> list[RelationInput]:
    return [
        RelationInput(
            id=row.pk,
            kind=RelationKind(row.kind),
            premises=tuple(premise_id(premise) for premise in row.premises.all()),
            target=target_id(row),
            base=row.base,
            scheme=row.scheme,
        )
        for row in rows
    ]


def add_imported_data(graph: Graph, article: Article) -> Graph:
    """The graph with what its parts brought along when they were imported."""
    imported = ImportedMap.objects.filter(article=article).first()
    if imported is None:
        return graph
    kept = imported.parts
    return replace(
        graph,
        statements=tuple(replace(one, extra=one.extra | kept.get(one.id, {})) for one in graph.statements),
        relations=tuple(replace(one, extra=one.extra | kept.get(one.id, {})) for one in graph.relations),
        extra=imported.extra,
    )


def drop_dangling_relations(graph: Graph) -> Graph:
    """The graph without relations that lead from or to what is no longer in it, such as a claim set aside."""
    relations = graph.relations
    while True:
        names = {*graph.statement, *(one.id for one in relations)}
        kept = tuple(one for one in relations if names.issuperset({one.target, *one.premises}))
        if len(kept) == len(relations):
            return replace(graph, relations=kept)
        relations = kept


def to_claim_input(claim: Claim, label: str) -> ClaimInput:
    return ClaimInput(
        id=claim.pk,
        text=claim.text,
        parent=claim.parent_id,
        label=label,
        url=settings.SITE_URL + reverse("claim", args=[claim.pk]),
    )


def to_evidence_inputs(evidence: Iterable[Evidence]) -> list[EvidenceInput]:
    return [
        EvidenceInput(
            id=item.pk,
            claim=item.claim_id,
            text=item.quote,
            stance=Stance(item.stance),
            strength=item.strength,
            origin=item.source.origin_group,
            active=item.counts,
            url=item.source.url,
        )
        for item in evidence
    ]


def list_user_elements(article: Article) -> tuple[QuerySet[Premise], QuerySet[Relation]]:
    """The premises and relations that people wrote into a map and that stand in it."""
    relations = Relation.objects.filter(article=article, active=True)
    return (
        Premise.objects.filter(article=article, active=True),
        relations.select_related("target_link").prefetch_related("premises"),
    )


def get_premise(user: Any, premise_id: int) -> Premise:
    """A premise, if the user may see it; NotFound otherwise."""
    return _get(Premise, user, premise_id)


def get_relation(user: Any, relation_id: int) -> Relation:
    """A relation, if the user may see it; NotFound otherwise."""
    return _get(Relation, user, relation_id)


def _get(model: type[Row], user: Any, pk: int) -> Row:
    row = model.objects.visible_to(user).select_related("article__desk").filter(pk=pk).first()
    if row is None:
        raise NotFound(_("There is no such %(thing)s on your desks.") % {"thing": verbose_name_of(model)})
    return row
