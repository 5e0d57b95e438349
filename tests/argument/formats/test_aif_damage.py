"""AIF files with anything wrong: they are read without an error, and every node and edge is accounted for."""

import copy
import json
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.argument.formats import read, repair_graph, write
from factcheck.argument.formats.source_form import restore_source_form
from factcheck.argument.validation import validate_graph
from tests.argument.formats.test_aif import dialogue

IDS = st.sampled_from(["1", "2", "3", "4", "5", "6", "7", "8", "99", 1, 4.0, None, True, 0.5, []])
TYPES = st.sampled_from(["I", "RA", "CA", "MA", "L", "YA", "TA", "PA", "XX", "", None, 7])
TEXTS = st.sampled_from(["A", "", None, 5, "<b>B</b> &amp; C", "Default Inference", "two\nlines", "\x00", []])
NODES = st.fixed_dictionaries({}, optional={"nodeID": IDS, "type": TYPES, "text": TEXTS, "scheme": TEXTS})
EDGES = st.fixed_dictionaries({}, optional={"edgeID": IDS, "fromID": IDS, "toID": IDS})
ODD = st.sampled_from([None, 7, "x", []])


@st.composite
def damaged(draw):
    """Return a valid file after some changes: parts dropped, repeated, changed, added and in another order."""
    document = copy.deepcopy(dialogue())
    for name, parts in (("nodes", NODES), ("edges", EDGES)):
        items = document[name]
        for _time in range(draw(st.integers(0, 4))):
            place = draw(st.integers(0, len(items)))
            change = draw(st.sampled_from(["drop", "repeat", "change", "unset", "add", "odd"]))
            if change == "add" or not items[place:]:
                items.insert(place, draw(parts))
            elif change == "drop":
                del items[place]
            elif change == "repeat":
                items.append(copy.deepcopy(items[place]))
            elif change == "odd":
                items.insert(place, draw(ODD))
            elif isinstance(items[place], dict) and change == "change":
                items[place].update(draw(parts))
            elif isinstance(items[place], dict) and items[place]:
                del items[place][draw(st.sampled_from(sorted(items[place])))]
        document[name] = draw(st.permutations(items)) if draw(st.booleans()) else items
    return document


def read_and_repair(document):
    reading = read(json.dumps(document).encode(), "map.aif")
    graph, repairs = repair_graph(reading.graph)
    return graph, (*reading.notes, *repairs)


def count_set_aside(notes, name):
    return sum(note.where.startswith(f"{name}[") and "set aside" in note.message for note in notes)


@settings(max_examples=500, deadline=None)
@given(document=damaged())
def test_every_node_and_edge_is_in_the_map_or_stored_or_noted(document):
    graph, notes = read_and_repair(document)
    assert {issue.code for issue in validate_graph(graph)} <= {"unreachable", "empty_text"}
    whole = restore_source_form(graph)
    stored = whole.extra.get("aif", {}).get("nodes", [])
    accounted = len(whole.statements) + len(whole.relations) + len(stored) + count_set_aside(notes, "nodes")
    assert accounted == len(document["nodes"])
    again = json.loads(write(graph, "map.aif"))
    assert len(again["nodes"]) + count_set_aside(notes, "nodes") == len(document["nodes"])
    assert len(again["edges"]) + count_set_aside(notes, "edges") == len(document["edges"])


@settings(max_examples=200, deadline=None)
@given(document=damaged())
def test_what_is_written_back_has_the_ends_and_texts_of_the_file(document):
    graph, _notes = read_and_repair(document)
    again = json.loads(write(graph, "map.aif"))
    given_ends = Counter(
        (to_id(raw.get("fromID")), to_id(raw.get("toID")))
        for raw in document["edges"]
        if isinstance(raw, dict)
    )
    written_ends = Counter((raw["fromID"], raw["toID"]) for raw in again["edges"])
    assert written_ends <= given_ends
    texts = {
        to_id(raw.get("nodeID")): raw.get("text")
        for raw in reversed(document["nodes"])
        if isinstance(raw, dict)
    }
    for raw in again["nodes"]:
        if isinstance(texts[raw["nodeID"]], str):
            assert raw["text"] == texts[raw["nodeID"]]


def to_id(value):
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
