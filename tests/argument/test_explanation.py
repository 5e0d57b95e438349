from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.argument import explanation as explanation_module
from factcheck.argument.computed_labels import ComputedLabel, to_default_thresholds
from factcheck.argument.explanation import Explainer, explain
from factcheck.argument.graph import Graph
from factcheck.argument.semantics import SEMANTICS, evaluate
from factcheck.argument.strongest_paths import MAX_PATH_LENGTH, find_strongest_paths
from factcheck.enums import StatementKind
from factcheck.exceptions import NotFound
from tests.argument.sketch import sketch
from tests.argument.test_semantics import MAPS, drawn

ENERGY = "quadratic_energy"
WIRE = {"origin": "wire"}


def withdrawn(graph: Graph, name: str) -> Graph:
    return Graph(
        tuple(replace(item, active=item.active and item.id != name) for item in graph.statements),
        graph.relations,
    )


def by_name(explanation):
    return {reason.statement: reason for reason in explanation.reasons}


def test_an_explanation_has_the_computed_strength_and_label():
    graph = sketch("c=.5 s=.9 t=.8 a=.6", "s+c t+c a-c")
    explanation = explain(graph, "c", semantics=ENERGY)
    assert explanation.strength == evaluate(graph, ENERGY).strength["c"]
    assert (explanation.computed_label, explanation.converged) == (ComputedLabel.SUPPORTED, True)
    assert (explanation.support, explanation.attack) == (pytest.approx(0.98), pytest.approx(0.6))


def test_reasons_are_ordered_by_contribution_and_omit_statements_without_a_path_to_the_claim():
    explanation = explain(sketch("c=.5 d=.5 s=.9 t=.4 a=.2 x=.9", "s+c t+s a-c x+d"), "c")
    assert [reason.statement for reason in explanation.reasons] == ["s", "a", "t"]


def test_the_strongest_reason_of_each_side_is_named():
    explanation = explain(sketch("c=.5 s=.9 t=.4 a=.6 u=.9", "s+c t+c a-c u/a-c"), "c", semantics=ENERGY)
    assert (explanation.strongest_for.statement, explanation.strongest_against.statement) == ("s", "a")
    assert by_name(explanation)["u"].contribution > 0


def test_a_claim_without_relations_has_no_reasons():
    explanation = explain(sketch("c=.5"), "c")
    assert (explanation.reasons, explanation.strongest_for, explanation.strongest_against) == ((), None, None)
    assert explanation.computed_label is ComputedLabel.NOT_ENOUGH


def test_reasons_that_would_change_the_label_are_listed_separately():
    explanation = explain(
        sketch("c=.5 s=.9 t=.9 a=.2", "s+c t+c a-c"),
        "c",
        semantics=ENERGY,
        thresholds=replace(to_default_thresholds(ENERGY), supported=0.7),
    )
    assert explanation.computed_label is ComputedLabel.SUPPORTED
    assert [reason.statement for reason in explanation.label_changing] == ["s", "t"]
    assert explanation.label_changing[0].label_without is ComputedLabel.LEANS_SUPPORTED


def test_the_sentence_follows_the_path_from_the_statement_to_the_claim():
    explanation = explain(sketch("c=.5 p=.5 s=.9", "s+p p-c"), "c", semantics=ENERGY)
    assert by_name(explanation)["s"].sentence == (
        "“Text of s.” supports “Text of p.”, which attacks this claim."
        " Without it the computed strength would be 0.40 instead of 0.33,"
        " and the computed label “leaning towards refuted” instead of “refuted”."
    )


def test_the_sentence_of_an_undercut_names_the_relation_that_it_undercuts():
    explanation = explain(sketch("c=.5 p=.5 s=.9 u=.9 v=.5", "s+p p-c u/s+p v/u/s+p"), "c")
    sentences = {name: reason.sentence.split(". Without")[0] for name, reason in by_name(explanation).items()}
    assert sentences["u"] == (
        "“Text of u.” undercuts the relation from “Text of s.” to “Text of p.”, which attacks this claim"
    )
    assert sentences["v"] == (
        "“Text of v.” undercuts the relation from “Text of u.” to the relation from “Text of s.” to “Text of p.”,"
        " which attacks this claim"
    )


def test_linked_premises_are_named_together():
    explanation = explain(sketch("c=.5 e=.9 f=.5", "e&f+c"), "c")
    assert by_name(explanation)["e"].sentence.startswith(
        "“Text of e.” together with “Text of f.” supports this claim."
    )


def test_a_path_can_follow_a_rephrase():
    explanation = explain(sketch("c=.5 d=.5 e=.9", "e+d c~d"), "c")
    assert by_name(explanation)["e"].sentence.startswith(
        "“Text of e.” supports “Text of d.”, which rephrases this"
    )
    assert by_name(explanation)["e"].path == ("e+d", "c~d")


def test_quotation_marks_inside_a_text_do_not_close_the_quote():
    graph = sketch("c=.5 s=.9", "s+c", s={"text": "“Never,” she sentences."})
    assert explain(graph, "c").reasons[0].sentence.startswith("“‘Never,’ she sentences.” supports")


def test_the_stronger_of_two_paths_is_explained():
    explanation = explain(sketch("c=.5 s=.9 weak=.1 strong=.9", "s+weak s+strong weak+c strong+c"), "c")
    assert by_name(explanation)["s"].path == ("s+strong", "strong+c")


def test_evidence_with_one_original_source_is_named_and_the_weaker_piece_contributes_nothing():
    graph = sketch("c=.5 d=.5 e=.8 f=.6", "e+c f+c", e=WIRE, f=WIRE)
    explanation = explain(graph, "c")
    (merged,) = explanation.shared_origins
    assert (merged.target, merged.counted, merged.others) == ("c", ("e",), ("f",))
    assert merged.sentence == (
        "“Text of e.” and “Text of f.” have the same original source (wire). Only the strongest of them counts."
    )
    assert by_name(explanation)["f"].contribution == 0
    assert by_name(explanation)["f"].sentence.endswith(
        "Without it the computed strength would hardly change."
    )
    assert explain(graph, "d").shared_origins == ()


def test_rephrased_evidence_is_named_as_saying_the_same():
    (merged,) = explain(sketch("c=.5 e=.8 f=.6", "e+c f+c e~f"), "c").shared_origins
    assert "say the same. Only the strongest of them counts." in merged.sentence


def test_a_withdrawn_statement_is_no_reason():
    assert explain(withdrawn(sketch("c=.5 s=.9", "s+c"), "s"), "c").reasons == ()


def test_a_withdrawn_claim_can_be_explained():
    explanation = explain(withdrawn(sketch("c=.5 s=.9", "s+c"), "c"), "c")
    assert (explanation.strength, explanation.reasons, explanation.computed_label) == (
        0.0,
        (),
        ComputedLabel.NOT_ENOUGH,
    )


def test_an_unknown_claim_raises_not_found():
    with pytest.raises(NotFound, match="no statement “x”"):
        explain(sketch("c=.5"), "x")


@pytest.mark.parametrize("slug", sorted(SEMANTICS))
@settings(max_examples=30, deadline=None)
@given(
    drawing=MAPS,
    cyclic=st.booleans(),
    origins=st.lists(st.sampled_from(["", "wire"]), min_size=8, max_size=8),
)
def test_every_contribution_equals_an_evaluation_without_the_statement(slug, drawing, cyclic, origins):
    plain = drawn(*drawing, acyclic=not cyclic)
    statements = zip(plain.statements, origins, strict=True)
    graph = Graph(tuple(replace(item, origin=origin) for item, origin in statements), plain.relations)
    explainer = Explainer(graph, semantics=slug)
    for claim in ("n0", "n1"):
        for reason in explainer.explain(claim).reasons:
            rest = evaluate(withdrawn(graph, reason.statement), slug)
            assert reason.without == rest.strength[claim]
            assert reason.contribution == evaluate(graph, slug).strength[claim] - rest.strength[claim]


@settings(max_examples=40, deadline=None)
@given(
    drawing=MAPS,
    same=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=4),
    gone=st.sets(st.integers(1, 7), max_size=2),
)
def test_contributions_are_exact_with_rephrases_and_withdrawn_statements(drawing, same, gone):
    plain = drawn(*drawing)
    rephrases = (f"n{one}~n{other}" for one, other in dict.fromkeys(same) if one != other)
    rephrased = sketch("", " ".join(rephrases)).relations
    graph = Graph(plain.statements, (*plain.relations, *rephrased))
    for number in gone:
        graph = withdrawn(graph, f"n{number}")
    for reason in explain(graph, "n0").reasons:
        assert reason.without == pytest.approx(
            evaluate(withdrawn(graph, reason.statement)).strength["n0"], abs=1e-9
        )
        assert reason.statement not in {f"n{number}" for number in gone}


@settings(max_examples=30, deadline=None)
@given(drawing=MAPS)
def test_a_statement_without_a_path_to_the_claim_contributes_nothing(drawing):
    graph = drawn(*drawing)
    named = {reason.statement for reason in explain(graph, "n0").reasons}
    for item in graph.statements[1:]:
        if item.id not in named:
            assert evaluate(withdrawn(graph, item.id)).strength["n0"] == evaluate(graph).strength["n0"]


EVIDENCE = {"kind": StatementKind.EVIDENCE}


def test_a_claim_that_rests_on_one_original_source_says_so():
    wire = EVIDENCE | {"origin": "wire"}
    graph = sketch("c=.5 e=.8 f=.6", "e+c f+c", e=wire, f=wire)
    assert explain(graph, "c").one_source
    assert not explain(sketch("c=.5 e=.8 f=.6", "e+c f-c", e=EVIDENCE, f=wire), "c").one_source
    assert not explain(sketch("c=.5"), "c").one_source


def test_sources_of_parts_are_sources_of_the_compound_and_undercut_ones_are_none():
    graph = sketch(
        "c=.5 p=.5 q=.5 e=.8 f=.8 u=.99", "p&q+c e+p f+q u/f+q", e=EVIDENCE, f=EVIDENCE, u=EVIDENCE
    )
    assert explain(graph, "c").origins == {"e"}


def test_evidence_of_an_unconfirmed_claim_is_no_source_of_another_one():
    graph = sketch("c=.5 d=.5 e=.9", "d+c e+d", d={"confirmed": False}, e=EVIDENCE)
    assert explain(graph, "c").origins == frozenset()
    assert explain(graph, "c").strength == 0.5
    assert explain(graph, "d").one_source


def test_a_large_map_is_explained_by_its_strongest_statements_and_says_how_many_are_left_out(monkeypatch):
    monkeypatch.setattr(explanation_module, "MAX_EVALUATED", 4000)
    names = [f"s{number}" for number in range(400)]
    weak_and_strong = " ".join(f"{name}={'.9' if name == 's250' else '.2'}" for name in names)
    graph = sketch(f"c=.5 {weak_and_strong}", " ".join(f"{name}+c" for name in names))
    explanation = explain(graph, "c")
    assert (len(explanation.reasons), explanation.left_out) == (4000 // 401, 400 - 4000 // 401)
    assert "s250" in by_name(explanation)


def test_a_small_map_is_explained_completely():
    graph = sketch(
        "c=.5 " + " ".join(f"s{number}=.2" for number in range(60)), " ".join(f"s{n}+c" for n in range(60))
    )
    explanation = explain(graph, "c")
    assert (len(explanation.reasons), explanation.left_out) == (60, 0)


def test_no_path_is_longer_than_an_explanation_can_be():
    names = ["c", *(f"s{number}" for number in range(MAX_PATH_LENGTH + 50))]
    graph = sketch(
        " ".join(f"{name}=.9" for name in names),
        " ".join(f"{lower}+{upper}" for upper, lower in pairwise(names)),
    )
    paths = find_strongest_paths(graph, evaluate(graph), "c")
    assert max(map(len, paths.values())) == MAX_PATH_LENGTH
    assert len(paths) == MAX_PATH_LENGTH + 1
