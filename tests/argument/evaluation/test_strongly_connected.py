from hypothesis import given
from hypothesis import strategies as st

from factcheck.argument.evaluation.strongly_connected import find_components

WAYS = st.lists(st.lists(st.integers(0, 8), max_size=4), min_size=9, max_size=9)


def reached(sources, start):
    reachable, queue = set(), [start]
    while queue:
        new = set(sources[queue.pop()]) - reachable
        reachable |= new
        queue.extend(new)
    return reachable


def test_a_chain_is_settled_from_its_end():
    assert find_components([[1], [2], [3], []]) == [[2], [1], [0]]


def test_a_cycle_is_one_component_and_comes_before_its_dependants():
    assert [sorted(reachable) for reachable in find_components([[1], [2], [1, 3], []])] == [[1, 2], [0]]


@given(sources=WAYS)
def test_nodes_share_a_component_exactly_when_each_depends_on_the_other(sources):
    place = {node: number for number, nodes in enumerate(find_components(sources)) for node in nodes}
    assert set(place) == {node for node in range(9) if sources[node]}
    for one in place:
        for other in place:
            both_ways = one == other or (other in reached(sources, one) and one in reached(sources, other))
            assert (place[one] == place[other]) == both_ways


@given(sources=WAYS)
def test_a_component_comes_after_all_components_that_it_depends_on(sources):
    place = {node: number for number, nodes in enumerate(find_components(sources)) for node in nodes}
    assert all(place[source] <= place[node] for node in place for source in sources[node] if source in place)
