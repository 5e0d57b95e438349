from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

from factcheck.argument.computed_labels import ComputedLabel
from factcheck.argument.explanation import Explainer
from factcheck.argument.graph import Graph, Relation
from factcheck.argument.robustness import MAX_SET_SIZE, TRIALS, measure_robustness
from factcheck.argument.robustness_text import describe_robustness
from factcheck.argument.semantics import SEMANTICS, evaluate
from factcheck.enums import RelationKind, StatementKind
from tests.argument.random_maps import build_map
from tests.argument.sketch import sketch

EVIDENCE = {"kind": StatementKind.EVIDENCE}
PREMISE = {"kind": StatementKind.PREMISE}


def measure(graph, claim="c", semantics="tiers"):
    explainer = Explainer(graph, semantics=semantics)
    return measure_robustness(explainer, explainer.explain(claim))


def random_graph(seed):
    """A map of up to 4 claims and 6 pieces, with undercuts, linked premises, rephrases, parts, origins and cycles."""
    rng = Random(seed)
    claims, pieces = [f"c{n}" for n in range(rng.randint(1, 4))], [f"e{n}" for n in range(rng.randint(1, 6))]
    details = {
        name: {"kind": rng.choice(["evidence", "premise"]), "origin": rng.choice(["", "", "wire", "agency"])}
        for name in pieces
    }
    for item in details.values():
        item["kind"] = StatementKind(item["kind"])
    bases = [f"{name}=.5" for name in claims] + [f"{name}={rng.uniform(0.1, 0.99):.2f}" for name in pieces]
    graph = sketch(" ".join(bases), "", **details)
    relations = []
    for number, name in enumerate((*claims[1:], *pieces)):
        kind = rng.choice([RelationKind.SUPPORT, RelationKind.ATTACK])
        targets = [claim for claim in claims if claim < name or (claim != name and rng.random() < 0.2)]
        relations.append(Relation(f"r{number}", kind, (name,), rng.choice(targets)))
    for number in range(rng.randint(0, 2)):
        relations.append(
            Relation(f"u{number}", RelationKind.UNDERCUT, (rng.choice(pieces),), rng.choice(relations).id)
        )
    if len(pieces) > 1 and rng.random() < 0.4:
        relations.append(
            Relation("linked", RelationKind.SUPPORT, tuple(rng.sample(pieces, 2)), rng.choice(claims))
        )
        relations.append(Relation("same", RelationKind.REPHRASE, (pieces[0],), pieces[1]))
    if len(claims) > 2 and rng.random() < 0.4:
        relations.append(
            Relation("parts-c0", RelationKind.SUPPORT, tuple(claims[1:]), "c0", joins_parts=True)
        )
    return Graph(graph.statements, tuple(relations))


def brute_force(graph, claim, semantics):
    """The sizes of the sets of pieces whose withdrawal changes the label, smallest first."""
    label = evaluate(graph, semantics).label(claim)
    pieces = [item.id for item in graph.statements if item.kind is not StatementKind.CLAIM]
    for size in range(1, MAX_SET_SIZE + 1):
        for names in combinations(pieces, size):
            rest = replace(
                graph,
                statements=tuple(replace(item, active=item.id not in names) for item in graph.statements),
            )
            if evaluate(rest, semantics).label(claim) is not label:
                return size
    return 0


@pytest.mark.parametrize("semantics", SEMANTICS)
def test_the_flipping_set_is_as_small_as_by_trying_all_sets(semantics):
    compared = 0
    for seed in range(80):
        graph = random_graph(seed)
        if (found := measure(graph, "c0", semantics)) is None:
            continue
        compared += 1
        assert len(found.flipping_set) == brute_force(graph, "c0", semantics), seed
        if found.flipping_set:
            rest = tuple(replace(item, active=item.id not in found.flipping_set) for item in graph.statements)
            assert evaluate(replace(graph, statements=rest), semantics).label("c0") is found.flipped_label
    assert compared > 60


def test_a_map_with_a_cycle_that_takes_long_is_not_measured(monkeypatch):
    monkeypatch.setattr("factcheck.argument.robustness.MAX_CYCLE_STEPS", 100)
    assert measure(sketch("c=.5 d=.5 e=.9", "c+d d+c e+c", e=EVIDENCE)) is None


def test_a_claim_with_two_strong_sources_needs_both_withdrawn():
    found = measure(sketch("c=.5 e=.9 f=.85", "e+c f+c", e=EVIDENCE, f=EVIDENCE))
    assert (found.flipping_set, found.flipped_label) == (("e", "f"), ComputedLabel.NOT_ENOUGH)
    assert found.is_exact


def test_a_label_in_the_middle_of_its_range_stands_in_all_variations_but_the_loss_of_its_only_source():
    found = measure(sketch("c=.5 e=.9", "e+c", e=EVIDENCE))
    assert (found.origins.unchanged, found.origins.trials) == (0, 1)
    assert found.strengths.unchanged == found.strengths.trials == TRIALS - 1 - found.semantics.trials
    assert found.unchanged == TRIALS - 1


def test_a_label_at_the_edge_of_its_range_stands_in_about_half_of_the_varied_strengths():
    found = measure(sketch("c=.5 e=.7", "e+c", e=EVIDENCE))
    assert 0.3 < found.strengths.unchanged / found.strengths.trials < 0.7


def test_variations_are_always_the_same():
    graph = build_map(60)
    assert measure(graph, "s0") == measure(graph, "s0")


def test_pieces_of_one_origin_are_left_out_together():
    wire = EVIDENCE | {"origin": "wire"}
    found = measure(sketch("c=.5 e=.9 f=.9", "e+c f+c", e=wire, f=wire))
    assert (found.origins.unchanged, found.origins.trials) == (0, 1)


def test_the_weakest_new_piece_that_changes_the_label_is_found():
    found = measure(sketch("c=.5 e=.9", "e+c", e=EVIDENCE))
    (piece,) = found.new_pieces
    assert piece.kind is RelationKind.ATTACK
    weaker, stronger = (
        evaluate(sketch(f"c=.5 e=.9 n={piece.strength + step}", "e+c n-c", e=EVIDENCE, n=EVIDENCE)).label("c")
        for step in (-0.02, 0.01)
    )
    assert (weaker, stronger) == (found.label, piece.label)


def test_the_sentences_name_what_would_change_the_label():
    graph = sketch(
        "c=.5 e=.9",
        "e+c",
        e=EVIDENCE | {"publisher": "City archive", "published_on": "2024-05-03", "source": "List"},
    )
    sentences = " ".join(describe_robustness(graph, measure(graph)))
    assert "“supported” stays the same in 99 of 100 variations" in sentences
    assert (
        "Without “Text of e.” (City archive, List, 3 May 2024) the label would be “not enough evidence”."
        in sentences
    )
    assert "piece against it of strength" in sentences


def test_a_claim_without_evidence_says_what_would_decide_it():
    found = measure(sketch("c=.5"))
    assert found.flipping_set == ()
    assert {piece.label.side for piece in found.new_pieces} == {"for", "against"}


def test_fewer_pieces_are_combined_where_each_set_means_that_the_map_is_built_again(monkeypatch):
    names = [f"e{number}" for number in range(12)]
    graph = sketch(
        " ".join(["c=.5", *(f"{name}=.9" for name in names), "same=.9"]),
        " ".join(["same~e0", *(f"{name}+c" for name in names)]),
        **dict.fromkeys(names, EVIDENCE),
    )
    assert measure(graph).is_exact
    monkeypatch.setattr("factcheck.argument.robustness.MAX_REBUILT", 14 * 10)
    explainer = Explainer(graph)
    monkeypatch.setattr(explainer, "label_without", lambda *_: tried.append(1) or ComputedLabel.SUPPORTED)
    tried = []
    found = measure_robustness(explainer, explainer.explain("c"))
    assert not found.is_exact
    assert len(tried) == 6 + 4 + found.origins.trials


def test_a_map_that_is_too_large_is_not_measured(monkeypatch):
    monkeypatch.setattr("factcheck.argument.robustness.MAX_STATEMENTS", 2)
    assert measure(sketch("c=.5 e=.9 f=.9", "e+c f+c", e=EVIDENCE, f=EVIDENCE)) is None
