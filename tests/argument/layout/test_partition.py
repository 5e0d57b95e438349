import pytest

from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.argument.layout.partition import partition_graph
from factcheck.enums import RelationKind
from tests.argument.random_maps import build_map
from tests.argument.sketch import sketch


def ids(component):
    return (component.statements, [item.id for item in component.relations])


def test_unconnected_parts_are_components_in_the_order_of_the_map():
    components = partition_graph(sketch("a=.5 b=.5 c=.5 d=.5", "d+b c+a"))
    assert [ids(component) for component in components] == [(["a", "c"], ["c+a"]), (["b", "d"], ["d+b"])]


def test_an_undercut_connects_its_premise_to_the_relation_that_it_undercuts():
    (component,) = partition_graph(sketch("c=.5 e=.8 u=.7", "u/e+c e+c"))
    assert ids(component) == (["c", "e", "u"], ["u/e+c", "e+c"])


def test_context_is_in_the_component_of_its_claim():
    (component,) = partition_graph(sketch("c=.5 k=.5", k={"extra": {"context_of": "c"}}))
    assert component.context == [("c", "k")]


@pytest.mark.parametrize(
    "broken",
    [
        Relation("r", RelationKind.SUPPORT, ("gone",), "c"),
        Relation("r", RelationKind.SUPPORT, ("e",), "gone"),
        Relation("r", RelationKind.SUPPORT, (), "c"),
        Relation("r", RelationKind.UNDERCUT, ("e",), "r"),
    ],
)
def test_an_incomplete_relation_is_not_drawn(broken):
    undercut = Relation("u", RelationKind.UNDERCUT, ("e",), "r")
    components = partition_graph(Graph((Statement("c", "C"), Statement("e", "E")), (broken, undercut)))
    assert [ids(component) for component in components] == [(["c"], []), (["e"], [])]


def test_a_large_map_is_cut_into_branches_that_have_every_item_once():
    graph = build_map(500)
    components = partition_graph(graph, large=100, branch=60)
    assert len(components) > 3
    assert sorted(name for component in components for name in component.statements) == sorted(
        graph.statement
    )
    assert sorted(item.id for component in components for item in component.relations) == sorted(
        graph.relation
    )


def test_a_premise_on_another_branch_is_shown_by_a_stub():
    components = partition_graph(build_map(500), large=100, branch=60)
    for component in components:
        premises = {premise for item in component.relations for premise in item.premises}
        assert set(component.list_stubs()) == premises - set(component.statements)
    assert any(component.list_stubs() for component in components)


def test_a_map_that_is_not_large_needs_no_stubs():
    assert not any(component.list_stubs() for component in partition_graph(build_map(200)))


def test_a_cycle_of_claims_is_cut_into_branches():
    ring = [f"s{n}" for n in range(40)]
    graph = sketch(
        " ".join(f"{name}=.5" for name in ring), " ".join(f"{ring[n]}+{ring[n - 1]}" for n in range(40))
    )
    components = partition_graph(graph, large=10, branch=15)
    assert sorted(name for component in components for name in component.statements) == sorted(ring)
