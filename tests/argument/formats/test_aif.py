import json
from dataclasses import replace

import pytest

from factcheck.argument.formats import ReadNote, read, write
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind
from factcheck.exceptions import InvalidInput
from tests.argument.formats.samples import SAMPLE

TIME = "2020-01-02 03:04:05"


def node(name, kind, text="", **more):
    return {"nodeID": name, "text": text, "type": kind, "timestamp": TIME, **more}


def edge(name, source, target, **more):
    return {"edgeID": name, "fromID": source, "toID": target, "formEdgeID": None, **more}


def dialogue():
    """An uttered statement with arguments for and against it, as AIFdb exports it."""
    return {
        "nodes": [
            node("1", "I", "Tea is good."),
            node("2", "I", "It is warm."),
            node("3", "I", "Warm is not good."),
            node("4", "RA", "Argument From Consequences", scheme="Argument From Consequences", schemeID="9"),
            node("5", "CA", "Default Conflict", schemeID="71"),
            node("6", "L", "Ann: tea is good"),
            node("7", "YA", "Asserting"),
            node("8", "TA", "Default Transition"),
        ],
        "edges": [
            edge("e10", "2", "4", formEdgeID="3"),
            edge("e11", "4", "1"),
            edge("e12", "3", "5"),
            edge("e13", "5", "4"),
            edge("e14", "6", "7"),
            edge("e15", "7", "1"),
            edge("e16", "6", "8"),
        ],
        "locutions": [{"nodeID": "6", "personID": "5", "start": TIME}],
        "participants": [{"participantID": 5, "firstname": "Ann"}],
    }


def reading_of(document):
    return read(json.dumps(document).encode(), "map.aif")


def written(graph):
    return json.loads(write(graph, "map.aif"))


def by_id(raws, key):
    return {raw[key]: raw for raw in raws}


def test_nodes_and_edges_become_statements_and_relations():
    graph = reading_of(dialogue()).graph
    assert [(item.id, item.text) for item in graph.statements] == [
        ("1", "Tea is good."),
        ("2", "It is warm."),
        ("3", "Warm is not good."),
    ]
    support, undercut = graph.relations
    assert (support.kind, support.premises, support.target) == (RelationKind.SUPPORT, ("2",), "1")
    assert support.scheme == "Argument From Consequences"
    assert (undercut.kind, undercut.premises, undercut.target) == (RelationKind.UNDERCUT, ("3",), "4")
    assert undercut.scheme == ""


def test_dialogue_schemes_times_and_locutions_are_written_back():
    reading = reading_of(dialogue())
    assert reading.notes == ()
    again, before = written(reading.graph), dialogue()
    assert by_id(again["nodes"], "nodeID") == by_id(before["nodes"], "nodeID")
    assert by_id(again["edges"], "edgeID") == by_id(before["edges"], "edgeID")
    assert again["locutions"] == before["locutions"]
    assert again["participants"] == before["participants"]
    assert reading_of(again).graph == reading.graph


def test_a_changed_map_writes_back_only_stored_data_that_still_fits():
    graph = reading_of(dialogue()).graph
    support = replace(graph.relations[0], premises=("2", "3"), scheme="")
    again = written(replace(graph, statements=graph.statements[1:], relations=()))
    assert {raw["nodeID"] for raw in again["nodes"]} == {"2", "3", "6", "7", "8"}
    assert {raw["edgeID"] for raw in again["edges"]} == {"e14", "e16"}
    again = written(replace(graph, relations=(support,)))
    assert edge("e1", "3", "4") in again["edges"]
    assert by_id(again["nodes"], "nodeID")["4"] == node("4", "RA", "Default Inference")


def test_other_programs_can_read_the_aif():
    document = written(SAMPLE)
    nodes = by_id(document["nodes"], "nodeID")
    assert [nodes[name]["type"] for name in ("c1", "r1", "r2", "r3", "r6")] == ["I", "RA", "CA", "CA", "MA"]
    assert nodes["r1"]["scheme"] == nodes["r1"]["text"] == "Expert opinion"
    assert all(isinstance(raw["nodeID"], str) for raw in document["nodes"])
    ends = [(raw["fromID"], raw["toID"]) for raw in document["edges"]]
    assert ends[:3] == [("e1", "r1"), ("p 1", "r1"), ("r1", "c1")]
    assert ("r3", "r1") in ends


def test_times_are_those_of_the_map_or_fixed():
    assert {raw["timestamp"] for raw in written(SAMPLE)["nodes"]} == {"1970-01-01 00:00:00"}
    timed = replace(SAMPLE, extra={"aif": {"timestamp": TIME}})
    assert {raw["timestamp"] for raw in written(timed)["nodes"]} == {TIME}
    assert reading_of(written(timed)).graph == timed


def test_a_conflict_on_a_relation_is_an_undercut_and_one_on_a_statement_an_attack():
    kinds = {item.id: item.kind for item in reading_of(written(SAMPLE)).graph.relations}
    assert kinds["r2"] is RelationKind.ATTACK
    assert kinds["r3"] is kinds["r4"] is RelationKind.UNDERCUT


def test_a_kind_that_aif_cannot_express_is_in_our_own_block():
    statements = (Statement("a", "A"), Statement("b", "B"))
    support = Relation("r", RelationKind.SUPPORT, ("a",), "b")
    graph = Graph(statements, (support, Relation("x", RelationKind.ATTACK, ("b",), "r")))
    assert by_id(written(graph)["nodes"], "nodeID")["x"]["factcheck"] == {"kind": "attack"}
    assert reading_of(written(graph)).graph == graph


def test_a_scheme_node_without_a_conclusion_is_stored_with_the_relations_to_it():
    document = dialogue()
    document["edges"].remove(edge("e11", "4", "1"))
    reading = reading_of(document)
    assert reading.graph.relations == ()
    assert [note.where for note in reading.notes] == ["nodes[3]", "nodes[4]"]
    assert by_id(written(reading.graph)["nodes"], "nodeID") == by_id(document["nodes"], "nodeID")
    assert by_id(written(reading.graph)["edges"], "edgeID") == by_id(document["edges"], "edgeID")


def test_a_second_conclusion_is_noted_and_written_back():
    document = dialogue()
    document["edges"].append(edge("e20", "4", "3"))
    reading = reading_of(document)
    assert reading.graph.relations[0].target == "1"
    assert reading.notes == (
        ReadNote(
            "edges[7]",
            "The scheme node “4” has a second conclusion, but a relation has one target."
            " This edge is stored for export to this format only.",
        ),
    )
    assert edge("e20", "4", "3") in written(reading.graph)["edges"]


@pytest.mark.parametrize(
    ("spoil", "where", "message"),
    [
        (lambda d: d["nodes"][4].pop("nodeID"), "nodes[4].nodeID", "must be a text or an integer"),
        (lambda d: d["nodes"][1].update(nodeID="1"), "nodes[1].nodeID", "taken"),
        (lambda d: d["nodes"][1].update(text=None), "nodes[1].text", "not a text"),
        (lambda d: d["nodes"][1].pop("type"), "nodes[1].type", "not a text"),
        (lambda d: d["edges"][0].update(toID="99"), "edges[0].toID", "no node “99”"),
        (lambda d: d["edges"].append(7), "edges[7]", "not an object"),
        (lambda d: d.update(nodes={}), "nodes", "not a list"),
        (lambda d: d.pop("edges"), "edges", "not a list"),
        (lambda d: d["nodes"][0].update(factcheck={"base": "x"}), "nodes[0].factcheck.base", "not a number"),
    ],
)
def test_broken_aif_raises_an_error_with_its_position(spoil, where, message):
    document = dialogue()
    spoil(document)
    with pytest.raises(InvalidInput, match=message) as refused:
        reading_of(document)
    assert refused.value.where == where


def test_spare_edges_keep_their_order_so_that_the_first_conclusion_stays_the_first():
    nodes = [{"nodeID": "1", "type": "RA"}, {"nodeID": "2", "type": "RA"}]
    edges = [
        {"edgeID": "a", "fromID": "1", "toID": "2"},
        {"edgeID": "b", "fromID": "1", "toID": "1"},
    ]
    graph = read(json.dumps({"nodes": nodes, "edges": edges}).encode(), "map.aif").graph
    assert graph.relations == ()
    assert read(write(graph, "map.aif"), "map.aif").graph == graph
