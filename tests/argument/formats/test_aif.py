import json
import re
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
        (lambda d: d["nodes"].append({"text": "A"}), "nodes[8].nodeID", "must be a text or an integer"),
        (lambda d: d["nodes"].append(node("1", "I", "Tea?")), "nodes[8].nodeID", "set aside: “Tea\\?”"),
        (lambda d: d["nodes"][0].update(text=None), "nodes[0].text", "has no text"),
        (lambda d: d["nodes"][0].update(text=7), "nodes[0].text", "“7” is not a text"),
        (lambda d: d["nodes"][7].pop("type"), "nodes[7]", "unknown type “None”"),
        (lambda d: d["nodes"][7].update(type="XX"), "nodes[7]", "unknown type “XX”"),
        (lambda d: d["nodes"].append(None), "nodes[8]", "not an object"),
        (lambda d: d["edges"].append(edge("e", "99", "4")), "edges[7]", "no node “99”"),
        (lambda d: d["edges"].append(edge("e", "4", None)), "edges[7]", "must be texts or integers"),
        (lambda d: d["edges"].append(edge("e", "1", "2")), "edges[7]", "has no scheme node"),
        (lambda d: d["edges"].append(7), "edges[7]", "not an object"),
        (lambda d: d["nodes"][0].update(factcheck={"base": "x"}), "nodes[0].factcheck.base", "not a number"),
    ],
)
def test_one_odd_item_is_noted_with_its_position_and_the_rest_imported(spoil, where, message):
    document = dialogue()
    spoil(document)
    reading = reading_of(document)
    assert [note.where for note in reading.notes] == [where]
    assert re.search(message, reading.notes[0].message)
    whole = reading_of(dialogue()).graph
    assert reading.graph.statements[1:] == whole.statements[1:]
    assert reading.graph.relations == whole.relations


def test_a_file_without_a_list_of_edges_has_statements_only():
    document = dialogue()
    del document["edges"]
    reading = reading_of(document)
    assert len(reading.graph.statements) == 3
    assert "no list “edges”" in reading.notes[0].message


@pytest.mark.parametrize("nodes", [None, {}, "x"])
def test_a_file_without_a_list_of_nodes_is_no_aif(nodes):
    with pytest.raises(InvalidInput, match="not a list") as refused:
        reading_of({**dialogue(), "nodes": nodes})
    assert refused.value.where == "nodes"


def test_an_edge_without_an_id_gets_one():
    document = dialogue()
    del document["edges"][0]["edgeID"]
    reading = reading_of(document)
    assert reading.notes == ()
    assert reading.graph.relations[0].premises == ("2",)


@pytest.mark.parametrize(("given", "expected"), [(12, "12"), (12.0, "12"), ("12", "12")])
def test_ids_can_be_integers(given, expected):
    document = {"nodes": [node(given, "I", "A")], "edges": []}
    assert [item.id for item in reading_of(document).graph.statements] == [expected]


def test_a_locution_in_a_relation_is_a_statement_that_stays_a_locution():
    document = dialogue()
    document["edges"].append(edge("e20", "6", "4"))
    reading = reading_of(document)
    assert [note.where for note in reading.notes] == ["nodes[5]"]
    assert reading.graph.statement["6"].text == "Ann: tea is good"
    assert reading.graph.relations[0].premises == ("2", "6")
    again = written(reading.graph)
    assert by_id(again["nodes"], "nodeID")["6"]["type"] == "L"
    assert by_id(again["edges"], "edgeID").keys() == by_id(document["edges"], "edgeID").keys()
    assert reading_of(again).graph == reading.graph
    # It is one still if a person takes its relation away.
    alone = replace(reading.graph, relations=())
    assert "6" in reading_of(written(alone)).graph.statement


def test_a_dialogue_without_statements_has_those_of_its_speakers():
    document = {"nodes": [node("6", "L", "Ann: tea"), node("7", "YA", "Asserting")], "edges": []}
    reading = reading_of(document)
    assert [item.text for item in reading.graph.statements] == ["Ann: tea"]
    assert [note.where for note in reading.notes] == ["nodes"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("The pier&nbsp;cost &lt;5 million&gt;.", "The pier cost <5 million>."),
        ("It&#39;s <b>true</b>.", "It's true."),
        ("one<br/>two<BR>three", "one two three"),
        ("<p>first</p><p class='x'>second</p>", "first second"),
        ("10<sup>6</sup> kWh", "10^6 kWh"),
        ("a <5 million> b < c & d", "a <5 million> b < c & d"),
        ("AT&T &unknown; &", "AT&T &unknown; &"),
    ],
)
def test_html_in_a_text_is_read_and_written_back(raw, text):
    document = {"nodes": [node("1", "I", raw)], "edges": []}
    graph = reading_of(document).graph
    assert graph.statements[0].text == text
    assert written(graph)["nodes"][0]["text"] == raw
    changed = replace(graph, statements=(replace(graph.statements[0], text="5 < 6 &amp; <b>"),))
    assert reading_of(written(changed)).graph.statements[0].text == "5 < 6 &amp; <b>"


def test_spare_edges_keep_their_order_so_that_the_first_conclusion_stays_the_first():
    nodes = [{"nodeID": "1", "type": "RA"}, {"nodeID": "2", "type": "RA"}]
    edges = [
        {"edgeID": "a", "fromID": "1", "toID": "2"},
        {"edgeID": "b", "fromID": "1", "toID": "1"},
    ]
    graph = read(json.dumps({"nodes": nodes, "edges": edges}).encode(), "map.aif").graph
    assert graph.relations == ()
    assert read(write(graph, "map.aif"), "map.aif").graph == graph
