import random

import pytest

from factcheck.argument.layout import graphviz
from factcheck.argument.layout.map_layout import lay_out_map
from factcheck.argument.node_cards import build_cards
from factcheck.argument.semantics import evaluate
from tests.argument.layout_faults import find_overlaps, find_pierced_boxes
from tests.argument.random_maps import build_map
from tests.argument.sketch import sketch


def laid_out(graph):
    return lay_out_map(graph, build_cards(graph, evaluate(graph)))


def boxes(plan):
    return {box.statement: box for box in plan.boxes}


def close(one, other, slack=2.0):
    return abs(one[0] - other[0]) <= slack and abs(one[1] - other[1]) <= slack


def test_supporters_and_attackers_are_to_the_right_of_their_claim():
    found = boxes(laid_out(sketch("c=.5 e=.8 f=.8", "e+c f-e")))
    assert found["c"].x + found["c"].width < found["e"].x < found["e"].x + found["e"].width < found["f"].x


def test_a_line_runs_from_the_premise_to_the_target():
    plan = laid_out(sketch("c=.5 e=.8", "e+c"))
    (line,) = plan.lines
    claim, evidence = boxes(plan)["c"], boxes(plan)["e"]
    assert (line.relation, line.premise, line.arrives) == ("e+c", "e", True)
    assert close(line.points[0], (evidence.x, evidence.y + evidence.height / 2))
    assert close(line.points[-1], (claim.x + claim.width, claim.y + claim.height / 2))


def test_linked_premises_meet_in_a_joint():
    plan = laid_out(sketch("c=.5 e=.8 f=.8", "e&f+c"))
    (joint,) = plan.joints
    assert [(line.premise, line.arrives) for line in plan.lines] == [("", True), ("e", False), ("f", False)]
    assert all(close(line.points[-1], joint.at, 12) for line in plan.lines[1:])


def test_an_undercut_ends_in_the_middle_of_the_line_that_it_undercuts():
    plan = laid_out(sketch("c=.5 e=.8 u=.7", "e+c u/e+c"))
    (joint,) = plan.joints
    ends = {line.relation: line.points[-1] for line in plan.lines if line.premise == "u"}
    assert joint.relation == "e+c"
    assert close(ends["u/e+c"], joint.at, 12)
    assert boxes(plan)["c"].x + boxes(plan)["c"].width < joint.at[0] < boxes(plan)["e"].x


def test_cards_are_in_common_columns_with_and_without_undercuts():
    plan = laid_out(sketch("c=.5 e=.8 f=.8 u=.7", "e+c f+c u/e+c"))
    assert len({round(box.x) for box in plan.boxes}) == 2


def forest(*sizes):
    """A map with one component for each size, which is a claim with that many pieces of evidence."""
    names = [(f"c{n}", [f"c{n}e{k}" for k in range(size)]) for n, size in enumerate(sizes)]
    words = [f"{name}=.5" for claim, evidence in names for name in (claim, *evidence)]
    return sketch(
        " ".join(words), " ".join(f"{name}+{claim}" for claim, evidence in names for name in evidence)
    )


def test_the_component_of_the_main_claim_is_at_the_top_left():
    plan = laid_out(forest(1, 2, 9, 3, 0))
    main = [box for box in plan.boxes if box.statement.startswith("c2")]
    assert min(box.x for box in main) == pytest.approx(min(box.x for box in plan.boxes)) == pytest.approx(0)
    assert min(box.y for box in main) == pytest.approx(min(box.y for box in plan.boxes))
    assert plan.boxes[0].statement == "c2"


@pytest.mark.parametrize("aspect", [1.6, 0.707])
@pytest.mark.parametrize("seed", range(4))
def test_components_are_packed_to_the_proportions_asked_for(aspect, seed):
    sizes = random.Random(seed).choices(range(6), k=60)
    graph = forest(*sizes)
    plan = lay_out_map(graph, build_cards(graph, evaluate(graph)), aspect=aspect)
    assert find_overlaps(plan) == []
    assert 0.8 * aspect < plan.width / plan.height < 1.25 * aspect


def test_cards_without_relations_are_placed_last():
    found = boxes(laid_out(sketch("x=.5 y=.5 a=.5 z=.5 e=.8", "e+a")))
    assert list(found) == ["a", "e", "x", "y", "z"]
    assert all((found[name].y, found[name].x) > (found["a"].y, found["a"].x) for name in "xyz")


@pytest.mark.parametrize("size", [1, 2, 30, 150])
def test_boxes_never_overlap_and_no_line_runs_through_a_box(size):
    plan = laid_out(build_map(size))
    assert len(plan.boxes) == size
    assert find_overlaps(plan) == []
    assert find_pierced_boxes(plan) == []


def test_every_element_is_within_the_layout():
    plan = laid_out(build_map(60))
    for box in plan.boxes:
        assert box.x >= -0.01
        assert box.y >= -0.01
        assert box.x + box.width <= plan.width + 0.01
        assert box.y + box.height <= plan.height + 0.01


def test_branches_of_a_large_map_show_the_premises_of_other_branches_as_stubs():
    graph = build_map(300)
    plan = lay_out_map(graph, build_cards(graph, evaluate(graph)), large=100, branch=60)
    assert any(box.stub for box in plan.boxes)
    assert sorted(box.statement for box in plan.boxes if not box.stub) == sorted(graph.statement)
    assert find_overlaps(plan) == []


def test_a_cycle_and_a_claim_that_attacks_itself_are_laid_out():
    plan = laid_out(sketch("a=.5 b=.5", "a-b b-a a-a"))
    assert {line.relation for line in plan.lines} == {"a-b", "b-a", "a-a"}


def test_an_empty_map_has_an_empty_layout():
    plan = laid_out(sketch(""))
    assert (plan.boxes, plan.width, plan.height) == ((), 0.0, 0.0)


def test_the_same_map_is_laid_out_the_same():
    assert laid_out(build_map(60)) == laid_out(build_map(60))


def test_a_layout_program_that_is_missing_is_named(monkeypatch):
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    monkeypatch.setattr("shutil.which", lambda name: None)
    graphviz.find_program.cache_clear()
    with pytest.raises(graphviz.LayoutError, match="install the package graphviz-pure"):
        laid_out(sketch("c=.5 e=.8", "e+c"))
    graphviz.find_program.cache_clear()


def test_a_layout_program_that_fails_raises_an_error_with_its_message(monkeypatch, tmp_path):
    broken = tmp_path / "dot"
    broken.write_text("#!/bin/sh\necho 'out of paper' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(graphviz, "find_program", lambda: str(broken))
    with pytest.raises(graphviz.LayoutError, match="out of paper"):
        laid_out(sketch("c=.5 e=.8", "e+c"))
