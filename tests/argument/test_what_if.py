"""What if: a map without some pieces is the map in which they are inactive; the part of a claim weighs the same."""

from dataclasses import replace
from random import Random

import pytest

from factcheck.argument.computed_labels import ComputedLabel
from factcheck.argument.graph import Graph
from factcheck.argument.semantics import SEMANTICS, evaluate
from factcheck.argument.what_if import compare_claim, cut_to_claim, leave_out, list_changes, split_ids
from tests.argument.sketch import sketch
from tests.argument.test_robustness import random_graph

SEEDS = range(60)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], ()),
        ([""], ()),
        (["e12,p5"], ("e12", "p5")),
        (["e12", "p5"], ("e12", "p5")),
        ([" e1 ,,e1", "e1,r7"], ("e1", "r7")),
    ],
)
def test_ids_are_separated_by_commas_or_repeated(values, expected):
    assert split_ids(values) == expected


def without_by_hand(graph, names):
    """The map from which the statements and relations are removed, with every relation that needs one of them."""
    relations = [
        item for item in graph.relations if item.id not in names and not names.intersection(item.premises)
    ]
    return Graph(tuple(item for item in graph.statements if item.id not in names), tuple(relations))


@pytest.mark.parametrize("semantics", SEMANTICS)
def test_leaving_out_is_the_same_as_removing(semantics):
    for seed in SEEDS:
        graph, rng = random_graph(seed), Random(seed)
        pieces = [item.id for item in graph.statements if item.id != "c0"]
        pieces += [item.id for item in graph.relations]
        names = set(rng.sample(pieces, min(2, len(pieces))))
        left = evaluate(leave_out(graph, names), semantics)
        removed = evaluate(without_by_hand(graph, names), semantics)
        assert left.strength["c0"] == pytest.approx(removed.strength["c0"], abs=1e-9), seed
        assert left.label("c0") is removed.label("c0"), seed


def test_leaving_out_is_evaluating_with_inactive_statements_and_changes_nothing_else():
    graph = sketch("c=.5 e=.9 f=.6", "e+c f-c")
    inactive = replace(
        graph, statements=tuple(replace(item, active=item.id != "e") for item in graph.statements)
    )
    assert leave_out(graph, ["e"]) == inactive
    assert leave_out(graph, ["unknown"]) == graph
    assert graph.statement["e"].active


@pytest.mark.parametrize("semantics", SEMANTICS)
def test_the_part_of_a_claim_has_the_same_strength_and_label(semantics):
    smaller = 0
    for seed in SEEDS:
        graph = random_graph(seed)
        for name in [item.id for item in graph.statements if item.id.startswith("c")]:
            part = cut_to_claim(graph, name)
            smaller += len(part.statements) < len(graph.statements)
            whole, cut = evaluate(graph, semantics), evaluate(part, semantics)
            assert cut.strength[name] == pytest.approx(whole.strength[name], abs=1e-6), (seed, name)
            assert cut.label(name) is whole.label(name), (seed, name)
    assert smaller > 20


def test_the_part_of_a_claim_has_rephrases_and_undercuts_but_not_what_it_supports():
    graph = sketch("c=.5 d=.5 e=.8 same=.8 u=.9 x=.5", "e+c same~e u/e+c c+d x+d")
    assert set(cut_to_claim(graph, "c").statement) == {"c", "e", "same", "u"}


def test_only_claims_that_change_are_visible():
    graph = sketch("a=.5 b=.5 e=.9", "e+a")
    before, after = evaluate(graph), evaluate(leave_out(graph, ["e"]))
    visible = [change for change in list_changes(graph, before, after) if change.is_visible]
    assert [(one.claim, one.label, one.label_without) for one in visible if one.claim == "a"] == [
        ("a", ComputedLabel.SUPPORTED, ComputedLabel.NOT_ENOUGH)
    ]
    assert "b" not in {one.claim for one in visible}
    assert not compare_claim("b", before, after).label_moves
