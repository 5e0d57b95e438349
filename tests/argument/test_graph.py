from dataclasses import replace

import pytest

from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind
from tests.argument.sketch import sketch


def test_items_are_found_by_id_and_relations_by_target():
    graph = sketch("c=.5 e=.8 u=.7", "e+c u/e+c")
    assert graph.statement["e"].base == 0.8
    assert graph.relation["u/e+c"].premises == ("u",)
    assert [item.id for item in graph.incoming["e+c"]] == ["u/e+c"]


def test_an_undercut_concludes_where_the_relation_it_cuts_does():
    graph = sketch("c=.5 e=.8 u=.7 v=.7", "e+c u/e+c v/u/e+c")
    assert {graph.find_conclusion(item) for item in graph.relations} == {"c"}


def test_relations_that_cut_each_other_conclude_nowhere():
    one = Relation("one", RelationKind.UNDERCUT, ("a",), "two")
    two = Relation("two", RelationKind.UNDERCUT, ("a",), "one")
    graph = Graph((Statement("a", "A"),), (one, two))
    assert (graph.find_conclusion(one), graph.find_conclusion(two)) == ("", "")


@pytest.mark.parametrize(
    ("changes", "counts"),
    [({}, True), ({"active": False}, False), ({"premises": ()}, False), ({"premises": ("e", "gone")}, False)],
)
def test_a_relation_counts_while_it_and_all_its_premises_do(changes, counts):
    graph = sketch("c=.5 e=.8", "e+c")
    assert graph.is_counted(replace(graph.relations[0], **changes)) is counts


def test_a_withdrawn_premise_takes_its_relation_with_it():
    graph = sketch("c=.5 e=.8", "e+c", e={"active": False})
    assert graph.is_counted(graph.relations[0]) is False


@pytest.mark.parametrize(("about", "found"), [("c", "c"), ("gone", ""), (["c"], ""), (None, "")])
def test_the_claim_of_context_is_a_statement_of_the_map_or_empty(about, found):
    graph = sketch("c=.5 k=.5", k={"extra": {"context_of": about}})
    assert graph.find_context_claim(graph.statement["k"]) == found
