"""The argument map of an article or of one claim, built from the rows of the database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.argument.evaluation.weighted_graph import DisjointSets
from factcheck.argument.formats.source_form import TITLE
from factcheck.argument.graph import Graph, Statement
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
from factcheck.enum_labels import verbose_name_of
from factcheck.enums import ClaimState, ExclusionReason, RelationKind, Stance
from factcheck.evidence.models import Evidence
from factcheck.exceptions import NotFound
from factcheck.maps.graph_ids import premise_id, target_id
from factcheck.maps.models import (
    PREMISE_COLUMNS,
    ImportedMap,
    MapChange,
    MapRelation,
    Premise,
    RelationPremise,
    UserElement,
)
from factcheck.review.models import Verdict

Row = TypeVar("Row", Premise, MapRelation)


def build_article_map(article: Article) -> Graph:
    """Return the graph of an article: its claims that are not excluded, their evidence, and what people added.

    It takes seven queries, however large the map is.
    """
    return _build_map(article, Claim.objects.filter(article=article), *list_user_elements(article))


def build_claim_map(claim: Claim) -> Graph:
    """Return the part of the map that is connected to a claim, which is all that its strength depends on."""
    premises, relations = list_user_elements(claim.article)
    near = connected_ids(f"c{claim.pk}", claim.article, relations)
    return _build_map(
        claim.article,
        Claim.objects.filter(pk__in=_to_pks(near, "c")),
        premises.filter(pk__in=_to_pks(near, "p")),
        [relation for relation in relations if f"r{relation.pk}" in near],
    )


def _build_map(
    article: Article, rows: QuerySet[Claim], premises: Iterable[Premise], relations: Iterable[MapRelation]
) -> Graph:
    # Loaded once: the next two queries ask by their ids.
    claims = list(rows.filter(set_aside=ExclusionReason.NO))
    verdicts = Verdict.objects.filter(claim__in=claims, current=True).select_related("rating")
    labels = {verdict.claim_id: verdict.rating.label for verdict in verdicts}
    evidence = Evidence.objects.filter(claim__in=claims).select_related("source")
    graph = build_graph(
        title=article.title,
        claims=[to_claim_input(claim, labels.get(claim.pk, "")) for claim in claims],
        evidence=to_evidence_inputs(evidence),
        premises=[PremiseInput(premise.pk, premise.text, premise.base) for premise in premises],
        relations=to_relation_inputs(relations, list_premise_ids(article)),
    )
    # A relation can have an end that is not in the graph, such as an excluded claim.
    return add_imported_data(restrict_graph(graph, graph.statement), article)


def connected_ids(name: str, article: Article, relations: Iterable[MapRelation]) -> set[str]:
    """Return the ids of the claims, premises and relations that are connected to a claim, itself among them.

    Relations connect, evidence connects through its claim, and so do the parts of a compound claim. Only ids are read
    here, and only then the rows of what is connected: a claim's page needs a small part of a large map.
    """
    premises = list_premise_ids(article)
    endpoints = [
        (f"r{row.pk}", endpoint) for row in relations for endpoint in (target_id(row), *premises[row.pk])
    ]
    cited = Evidence.objects.filter(pk__in=_to_pks((endpoint for _, endpoint in endpoints), "e"))
    parts = Claim.objects.filter(article=article, parent__isnull=False)
    pairs = [
        # The relation "e34-c12" of a piece of evidence is connected to its claim, the part after the hyphen.
        *((relation, endpoint.rpartition("-")[2]) for relation, endpoint in endpoints),
        *((f"e{pk}", f"c{claim}") for pk, claim in cited.values_list("pk", "claim_id")),
        *((f"c{pk}", f"c{parent}") for pk, parent in parts.values_list("pk", "parent_id")),
    ]
    sets = DisjointSets({member: member for pair in (*pairs, (name, name)) for member in pair})
    for first, second in pairs:
        sets.union(first, second)
    return {member for member in sets.parent if sets.find(member) == sets.find(name)}


def _to_pks(graph_ids: Iterable[str], letter: str) -> list[int]:
    """Return the primary keys of those ids that begin with a letter, without relations such as "e34-c12"."""
    return [int(name[1:]) for name in graph_ids if name.startswith(letter) and "-" not in name]


def list_premise_ids(article: Article) -> Mapping[int, tuple[str, ...]]:
    """Return the graph's ids of the premises of each relation, by its primary key.

    Read as values: instances of thousands of rows take twenty times as long.
    """
    rows = RelationPremise.objects.filter(relation__article=article).order_by("id")
    ids: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for row in rows.values_list("relation_id", *(f"{name}_id" for name in PREMISE_COLUMNS), named=True):
        ids[row.relation_id] += (premise_id(row),)
    return ids


def to_relation_inputs(
    rows: Iterable[MapRelation], premises: Mapping[int, tuple[str, ...]]
) -> list[RelationInput]:
    return [
        RelationInput(
            id=row.pk,
            kind=RelationKind(row.kind),
            premises=premises[row.pk],
            target=target_id(row),
            base=row.base,
            scheme=row.scheme,
        )
        for row in rows
    ]


def add_imported_data(graph: Graph, article: Article) -> Graph:
    """Return the graph with the extra data that its statements and relations had when they were imported."""
    imported = ImportedMap.objects.filter(article=article).first()
    if imported is None:
        return graph
    parts = imported.parts
    return replace(
        graph,
        statements=tuple(_add_part(statement, parts.get(statement.id, {})) for statement in graph.statements),
        relations=tuple(
            replace(relation, extra=relation.extra | parts.get(relation.id, {}))
            for relation in graph.relations
        ),
        extra=imported.extra,
    )


def _add_part(statement: Statement, part: Mapping[str, Any]) -> Statement:
    """Return a statement with its title in the imported file and the other data of it."""
    extra = {name: value for name, value in part.items() if name != TITLE}
    return replace(statement, title=part.get(TITLE, statement.title), extra={**statement.extra, **extra})


def to_claim_input(claim: Claim, label: str) -> ClaimInput:
    return ClaimInput(
        id=claim.pk,
        text=claim.text,
        parent=claim.parent_id,
        label=label,
        url=to_claim_url(claim.pk),
        confirmed=claim.state != ClaimState.DRAFT,
    )


def to_claim_url(claim_id: int) -> str:
    return settings.SITE_URL + reverse("claim", args=[claim_id])


def to_evidence_inputs(evidence: Iterable[Evidence]) -> list[EvidenceInput]:
    return [
        EvidenceInput(
            id=item.pk,
            claim=item.claim_id,
            text=item.quote,
            stance=Stance(item.stance),
            strength=item.strength,
            origin=item.source.origin_group,
            active=item.is_counted,
            url=item.source.url,
            publisher=item.source.publisher,
            source=item.source.title,
            published_on=item.source.published_on.isoformat() if item.source.published_on else "",
        )
        for item in evidence
    ]


def list_user_elements(article: Article) -> tuple[QuerySet[Premise], QuerySet[MapRelation]]:
    """Return the premises and relations that people added to a map and did not remove."""
    relations = MapRelation.objects.filter(article=article, active=True)
    return (
        Premise.objects.filter(article=article, active=True),
        relations.select_related("target_link"),
    )


def list_elements_of(article: Article, graph: Graph) -> list[UserElement]:
    """Return the premises and relations that people added to a part of a map, the newest first."""
    premises, relations = list_user_elements(article)
    rows: list[UserElement] = [
        *premises.filter(pk__in=_to_pks(graph.statement, "p")),
        *relations.filter(pk__in=_to_pks(graph.relation, "r")),
    ]
    return sorted(rows, key=lambda row: row.created_at, reverse=True)


def find_undoable(user: Any, article: Article) -> MapChange | None:
    """Return the latest change of a person in a map that is not undone. An undo is none, but a redo is."""
    return MapChange.objects.filter(article=article, actor=user, undone=False).last()


def find_redoable(user: Any, article: Article) -> MapChange | None:
    """Return the latest undo of a person in a map that no redo took back, None if the person changed the map since."""
    own = MapChange.objects.filter(article=article, actor=user)
    latest = own.filter(reverts=None).order_by("id").last()
    undos = own.filter(undone=True, reverted_by=None, reverts__isnull=False)
    return undos.filter(pk__gt=latest.pk).last() if latest else None


def get_premise(user: Any, premise_id: int) -> Premise:
    """Return a premise that is visible to the user. Raises NotFound."""
    return _get(Premise, user, premise_id)


def get_relation(user: Any, relation_id: int) -> MapRelation:
    """Return a relation that is visible to the user. Raises NotFound."""
    return _get(MapRelation, user, relation_id)


def _get(model: type[Row], user: Any, pk: int) -> Row:
    row = model.objects.visible_to(user).select_related("article__desk").filter(pk=pk).first()
    if row is None:
        raise NotFound(_("There is no such %(thing)s on your desks.") % {"thing": verbose_name_of(model)})
    return row
