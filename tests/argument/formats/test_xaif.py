import json

import pytest

from factcheck.argument.formats import read, write
from factcheck.enums import RelationKind
from factcheck.exceptions import InvalidInput
from tests.argument.formats.samples import SAMPLE


def analysed():
    """A file as the editor OVA saves it.

    It has integers as ids, positions, and the analysed text.
    """
    return {
        "AIF": {
            "nodes": [
                {"nodeID": 0, "text": "Tea is good.", "type": "I"},
                {"nodeID": 1, "text": "It is warm.", "type": "I"},
                {"nodeID": 2, "text": "Default Inference", "type": "RA"},
            ],
            "edges": [{"edgeID": 0, "fromID": 1, "toID": 2}, {"edgeID": 1, "fromID": 2, "toID": 0}],
            "locutions": [],
            "schemefulfillments": None,
        },
        "text": "Tea is <span id='node0'>good</span>.",
        "dialog": True,
        "OVA": {"nodes": [{"nodeID": 0, "x": 12, "y": 7, "visible": True}], "edges": []},
    }


def reading_of(document):
    return read(json.dumps(document).encode(), "map.xaif")


def test_integers_are_accepted_as_ids():
    graph = reading_of(analysed()).graph
    assert [item.id for item in graph.statements] == ["0", "1"]
    assert (graph.relations[0].premises, graph.relations[0].target) == (("1",), "0")
    assert graph.relations[0].kind is RelationKind.SUPPORT


def test_positions_text_and_numbers_are_written_back():
    reading = reading_of(analysed())
    again = json.loads(write(reading.graph, "map.xaif"))
    before = analysed()
    assert {name: again[name] for name in ("text", "dialog", "OVA")} == {
        name: before[name] for name in ("text", "dialog", "OVA")
    }
    assert again["AIF"]["edges"] == before["AIF"]["edges"]
    assert [raw["nodeID"] for raw in again["AIF"]["nodes"]] == [0, 1, 2]
    assert again["AIF"]["schemefulfillments"] is None
    assert reading_of(again) == reading


def test_aif_of_the_same_map_has_texts_as_ids():
    document = json.loads(write(reading_of(analysed()).graph, "map.aif"))
    assert [raw["nodeID"] for raw in document["nodes"]] == ["0", "1", "2"]


def test_a_new_map_has_an_empty_analysis():
    document = json.loads(write(SAMPLE, "map.xaif"))
    assert list(document) == ["AIF", "text", "dialog", "OVA"]
    assert document["OVA"]["nodes"] == []


@pytest.mark.parametrize("document", [{}, {"AIF": []}, {"nodes": [], "edges": []}])
def test_a_file_without_aif_is_rejected(document):
    with pytest.raises(InvalidInput) as refused:
        reading_of(document)
    assert refused.value.where == "AIF"


def test_of_a_number_and_a_text_with_the_same_id_the_second_is_set_aside():
    document = analysed()
    document["AIF"]["nodes"][1]["nodeID"] = "0"
    reading = reading_of(document)
    assert [item.text for item in reading.graph.statements] == ["Tea is good."]
    assert "taken" in reading.notes[0].message
