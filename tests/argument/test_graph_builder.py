import pytest

from factcheck.argument.graph_builder import (
    ClaimInput,
    EvidenceInput,
    PremiseInput,
    RelationInput,
    build_graph,
)
from factcheck.argument.semantics import evaluate
from factcheck.argument.validation import validate_graph
from factcheck.enums import RelationKind, Stance, StatementKind


def evidence(number=34, claim=12, stance=Stance.SUPPORTS, strength=0.8, **more):
    return EvidenceInput(number, claim, "It was counted.", stance, strength, **more)


def tram(**more):
    points = {
        "claims": [ClaimInput(12, "The tram pays.", label="True", url="/claims/12/")],
        "evidence": [evidence()],
    }
    return build_graph("Tram", **(points | more))


def test_claims_evidence_and_premises_become_statements_with_prefixed_ids():
    graph = tram(premises=[PremiseInput(5, "Gates count twice.", base=0.7)])
    assert [(item.id, item.kind, item.base) for item in graph.statements] == [
        ("c12", StatementKind.CLAIM, 0.5),
        ("e34", StatementKind.EVIDENCE, 0.8),
        ("p5", StatementKind.PREMISE, 0.7),
    ]
    assert (graph.statement["c12"].label, graph.statement["c12"].url) == ("True", "/claims/12/")


@pytest.mark.parametrize(
    ("stance", "kind"), [(Stance.SUPPORTS, RelationKind.SUPPORT), (Stance.REFUTES, RelationKind.ATTACK)]
)
def test_the_stance_of_evidence_determines_its_relation(stance, kind):
    (relation,) = tram(evidence=[evidence(stance=stance)]).relations
    assert (relation.id, relation.kind, relation.premises, relation.target) == (
        "e34-c12",
        kind,
        ("e34",),
        "c12",
    )


def test_context_names_its_claim_and_has_no_relation():
    graph = tram(evidence=[evidence(stance=Stance.CONTEXT)])
    assert graph.relations == ()
    assert graph.statement["e34"].extra == {"context_of": "c12"}


def test_withdrawn_evidence_is_kept_and_does_not_count():
    graph = tram(evidence=[evidence(active=False)])
    assert graph.statement["e34"].active is False
    assert evaluate(graph).strength["c12"] == 0.5


@pytest.mark.parametrize(("strength", "base"), [(0.0, 0.01), (1.0, 0.99), (0.4, 0.4), (7.0, 0.99)])
def test_no_evidence_is_certain_or_worthless(strength, base):
    assert tram(evidence=[evidence(strength=strength)]).statement["e34"].base == base


def test_the_parts_of_a_compound_claim_are_linked_premises():
    parts = [ClaimInput(13, "It ran.", parent=12), ClaimInput(14, "It earned.", parent=12)]
    graph = tram(claims=[ClaimInput(12, "It ran and earned."), *parts], evidence=[])
    (relation,) = graph.relations
    assert (relation.id, relation.premises, relation.target) == ("parts-c12", ("c13", "c14"), "c12")


def test_an_excluded_part_does_not_weaken_the_compound_claim():
    parts = [ClaimInput(13, "It ran.", parent=12), ClaimInput(14, "It flew.", parent=12, active=False)]
    graph = tram(claims=[ClaimInput(12, "It ran and flew."), *parts], evidence=[])
    assert graph.relation["parts-c12"].premises == ("c13",)


def test_added_relations_keep_their_ends_and_scheme():
    written = RelationInput(7, RelationKind.UNDERCUT, ("p5",), "e34-c12", base=0.9, scheme="Expert opinion")
    graph = tram(premises=[PremiseInput(5, "Gates count twice.")], relations=[written])
    relation = graph.relation["r7"]
    assert (relation.kind, relation.target, relation.base) == (RelationKind.UNDERCUT, "e34-c12", 0.9)
    assert relation.scheme == "Expert opinion"
    assert validate_graph(graph) == ()


def test_evidence_with_one_original_source_counts_once():
    twice = tram(evidence=[evidence(1, origin="wire"), evidence(2, origin="wire")])
    once = tram(evidence=[evidence(1, origin="wire")])
    assert evaluate(twice).strength["c12"] == evaluate(once).strength["c12"]


def test_the_same_input_gives_the_same_map_whatever_the_ids():
    points = {"claims": [ClaimInput("a", "A claim.")], "evidence": [evidence("b", "a")]}
    assert build_graph("Tram", **points) == build_graph("Tram", **points)
    assert [item.id for item in build_graph("Tram", **points).statements] == ["ca", "eb"]
