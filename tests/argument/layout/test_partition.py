import pytest

from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.argument.layout.partition import partition_graph
from factcheck.enums import RelationKind
from tests.argument.random_maps import build_map
from tests.argument.sketch import sketch


def names(sheet):
    return (sheet.statements, [item.id for item in sheet.relations])


def test_parts_that_are_not_connected_get_sheets_of_their_own_in_the_maps_order():
    found = partition_graph(sketch("a=.5 b=.5 c=.5 d=.5", "d+b c+a"))
    assert [names(sheet) for sheet in found] == [(["a", "c"], ["c+a"]), (["b", "d"], ["d+b"])]


def test_an_undercut_ties_its_premise_to_the_line_it_cuts():
    (sheet,) = partition_graph(sketch("c=.5 e=.8 u=.7", "u/e+c e+c"))
    assert names(sheet) == (["c", "e", "u"], ["u/e+c", "e+c"])


def test_context_stays_with_its_claim():
    (sheet,) = partition_graph(sketch("c=.5 k=.5", k={"extra": {"context_of": "c"}}))
    assert sheet.context == [("c", "k")]


@pytest.mark.parametrize(
    "broken",
    [
        Relation("r", RelationKind.SUPPORT, ("gone",), "c"),
        Relation("r", RelationKind.SUPPORT, ("e",), "gone"),
        Relation("r", RelationKind.SUPPORT, (), "c"),
        Relation("r", RelationKind.UNDERCUT, ("e",), "r"),
    ],
)
def test_a_relation_that_hangs_in_the_air_is_not_drawn(broken):
    cutting = Relation("u", RelationKind.UNDERCUT, ("e",), "r")
    found = partition_graph(Graph((Statement("c", "C"), Statement("e", "E")), (broken, cutting)))
    assert [names(sheet) for sheet in found] == [(["c"], []), (["e"], [])]


def test_a_large_map_is_cut_into_branches_that_hold_everything_once():
    graph = build_map(500)
    found = partition_graph(graph, large=100, branch=60)
    assert len(found) > 3
    assert sorted(name for sheet in found for name in sheet.statements) == sorted(graph.statement)
    assert sorted(item.id for sheet in found for item in sheet.relations) == sorted(graph.relation)


def test_a_premise_on_another_branch_is_shown_by_a_stub():
    found = partition_graph(build_map(500), large=100, branch=60)
    for sheet in found:
        premises = {premise for item in sheet.relations for premise in item.premises}
        assert set(sheet.stubs()) == premises - set(sheet.statements)
    assert any(sheet.stubs() for sheet in found)


def test_a_map_that_is_not_large_needs_no_stubs():
    assert not any(sheet.stubs() for sheet in partition_graph(build_map(200)))


def test_a_circle_of_claims_has_a_branch_too():
    ring = [f"s{n}" for n in range(40)]
    graph = sketch(
        " ".join(f"{name}=.5" for name in ring), " ".join(f"{ring[n]}+{ring[n - 1]}" for n in range(40))
    )
    found = partition_graph(graph, large=10, branch=15)
    assert sorted(name for sheet in found for name in sheet.statements) == sorted(ring)
