"""Broken files: a reader returns a sound map or raises `InvalidInput`."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.argument.formats import READERS, WRITERS, read, write
from factcheck.argument.formats.graph_collector import ensure_sound
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind
from factcheck.exceptions import InvalidInput
from tests.argument.graphs import VALUES, graphs

JSON_KINDS = ["map.aif", "map.json", "map.sadface", "map.xaif"]
BOTH_WAYS = sorted(set(READERS) & set(WRITERS))
FUZZ = settings(max_examples=60, deadline=None)

# The words of each text format, parted by "|", to be jumbled.
WORDS = {
    "map.argdown": """[A]|[A]:|<B>|<B>:| text|\n|\n\n|  |+ |- |-> |+> |<_ |_> |><|----|--|(1)|(2) |# |{|}|{a: 1}|{*x}
        |{"factcheck": {"relation": "r1"}}|{"factcheck": {"relation": "r2", "kind": "attack"}}|===\n|#tag|//|/*|*/|\\
        |<!--|-->|@[A]|**|_|[x](http://y)|"|\0|\r|{uses: [1]}|{a: !!bool x}|{x: &a 1}|: |{1: .nan}|{? [1]: 2}""",
    "map.kialo": """Discussion Title: |1. |1.1. |1.1.1. |1.2. |Pro: |Con: |-> See 1.1.|-> See 1.2.|\n|x|[a](http://b)
        |\\[|2. |\r|999999999.|1.""",
    "map.microtext": """<edu id="e1">x</edu>|<adu id="a1" type="pro"/>|<x/>|&x;|<!DOCTYPE x>|<![CDATA[|]]>|</arggraph>
        |<edge id="c1" src="e1" trg="a1" type="seg"/>|<edge id="c2" src="a1" trg="a1" type="sup"/>|<joint id="e1"/>
        |<edge id="c3" src="a1" trg="c2" type="und"/>|<edge id="c4" src="a1" trg="c2" type="add"/>""",
}
NAMES = [
    *(
        "nodes",
        "edges",
        "locutions",
        "AIF",
        "OVA",
        "text",
        "factcheck",
        "nodeID",
        "type",
        "fromID",
        "toID",
        "edgeID",
    ),
    *(
        "id",
        "source_id",
        "target_id",
        "metadata",
        "core",
        "sources",
        "name",
        "resources",
        "scheme",
        "timestamp",
    ),
    *("format", "title", "statements", "relations", "premises", "target", "kind", "base", "extra"),
]
KEYS = st.sampled_from(NAMES)
ATOMS = st.sampled_from(
    [
        "I",
        "RA",
        "CA",
        "L",
        "atom",
        "scheme",
        "a",
        "b",
        "factcheck.map/1",
        "support",
        0,
        1,
        True,
        None,
        0.5,
        -1e308,
    ]
)
DOCUMENTS = st.recursive(
    ATOMS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=25
)
NODE = st.fixed_dictionaries(
    {"nodeID": st.integers(1, 4), "type": st.sampled_from(["I", "RA", "CA", "MA", "L", "YA"])},
    optional={"text": ATOMS, "scheme": ATOMS, "factcheck": DOCUMENTS, "timestamp": ATOMS},
)
EDGE = st.fixed_dictionaries({"edgeID": ATOMS, "fromID": st.integers(1, 4), "toID": st.integers(1, 4)})
NETS = st.fixed_dictionaries(
    {
        "nodes": st.lists(NODE, max_size=6, unique_by=lambda node: node["nodeID"]),
        "edges": st.lists(EDGE, max_size=8),
    },
    optional={"factcheck": DOCUMENTS, "locutions": DOCUMENTS, "OVA": DOCUMENTS},
)
BLOCKS = st.dictionaries(
    st.sampled_from(["aif", "xaif", "argdown", "sadface", "kialo", "factcheck"]), DOCUMENTS | VALUES
)


def read_or_reject(data, kind):
    """Read the data.

    If that succeeds, the graph is sound and can be written and read in every format.
    """
    try:
        graph = read(data, kind).graph
    except InvalidInput:
        return
    ensure_sound(graph)
    for out in BOTH_WAYS:
        try:
            written = write(graph, out)
        except InvalidInput:
            continue
        assert len(read(written, out).graph.relations) == len(graph.relations), out


@pytest.mark.parametrize("kind", sorted(READERS))
@FUZZ
@given(
    data=st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_noise_is_read_or_rejected(kind, data):
    read_or_reject(data, kind)


@pytest.mark.parametrize("kind", sorted(WORDS))
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_jumbled_words_of_a_format_are_read_or_rejected(kind, data):
    words = st.sampled_from([word.removesuffix("\n        ") for word in WORDS[kind].split("|")])
    text = "".join(data.draw(st.lists(words, max_size=25)))
    read_or_reject((f"<arggraph>{text}</arggraph>" if kind == "map.microtext" else text).encode(), kind)


@pytest.mark.parametrize("kind", JSON_KINDS)
@FUZZ
@given(document=DOCUMENTS)
def test_jumbled_json_is_read_or_rejected(kind, document):
    read_or_reject(json.dumps(document).encode(), kind)


@settings(max_examples=200, deadline=None)
@given(document=NETS)
def test_random_nodes_and_edges_are_read_or_rejected(document):
    read_or_reject(json.dumps(document).encode(), "map.aif")
    read_or_reject(json.dumps({"AIF": document}).encode(), "map.xaif")


@pytest.mark.parametrize("kind", BOTH_WAYS)
@FUZZ
@given(
    graph=graphs(max_size=3),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 4), st.binary(max_size=3))),
)
def test_damaged_files_are_read_or_rejected(kind, graph, cuts):
    try:
        data = bytearray(write(graph, kind))
    except InvalidInput:
        return
    for place, length, instead in cuts:
        start = int(place * len(data))
        data[start : start + length] = instead
    read_or_reject(bytes(data), kind)


@FUZZ
@given(blocks=BLOCKS)
def test_stored_blocks_can_have_any_shape(blocks):
    graph = Graph(
        (Statement("a", "A", extra=blocks), Statement("b", "B", extra=blocks)),
        (
            Relation("r", RelationKind.SUPPORT, ("a",), "b", extra=blocks),
            Relation("u", RelationKind.UNDERCUT, ("a",), "r", extra=blocks),
        ),
        extra=blocks,
    )
    for kind in BOTH_WAYS:
        read_back = read(write(graph, kind), kind).graph
        assert [item.text for item in read_back.statements] == ["A", "B"]
        assert len(read_back.relations) == 2
