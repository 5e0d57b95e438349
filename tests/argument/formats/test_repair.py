"""Relations that a map cannot hold are repaired or set aside, and written back as they were."""

from collections import Counter

import pytest
from hypothesis import given, settings

from factcheck.argument.formats import read, repair_graph, write
from factcheck.argument.formats.source_form import SET_ASIDE, SOURCE_ID, restore_source_form
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.argument.validation import validate_graph
from factcheck.enums import RelationKind
from tests.argument.graphs import graphs

SUPPORT, ATTACK, UNDERCUT, REPHRASE = (
    RelationKind.SUPPORT,
    RelationKind.ATTACK,
    RelationKind.UNDERCUT,
    RelationKind.REPHRASE,
)
A, B, C = (Statement(name, name.upper()) for name in "abc")
FINE = Relation("fine", SUPPORT, ("b",), "a")


def graph_of(*relations):
    return Graph((A, B, C), (FINE, *relations))


@pytest.mark.parametrize(
    "relation",
    [
        Relation("r", SUPPORT, (), "a"),
        Relation("r", SUPPORT, ("a",), "a"),
        Relation("r", REPHRASE, ("a",), "a"),
        Relation("r", REPHRASE, ("b",), "fine"),
        Relation("r", SUPPORT, ("b",), "r"),
        Relation("r", SUPPORT, ("b",), "a", active=False),
    ],
)
def test_a_relation_without_a_meaning_is_set_aside_with_those_to_it(relation):
    onto = Relation("onto", UNDERCUT, ("c",), "r")
    graph = graph_of(relation, onto)
    repaired, notes = repair_graph(graph)
    assert repaired.relations == (FINE,)
    assert len(notes) == 2
    assert all("stored for export only" in note.message for note in notes)
    assert [raw["id"] for raw in repaired.extra[SET_ASIDE]] == ["r", "onto"]
    assert restore_source_form(repaired).relation == graph.relation


def test_relations_in_a_cycle_are_set_aside():
    cycle = (Relation("x", UNDERCUT, ("b",), "y"), Relation("y", UNDERCUT, ("b",), "x"))
    repaired, notes = repair_graph(graph_of(*cycle))
    assert (repaired.relations, len(notes)) == ((FINE,), 2)


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        (Relation("r", ATTACK, ("c",), "fine"), [(UNDERCUT, ("c",), "fine")]),
        (Relation("r", UNDERCUT, ("c",), "a"), [(ATTACK, ("c",), "a")]),
        (Relation("r", SUPPORT, ("c", "c", "b"), "a"), [(SUPPORT, ("c", "b"), "a")]),
        (Relation("r", SUPPORT, ("c", "a"), "a"), [(SUPPORT, ("c",), "a")]),
        (Relation("r", REPHRASE, ("b", "c"), "a"), [(REPHRASE, ("b",), "a"), (REPHRASE, ("c",), "a")]),
    ],
)
def test_a_relation_with_a_meaning_is_changed_and_written_back_as_it_was(relation, expected):
    graph = graph_of(relation)
    repaired, notes = repair_graph(graph)
    assert [(item.kind, item.premises, item.target) for item in repaired.relations[1:]] == expected
    assert len(notes) == 1
    assert restore_source_form(repaired) == graph


def test_a_support_of_a_relation_is_kept():
    graph = graph_of(Relation("r", SUPPORT, ("c",), "fine"))
    assert repair_graph(graph) == (graph, ())


def test_what_people_changed_has_precedence_over_the_file():
    repaired, _notes = repair_graph(graph_of(Relation("r", REPHRASE, ("b", "c"), "a")))
    less = Graph(repaired.statements, repaired.relations[:2], extra=repaired.extra)
    assert restore_source_form(less).relations[1].premises == ("b",)
    gone = Graph((A, B), (FINE,), extra=repair_graph(graph_of(Relation("r", SUPPORT, (), "c")))[0].extra)
    assert restore_source_form(gone).relations == (FINE,)


def test_ids_of_the_file_are_written_and_no_id_twice():
    statements = (
        Statement("c1", "A", extra={SOURCE_ID: "p2"}),
        Statement("p2", "B"),
        Statement("p3", "C", extra={SOURCE_ID: "p2"}),
    )
    relations = (Relation("r1", SUPPORT, ("p2", "p3"), "c1", extra={SOURCE_ID: "7"}),)
    back = read(write(Graph(statements, relations), "map.aif"), "map.aif")
    assert {item.id: item.text for item in back.graph.statements} == {"p2": "A", "p2+": "B", "p3": "C"}
    assert back.graph.relations == (Relation("7", SUPPORT, ("p2+", "p3"), "p2"),)


@settings(max_examples=200, deadline=None)
@given(graph=graphs())
def test_any_graph_is_valid_once_repaired_and_nothing_is_lost(graph):
    repaired, notes = repair_graph(graph)
    codes = {issue.code for issue in validate_graph(repaired)}
    assert codes <= {"unreachable", "empty_text"}
    assert repaired.statements == graph.statements
    assert bool(notes) == (repaired != graph)
    back = restore_source_form(repaired)
    assert Counter(item.id for item in back.relations) == Counter(item.id for item in graph.relations)
    by_id = back.relation
    assert all(by_id[item.id] == item for item in graph.relations)
