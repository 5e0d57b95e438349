"""Hostile files: too large, too deep, entity bombs, endless brackets.

They are read, or rejected with a reason.
"""

import pytest

from factcheck.argument.formats import READERS, read, write
from factcheck.argument.formats.graph_collector import MAX_ITEMS
from factcheck.argument.formats.text_codec import MAX_BYTES
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind
from factcheck.exceptions import InvalidInput

JSON_KINDS = ["map.aif", "map.json", "map.sadface", "map.xaif"]
MARKS = [
    "[",
    "{",
    "*",
    "_a ",
    "/*",
    "<!--",
    "[a](",
    "#(",
    "@[",
    "\\",
    '{"',
    "{a} ",
    "(1)\n--\n",
    "[a]: b\n\n",
]


@pytest.mark.parametrize("kind", sorted(READERS))
def test_a_file_that_is_too_large_is_rejected(kind):
    with pytest.raises(InvalidInput, match="at most"):
        read(b" " * (MAX_BYTES + 1), kind)


@pytest.mark.parametrize("kind", JSON_KINDS)
@pytest.mark.parametrize(("opening", "closing"), [(b"[", b"]"), (b'{"a":', b"}")])
@pytest.mark.parametrize("depth", [150, 200_000])
def test_deep_nesting_is_rejected(kind, opening, closing, depth):
    with pytest.raises(InvalidInput, match="nested deeper"):
        read(b'{"a": ' + opening * depth + b"1" + closing * depth + b"}", kind)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"a": NaN}', "NaN"),
        (b'{"a": 1e999}', "too large"),
        (b'{"a": ' + b"1" * 5000 + b"}", "too long"),
        (b'{"a": "\\ud800"}', "half of a character"),
        (b'{"a": 1, "a": 2}', "“a” twice"),
        (b"[1]", "object in braces"),
        (b'{"a": 1,}', "not JSON"),
    ],
)
def test_invalid_json_is_rejected(data, message):
    with pytest.raises(InvalidInput, match=message):
        read(data, "map.json")


def test_broken_json_raises_an_error_with_its_position():
    with pytest.raises(InvalidInput) as refused:
        read(b'{\n  "format": oops\n}', "map.json")
    assert refused.value.where == "line 2, column 13"


@pytest.mark.parametrize("kind", ["map.argdown", "map.kialo"])
def test_a_byte_that_is_not_utf_8_raises_an_error_with_its_position(kind):
    with pytest.raises(InvalidInput, match="UTF-8") as refused:
        read("1. Grüße\n1.1. Pro: ".encode() + b"\xff", kind)
    assert refused.value.where == "line 2, column 11"


def test_xml_entities_and_external_references_are_rejected():
    bomb = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><arggraph><edu id="e">&y;</edu></arggraph>'
    outside = (
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><arggraph><edu id="e">&x;</edu></arggraph>'
    )
    for text in (bomb, outside):
        with pytest.raises(InvalidInput, match="entities"):
            read(text.encode(), "map.microtext")


@pytest.mark.parametrize("data", ["{a: &x 1, b: *x}", "{a: !!python/name:os.system x}", "{a: [}", "{- a}"])
def test_yaml_beyond_plain_data_is_not_read_and_noted_with_its_line(data):
    reading = read(f"\n[A]: text {data}".encode(), "map.argdown")
    assert [(note.where, "YAML" in note.message) for note in reading.notes] == [("line 2", True)]
    assert reading.graph.statements == (Statement("A", "text"),)


@pytest.mark.parametrize("kind", ["map.argdown", "map.kialo"])
@pytest.mark.parametrize("mark", MARKS)
def test_long_runs_of_opening_marks_are_read(kind, mark):
    text = "1. " + mark * 20_000 if kind == "map.kialo" else mark * 20_000
    assert read(text.encode(), kind).graph.title == ""


def test_arrows_can_be_deeply_indented():
    text = "[a]\n" + "".join(f"{' ' * depth}+ [s{depth}]\n" for depth in range(1, 1500))
    assert len(read(text.encode(), "map.argdown").graph.relations) == 1499


@pytest.mark.parametrize("kind", ["map.argdown", *JSON_KINDS])
def test_a_very_long_text_and_cyclic_undercuts_are_written_and_read(kind):
    long = Statement("long", "ß[x] <y> " * 11_200)
    circle = tuple(Relation(f"u{n}", RelationKind.UNDERCUT, ("long",), f"u{1 - n}") for n in (0, 1))
    graph = Graph((long,), circle)
    assert len(long.text) > 100_000
    assert read(write(graph, kind), kind).graph == graph


@pytest.mark.parametrize(
    ("graph", "message", "where"),
    [
        (Graph((Statement("a", "A"), Statement("a", "B")), ()), "taken", "statements[1]"),
        (Graph((Statement("", "A"),), ()), "empty", "statements[0]"),
        (Graph((Statement("a", "A", base=float("nan")),), ()), "0 and 1", "statements[0]"),
        (
            Graph((Statement("a", "A"),), (Relation("r", RelationKind.SUPPORT, ("a",), "b"),)),
            "“b”",
            "relations[0]",
        ),
        (
            Graph((Statement("a", "A"),), (Relation("r", RelationKind.SUPPORT, ("r",), "a"),)),
            "“r”",
            "relations[0]",
        ),
    ],
)
def test_a_graph_that_is_not_sound_is_not_written(graph, message, where):
    with pytest.raises(InvalidInput, match=message) as refused:
        write(graph, "map.aif")
    assert refused.value.where == where


def test_a_value_that_json_cannot_represent_is_rejected():
    with pytest.raises(InvalidInput, match="JSON cannot represent"):
        write(Graph((Statement("a", "A", extra={"x": object()}),), ()), "map.json")


def test_a_lone_surrogate_is_rejected():
    with pytest.raises(InvalidInput, match="U\\+D800"):
        write(Graph((Statement("a", "before \ud800"),), ()), "map.json")


def test_a_map_with_too_many_statements_is_rejected():
    text = "".join(f"{number}. x\n" for number in range(1, MAX_ITEMS + 2))
    with pytest.raises(InvalidInput, match="100,000 statements") as refused:
        read(text.encode(), "map.kialo")
    assert refused.value.where == f"line {MAX_ITEMS + 1}"
