"""Real argument graphs, read in place, go out and come back the same.

They are no part of the project.
"""

import json
import os
from collections import Counter
from pathlib import Path

import pytest
import yaml

from factcheck.argument.formats import WRITERS, detect, read, repair_graph, write
from factcheck.argument.formats.graph_collector import ensure_sound
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind
from factcheck.exceptions import InvalidInput

CORPORA = os.environ.get("FACTCHECK_CORPORA", "")
BOTH_WAYS = ["map.aif", "map.argdown", "map.json", "map.sadface", "map.xaif"]

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPORA, reason="FACTCHECK_CORPORA names no folder with argmaps/"),
]


def files(pattern):
    found = sorted((Path(CORPORA) / "argmaps").glob(pattern)) if CORPORA else []
    return [pytest.param(path, id=path.stem) for path in found] or [pytest.param(None, id="none")]


def assert_comes_back(graph):
    for kind in BOTH_WAYS:
        assert read(write(graph, kind), kind).graph == graph, kind
    for kind in WRITERS:
        assert write(graph, kind)


def carneades(text):
    """A Carneades argument graph.

    Arguments support or attack their conclusion, and undercutters target them.
    """
    source = yaml.safe_load(text)
    statements = {str(name): _said(value) for name, value in (source.get("statements") or {}).items()}
    arguments = [(str(name), value) for name, value in (source.get("arguments") or {}).items()]
    relations = []
    for name, value in arguments:
        premises = value.get("premises") or []
        premises = [str(item) for item in (premises.values() if isinstance(premises, dict) else premises)]
        ends = [(f"a:{name}", RelationKind.SUPPORT, tuple(premises), str(value["conclusion"]))]
        if value.get("undercutter"):
            striker = str(value["undercutter"])
            ends.append((f"u:{name}", RelationKind.UNDERCUT, (striker,), f"a:{name}"))
        scheme = str(value.get("scheme") or "")
        for end in ends:
            relations.append(Relation(*end, scheme=scheme if end[1] is RelationKind.SUPPORT else ""))
            for item in (*end[2], end[3]):
                if not item.startswith("a:"):
                    statements.setdefault(item, item)
    named = tuple(Statement(name, said) for name, said in statements.items())
    return Graph(named, tuple(relations), str((source.get("meta") or {}).get("title") or ""))


def _said(value):
    return str(value.get("text") or "") if isinstance(value, dict) else str(value or "")


@pytest.mark.parametrize(
    "path", files("microtexts/format=arggraph*/*.xml") + files("carneades4/**/AGXML/*.xml")
)
def test_a_microtext_round_trips(path):
    data = path.read_bytes()
    assert detect(data, path.name) == "map.microtext"
    reading = read(data, "map.microtext")
    assert reading.notes == ()
    assert_comes_back(reading.graph)


@pytest.mark.parametrize("path", files("microtexts/format=aif*/*.json"))
def test_an_aif_microtext_round_trips_with_the_same_bytes(path):
    data = path.read_bytes()
    assert detect(data, path.name) == "map.aif"
    reading = read(data, "map.aif")
    assert reading.notes == ()
    assert_comes_back(reading.graph)
    before, again = json.loads(data), json.loads(write(reading.graph, "map.aif"))
    assert again["edges"] == before["edges"]
    nodes = {raw["nodeID"]: raw for raw in again["nodes"]}
    assert all(raw.items() <= nodes[raw["nodeID"]].items() for raw in before["nodes"])
    assert len(nodes) == len(before["nodes"])


def test_the_microtexts_have_the_counts_of_the_corpus():
    kinds = Counter()
    for path in sorted((Path(CORPORA) / "argmaps").glob("microtexts/format=arggraph*/*.xml")):
        relations = read(path.read_bytes(), "map.microtext").graph.relations
        kinds.update(item.kind for item in relations)
        kinds["added premises"] += sum(len(item.premises) - 1 for item in relations)
    assert sum(kinds[kind] for kind in RelationKind) == 443
    assert (kinds[RelationKind.UNDERCUT], kinds["added premises"]) == (63, 21)


@pytest.mark.parametrize("path", files("carneades4/**/YAML/*.yml"))
def test_a_carneades_graph_round_trips(path):
    graph = carneades(path.read_text("utf-8"))
    ensure_sound(graph)
    assert_comes_back(graph)


@pytest.mark.parametrize("path", files("argdown-examples/format=argdown,*/*.argdown"))
def test_an_argdown_example_reads_as_argdowns_own_parser_reads_it_and_round_trips(path):
    data = path.read_bytes()
    assert detect(data, path.name) == "map.argdown"
    graph = read(data, "map.argdown").graph
    assert_comes_back(graph)
    folder = path.parent.with_name(path.parent.name.replace("argdown,", "argdown-json,"))
    expected = json.loads((folder / f"{path.stem}.json").read_text("utf-8"))
    titles = {name for name in expected["statements"] if not name.startswith("Untitled")}
    assert titles | set(expected["arguments"]) <= set(graph.statement) | set(graph.relation)
    inferences = sum(
        "inference" in said for item in expected["arguments"].values() for said in item.get("pcs") or []
    )
    both_ways = sum(item["relationType"] in ("contrary", "contradictory") for item in expected["relations"])
    assert len(graph.relations) == len(expected["relations"]) + inferences + both_ways


def _ends(edges):
    return Counter((str(raw["fromID"]), str(raw["toID"])) for raw in edges)


def test_aif_files_are_imported_and_written_back_with_all_nodes_and_edges():
    """At least 995 of 1,000 files are imported, and what one lacks when it is written back has a note."""
    paths = sorted((Path(CORPORA) / "argmaps").rglob("*.json"))
    found = {path: data for path in paths if b'"nodeID"' in (data := path.read_bytes())}
    assert found
    refused = []
    for path, data in found.items():
        try:
            reading = read(data, detect(data, path.name))
        except InvalidInput as error:
            refused.append((path.name, str(error)))
            continue
        graph, repairs = repair_graph(reading.graph)
        again = json.loads(write(graph, "map.aif"))
        before = json.loads(data)
        before = before.get("AIF", before)
        set_aside = sum("set aside" in note.message for note in (*reading.notes, *repairs))
        lost = Counter(str(raw["nodeID"]) for raw in before["nodes"]) - Counter(
            raw["nodeID"] for raw in again["nodes"]
        )
        lost_edges = _ends(before["edges"]) - _ends(again["edges"])
        assert lost.total() + lost_edges.total() <= set_aside, path.name
    assert len(refused) <= 0.005 * len(found), refused[:20]
