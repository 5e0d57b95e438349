"""The rows that an imported map becomes: claims, evidence, sources, premises and relations."""

import pytest

from factcheck.actions.map_import import import_map
from factcheck.argument.formats import write
from factcheck.argument.graph import CONTEXT_KEY, Graph, Relation, Statement
from factcheck.articles.models import Article
from factcheck.audit.models import Event
from factcheck.enums import EvidenceStatus, RelationKind, Stance, StatementKind
from factcheck.evidence.models import Evidence, Source
from factcheck.maps.import_choices import StatementChoice
from factcheck.maps.models import ImportedMap, MapRelation, Premise
from tests.factories import Team

pytestmark = pytest.mark.django_db

EVIDENCE, PREMISE = StatementKind.EVIDENCE, StatementKind.PREMISE
SUPPORT, ATTACK, UNDERCUT = RelationKind.SUPPORT, RelationKind.ATTACK, RelationKind.UNDERCUT
CLAIM = Statement("a", "It rains.")


def imported(team: Team, *parts: Statement | Relation) -> Article:
    statements = tuple(part for part in parts if isinstance(part, Statement))
    relations = tuple(part for part in parts if isinstance(part, Relation))
    data = write(Graph((CLAIM, *statements), relations, "Rain"), "map.json")
    return import_map(
        team.editor,
        desk=team.desk,
        data=data,
        filename="rain.json",
        kind="map.json",
        statements=StatementChoice.CLAIMS,
    ).article


def link(evidence: str, **fields: object) -> Relation:
    values = {"kind": SUPPORT, "premises": (evidence,), "target": "a"} | fields
    return Relation(f"r-{evidence}", **values)


def test_a_claim_stores_where_it_comes_from_and_is_kept_by_split_runs(team: Team) -> None:
    claim = imported(team, Statement("b", "It is wet.")).claims.get(number=1)
    assert (claim.reason.code, claim.method, claim.created_by) == (
        "claim_from_map",
        "map.import/1",
        team.editor,
    )
    assert claim.is_human_edited


def test_an_import_is_recorded_with_the_number_of_statements(team: Team) -> None:
    article = imported(team, Statement("b", "It is wet."))
    event = Event.objects.get(action="map.imported")
    assert (event.actor, event.target_id, event.data) == (team.editor, article.pk, {"statements": 2})


@pytest.mark.parametrize(
    ("active", "status"), [(True, EvidenceStatus.ACTIVE), (False, EvidenceStatus.WITHDRAWN)]
)
def test_evidence_that_does_not_count_is_withdrawn(team: Team, active: bool, status: EvidenceStatus) -> None:
    imported(team, Statement("e", "I saw it.", EVIDENCE, active=active), link("e"))
    assert Evidence.objects.get().lifecycle == status


def test_the_source_of_evidence_is_named_after_the_map(team: Team) -> None:
    page = "https://weather.example/"
    imported(team, Statement("e", "I saw it.", EVIDENCE, origin="press", url=page), link("e"))
    source = Source.objects.get()
    assert (source.title, source.origin, source.url) == ("Imported with “Rain”", "press", page)
    assert source.created_by == team.editor


@pytest.mark.parametrize("url", ["/claims/7/", "javascript:alert(1)", "ftp://weather.example/"])
def test_a_source_has_only_an_address_on_the_web(team: Team, url: str) -> None:
    imported(team, Statement("e", "I saw it.", EVIDENCE, url=url), link("e"))
    assert Source.objects.get().url == ""


def test_statements_of_one_origin_share_a_source(team: Team) -> None:
    pieces = [
        Statement("d", "I saw it.", EVIDENCE, origin="press"),
        Statement("e", "So did I.", EVIDENCE, origin="press"),
        Statement("f", "Me too.", EVIDENCE),
        Statement("g", "And I.", EVIDENCE),
    ]
    imported(team, *pieces, *(link(piece.id) for piece in pieces))
    sources = [piece.source_id for piece in Evidence.objects.order_by("pk")]
    assert sources[0] == sources[1]
    assert len(set(sources)) == 3


@pytest.mark.parametrize(
    "relations",
    [
        (),
        (link("e", scheme="Sign"),),
        (link("e", base=0.5),),
        (link("e"), Relation("second", ATTACK, ("e",), "b")),
    ],
)
def test_evidence_without_one_plain_relation_becomes_a_premise(
    team: Team, relations: tuple[Relation, ...]
) -> None:
    imported(team, Statement("b", "It is wet."), Statement("e", "I saw it.", EVIDENCE), *relations)
    assert not Evidence.objects.exists()
    assert Premise.objects.get().text == "I saw it."
    assert MapRelation.objects.count() == len(relations)


def test_evidence_for_a_premise_becomes_a_premise(team: Team) -> None:
    imported(
        team,
        Statement("p", "Clouds bring rain.", PREMISE),
        Statement("e", "I saw it.", EVIDENCE),
        link("e", target="p"),
        Relation("r", SUPPORT, ("p",), "a"),
    )
    assert not Evidence.objects.exists()
    assert set(Premise.objects.values_list("text", flat=True)) == {"Clouds bring rain.", "I saw it."}


def test_context_of_a_claim_becomes_evidence_without_a_relation(team: Team) -> None:
    imported(team, Statement("e", "It is autumn.", EVIDENCE, extra={CONTEXT_KEY: "a"}))
    piece = Evidence.objects.get()
    assert (piece.stance, piece.quote, piece.claim.text) == (Stance.CONTEXT, "It is autumn.", "It rains.")


@pytest.mark.parametrize(("base", "stored"), [(0.0, 0.01), (0.4, 0.4), (1.0, 0.99)])
def test_a_strength_is_stored_within_the_range_of_evidence_and_premises(
    team: Team, base: float, stored: float
) -> None:
    imported(
        team,
        Statement("e", "I saw it.", EVIDENCE, base=base),
        Statement("p", "Clouds bring rain.", PREMISE, base=base),
        link("e"),
        Relation("r", SUPPORT, ("p",), "a"),
    )
    assert (Evidence.objects.get().strength, Premise.objects.get().base) == (stored, stored)


def test_relations_are_stored_after_their_targets_whatever_their_order(team: Team) -> None:
    imported(
        team,
        Statement("p", "Clouds bring rain.", PREMISE),
        Statement("b", "It is wet."),
        Relation("third", UNDERCUT, ("b",), "second"),
        Relation("second", UNDERCUT, ("b",), "first"),
        Relation("first", SUPPORT, ("p",), "a", 0.8, scheme="Sign"),
    )
    first, second, third = MapRelation.objects.order_by("pk")
    assert (first.kind, first.base, first.scheme, first.created_by) == (SUPPORT, 0.8, "Sign", team.editor)
    assert (second.target_relation, third.target_relation) == (first, second)


def test_extra_data_of_statements_and_relations_is_stored_by_their_new_ids(team: Team) -> None:
    article = imported(
        team,
        Statement("p", "Clouds bring rain.", PREMISE, extra={"color": "grey"}),
        Relation("r", SUPPORT, ("p",), "a", 0.8, extra={"timestamp": "2020-01-01"}),
    )
    premise, relation = Premise.objects.get(), MapRelation.objects.get()
    assert ImportedMap.objects.get(article=article).parts == {
        f"c{article.claims.get().pk}": {"source_id": "a"},
        f"p{premise.pk}": {"source_id": "p", "color": "grey"},
        f"r{relation.pk}": {"source_id": "r", "timestamp": "2020-01-01"},
    }
