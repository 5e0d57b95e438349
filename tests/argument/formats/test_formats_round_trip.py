"""A map that is written and read again is the same map."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from factcheck.argument.formats import read, write
from tests.argument.graphs import TEXTS, graphs

EXACT = ["map.aif", "map.json", "map.sadface", "map.xaif"]
FEW = settings(max_examples=60, deadline=None)


def on_one_line(graph):
    """What Argdown makes of a map: newlines in the statements' texts are spaces."""
    statements = (replace(item, text=re.sub(r"\r\n|[\n\r]", " ", item.text)) for item in graph.statements)
    return replace(graph, statements=tuple(statements))


@pytest.mark.parametrize("kind", EXACT)
@FEW
@given(graph=graphs())
def test_a_written_map_reads_back_as_the_same_map(kind, graph):
    reading = read(write(graph, kind), kind)
    assert reading.graph == graph
    assert reading.notes == ()


@settings(max_examples=200, deadline=None)
@given(graph=graphs(texts=TEXTS.map(lambda text: text.replace("\0", ""))))
def test_argdown_changes_only_newlines(graph):
    reading = read(write(graph, "map.argdown"), "map.argdown")
    assert reading.graph == on_one_line(graph)
    assert reading.notes == ()
