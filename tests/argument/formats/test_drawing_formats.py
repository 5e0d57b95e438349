"""The formats that only go out: what other programs find in them."""

import csv
import io
import json
import subprocess
import sysconfig
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings

from factcheck.argument.formats import write
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind
from factcheck.exceptions import InvalidInput
from tests.argument.formats.samples import SAMPLE
from tests.argument.graphs import HOSTILE, graphs
from tests.argument.sketch import sketch

GRAPHVIZ = Path(sysconfig.get_path("scripts")) / "graphviz-pure"
PRINTABLE = [text for text in HOSTILE if text.strip()]
XML = "{http://graphml.graphdrawing.org/xmlns}"


def drawn_by_graphviz(graph):
    """The graph as Graphviz reads it: nodes, edges and labels."""
    ran = subprocess.run(
        [GRAPHVIZ, "-Kdot", "-Tdot_json"], input=write(graph, "map.dot"), capture_output=True, check=False
    )
    complaints = [line for line in ran.stderr.splitlines() if b"no value for width" not in line]
    assert (ran.returncode, complaints) == (0, [])
    return json.loads(ran.stdout)


def rendered_texts(graph):
    """The texts that Graphviz sets, line by line."""
    ran = subprocess.run(
        [GRAPHVIZ, "-Kdot", "-Tsvg"], input=write(graph, "map.dot"), capture_output=True, check=True
    )
    return [item.text for item in fromstring(ran.stdout).iter("{http://www.w3.org/2000/svg}text")]


def rows(graph):
    return list(csv.DictReader(io.StringIO(write(graph, "map.csv").decode("utf-8-sig"), newline="")))


def keyed(element):
    return {item.get("key"): item.text for item in element.iter(f"{XML}data")}


def test_dot_is_read_by_graphviz_with_its_nodes_and_edges():
    found = drawn_by_graphviz(SAMPLE)
    assert [item["name"] for item in found["objects"]] == [
        f"n{number}" for number in (0, 1, 2, 3, 4, 5, 6, 8)
    ]
    styles = [item["style"] for item in found["edges"]]
    assert {style: styles.count(style) for style in set(styles)} == {
        "solid": 3,
        "dashed": 2,
        "dotted": 3,
        "bold": 1,
    }
    assert found["rankdir"] == "LR"


@pytest.mark.parametrize("text", PRINTABLE)
def test_graphviz_draws_a_hostile_text_unchanged(text):
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    drawn = rendered_texts(Graph((Statement("a", text),), ()))
    assert [" ".join(line.split()) for line in drawn] == [" ".join(line.split()) for line in lines]


@settings(max_examples=10, deadline=None)
@given(graph=graphs())
def test_graphviz_can_read_every_written_graph(graph):
    try:
        write(graph, "map.dot")
    except InvalidInput:
        return
    assert len(drawn_by_graphviz(graph).get("objects", [])) >= len(graph.statements)


@pytest.mark.parametrize("kind", ["map.dot", "map.graphml", "map.mermaid"])
@pytest.mark.parametrize("char", ["\0", "\x0b", "\x1f", "\ufffe"])
def test_a_control_character_raises_an_error_with_its_position(kind, char):
    with pytest.raises(InvalidInput, match=f"U\\+{ord(char):04X}") as refused:
        write(Graph((Statement("a", f"x{char}"),), ()), kind)
    assert "“a”" in refused.value.where


def test_graphml_has_every_statement_and_relation_with_its_fields():
    graph = fromstring(write(SAMPLE, "map.graphml")).find(f"{XML}graph")
    nodes = {keyed(item)["node_id"]: keyed(item) for item in graph.findall(f"{XML}node")}
    assert set(nodes) == set(SAMPLE.statement) | set(SAMPLE.relation)
    assert nodes["e2"]["node_text"] == SAMPLE.statement["e2"].text
    assert nodes["e2"]["node_active"] == "false"
    assert nodes["r1"]["node_scheme"] == "Expert opinion"
    assert json.loads(nodes["p?2"]["node_extra"]) == SAMPLE.statement["p?2"].extra


def test_graphml_edges_go_from_premises_to_relations_to_targets():
    graph = fromstring(write(SAMPLE, "map.graphml")).find(f"{XML}graph")
    names = {item.get("id"): keyed(item)["node_id"] for item in graph.findall(f"{XML}node")}
    ends = [
        (names[item.get("source")], keyed(item)["edge_role"], names[item.get("target")])
        for item in graph.findall(f"{XML}edge")
    ]
    assert ends[:3] == [("e1", "premise", "r1"), ("p 1", "premise", "r1"), ("r1", "target", "c1")]
    assert ("r3", "target", "r1") in ends


@settings(max_examples=60, deadline=None)
@given(graph=graphs())
def test_graphml_is_valid_xml_with_every_text_or_raises_an_error(graph):
    try:
        root = fromstring(write(graph, "map.graphml"))
    except InvalidInput:
        return
    declared = {item.get("id") for item in root.findall(f"{XML}key")}
    nodes = [keyed(item) for item in root.iter(f"{XML}node")]
    assert all(declared.issuperset(node) for node in nodes)
    assert [node.get("node_text", "") for node in nodes[: len(graph.statements)]] == [
        item.text for item in graph.statements
    ]


def test_mermaid_escapes_every_punctuation_character():
    text = write(
        Graph((Statement("a", '"]; end %%{init}%% `x` #quot; <b>\nline'),), ()), "map.mermaid"
    ).decode()
    label = text.split('n0["', 1)[1].rsplit('"]', 1)[0]
    assert label.replace("<br/>", "").isascii()
    assert not set(label.replace("<br/>", "")) & set('"<>%{}`[]\n')
    assert label.endswith("#60;b#62;<br/>line")


def test_mermaid_draws_500_edges_and_rejects_501_with_the_reason():
    statements = (Statement("a", "A"), Statement("b", "B"))
    relations = [Relation(f"r{n}", RelationKind.SUPPORT, ("a",), "b") for n in range(501)]
    assert write(Graph(statements, tuple(relations[:500])), "map.mermaid").count(b"-->") == 500
    with pytest.raises(InvalidInput, match="501 edges; Mermaid draws at most 500 edges"):
        write(Graph(statements, tuple(relations)), "map.mermaid")


def test_mermaid_rejects_more_than_50000_characters_with_the_reason():
    assert len(write(Graph((Statement("a", "x" * 49_900),), ()), "map.mermaid")) < 50_000
    with pytest.raises(InvalidInput, match="at most 50,000 characters"):
        write(Graph((Statement("a", "x" * 50_000),), ()), "map.mermaid")


def test_csv_has_a_row_for_each_premise_and_each_statement_without_relations():
    graph = Graph((*SAMPLE.statements, Statement("alone", "Alone")), SAMPLE.relations)
    found = [(row["relation"], row["premise"], row["target"]) for row in rows(graph)]
    assert found == [
        ("r1", "e1", "c1"),
        ("r1", "p 1", "c1"),
        ("r2", "e2", "c1"),
        ("r3", "p?2", "r1"),
        ("r4", "p 1", "r3"),
        ("r5", "c1", "c2"),
        ("r6", "c2", "p?2"),
        ("", "alone", ""),
    ]


def test_csv_has_kind_strength_verdict_and_url_of_both_ends():
    row = rows(SAMPLE)[0]
    assert (row["premise_kind"], row["premise_base"], row["scheme"]) == ("evidence", "0.85", "Expert opinion")
    assert (row["target_label"], row["target_url"]) == ("mostly true", "https://desk.example/c/1")
    assert rows(SAMPLE)[3]["target_kind"] == "relation"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_csv_cells_never_start_a_formula(start):
    graph = sketch("a=.5 b=.5", "a+b", a={"label": start, "url": f"{start}x"})
    cells = [cell for row in rows(graph) for cell in row.values()]
    assert f"'{start}x" in cells
    assert not any(cell.startswith(start) for cell in cells)


@settings(max_examples=60, deadline=None)
@given(graph=graphs())
def test_csv_rows_have_all_their_cells(graph):
    found = list(csv.reader(io.StringIO(write(graph, "map.csv").decode("utf-8-sig"), newline="")))
    assert {len(row) for row in found} == {21}
