"""GraphML and CSV that were exported are read again, and CSV that a spreadsheet saved."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings

from factcheck.argument.formats import detect, read, write
from factcheck.argument.formats.edge_csv import HEADER
from factcheck.argument.graph import Graph
from factcheck.exceptions import InvalidInput
from tests.argument.formats.samples import SAMPLE
from tests.argument.graphs import graphs

FEW = settings(max_examples=100, deadline=None)


def as_table(graph):
    """Return what a table has of a map: no title, no further data, and no order of its own."""
    statements = (replace(item, extra={}) for item in graph.statements)
    relations = (replace(item, extra={}) for item in graph.relations)
    return {item.id: item for item in statements}, {item.id: item for item in relations}


@FEW
@given(graph=graphs())
def test_graphml_reads_back_as_the_same_map(graph):
    try:
        data = write(graph, "map.graphml")
    except InvalidInput:  # control characters, which XML does not have
        assume(False)
    reading = read(data, "map.graphml")
    assert (reading.graph, reading.notes) == (graph, ())


@FEW
@given(graph=graphs())
def test_a_table_reads_back_as_the_same_statements_and_relations(graph):
    reading = read(write(graph, "map.csv"), "map.csv")
    assert as_table(reading.graph) == as_table(graph)
    assert reading.notes == ()


@pytest.mark.parametrize("kind", ["map.csv", "map.graphml"])
def test_an_export_is_detected_and_has_the_same_relations(kind):
    data = write(SAMPLE, kind)
    assert detect(data, "map.txt") == kind
    assert read(data, kind).graph.relation == SAMPLE.relation


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_that_a_spreadsheet_saved_is_read(delimiter):
    cells = {
        "relation": "r1",
        "kind": "attack",
        "base": "0,75",
        "premise": "a",
        "premise_text": "'=SUM(A1)",
        "target": "b",
        "target_text": "'tis so",
        "active": "yes",
    }
    row = delimiter.join(cells.get(name, "") for name in HEADER)
    data = f"{delimiter.join(HEADER)}\r\n{row}\r\n".encode()
    assert detect(data, "x.csv") == "map.csv"
    graph = read(data, "map.csv").graph
    assert {item.id: item.text for item in graph.statements} == {"a": "=SUM(A1)", "b": "'tis so"}
    assert (graph.relations[0].kind, graph.relations[0].base) == ("attack", 0.75)


def test_odd_cells_are_noted_and_the_rest_imported():
    lines = write(SAMPLE, "map.csv").decode("utf-8-sig").splitlines()
    data = "\r\n".join(
        [lines[0], "r1,hunch,,high,yes,a,claim,0.5,yes,,,A,,b,claim,0.5,yes,,,B,", "r2,support,,1,yes,a"]
    )
    reading = read(data.encode(), "map.csv")
    assert [note.where for note in reading.notes] == ["line 2", "line 2", "line 3"]
    assert [item.text for item in reading.graph.statements] == ["A", "B"]
    assert (reading.graph.relations[0].kind, reading.graph.relations[0].base) == ("support", 1.0)


@pytest.mark.parametrize(
    ("kind", "data", "message"),
    [
        ("map.csv", b"a,b\n1,2\n", "no column"),
        ("map.graphml", b"<graphml>", "not XML"),
        ("map.graphml", b"<graphml/>", "no <graph>"),
        ("map.graphml", b'<!DOCTYPE a [<!ENTITY x "ha">]><graphml>&x;</graphml>', "entities"),
    ],
)
def test_another_file_is_refused_with_the_reason(kind, data, message):
    with pytest.raises(InvalidInput, match=message):
        read(data, kind)


def test_odd_parts_of_graphml_are_noted_and_the_rest_imported():
    text = write(SAMPLE, "map.graphml").decode()
    text = text.replace('<data key="node_base">0.85</data>', '<data key="node_base">high</data>')
    text = text.replace("  </graph>", '<node id="x"/><edge source="x" target="n0"/></graph>')
    reading = read(text.encode(), "map.graphml")
    assert len(reading.notes) == 3
    assert len(reading.graph.statements) == len(SAMPLE.statements)
    assert reading.graph.relations == SAMPLE.relations


def test_an_empty_map_reads_back():
    for kind in ("map.csv", "map.graphml"):
        assert read(write(Graph((), ()), kind), kind).graph == Graph((), ())
