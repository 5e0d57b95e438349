"""Importing a map as an article, and exporting it again with the same content."""

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from factcheck.actions.map_import import import_map
from factcheck.argument.formats import read, write
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.articles.models import Article
from factcheck.enums import RelationKind, StatementKind
from factcheck.evidence.models import Evidence
from factcheck.exceptions import InvalidInput, PermissionDenied
from factcheck.maps.import_choices import StatementChoice
from factcheck.maps.selectors import build_article_map
from tests.factories import Team

pytestmark = pytest.mark.django_db
CORPORA = Path(os.environ.get("FACTCHECK_CORPORA", "")) / "argmaps" / "microtexts"
HOSTILE = ("<b>“Tick”\\", "=SUM(A1)", "emoji 👩‍👩‍👧 and שלום", "two\nlines", "[c](d) {e} *f* `g`")


def sample() -> Graph:
    """Return a graph with every kind of statement and relation, linked premises and an undercut of an undercut."""
    claim, other, again = (Statement(name, HOSTILE[place]) for place, name in enumerate("abc"))
    evidence = Statement("d", HOSTILE[3], StatementKind.EVIDENCE, 0.7, origin="press")
    premise = Statement("e", HOSTILE[4], StatementKind.PREMISE, 0.6)
    relations = (
        Relation("r1", RelationKind.SUPPORT, ("b", "e"), "a", 0.8, scheme="Sign"),
        Relation("r2", RelationKind.ATTACK, ("d",), "a"),
        Relation("r3", RelationKind.UNDERCUT, ("e",), "r2"),
        Relation("r4", RelationKind.UNDERCUT, ("b",), "r3"),
        Relation("r5", RelationKind.REPHRASE, ("c",), "a"),
    )
    return Graph((claim, other, again, evidence, premise), relations, "Hostile <b>map</b>")


def shape(graph: Graph) -> Counter[Any]:
    """Return a graph without its ids: statements by text and kind, relations by what they connect."""

    def of(name: str) -> Any:
        if name in graph.statement:
            return graph.statement[name].text
        relation = graph.relation[name]
        return (relation.kind, frozenset(map(of, relation.premises)), of(relation.target))

    relations = [(of(relation.id), round(relation.base, 6), relation.scheme) for relation in graph.relations]
    return Counter([*((statement.text, statement.kind) for statement in graph.statements), *relations])


def imported(team: Team, data: bytes, name: str = "map.json", kind: str = "map.json") -> Article:
    return import_map(
        team.editor,
        desk=team.desk,
        data=data,
        filename=name,
        kind=kind,
        statements=StatementChoice.CLAIMS,
    ).article


def test_an_imported_map_has_the_same_shape(team: Team) -> None:
    graph = sample()
    article = imported(team, write(graph, "map.json"))
    assert article.title == "Hostile <b>map</b>"
    assert shape(build_article_map(article)) == shape(graph)


def test_claims_are_anchored_in_the_articles_text(team: Team) -> None:
    article = imported(team, write(sample(), "map.json"))
    text = article.revisions.get().text
    for claim in article.claims.all():
        assert text[claim.start : claim.end] == claim.quote
        assert claim.quote.split() == claim.text.split()


def test_evidence_with_a_plain_relation_becomes_evidence_with_a_stance(team: Team) -> None:
    imported(team, write(sample(), "map.json"))
    evidence = Evidence.objects.get()
    assert (evidence.stance, evidence.strength, evidence.source.origin) == ("refutes", 0.7, "press")


def test_extra_data_of_a_format_is_exported_again(team: Team) -> None:
    nodes = [
        {"nodeID": "1", "text": "It rains.", "type": "I", "timestamp": "2020-01-01 00:00:00"},
        {"nodeID": "2", "text": "The street is wet.", "type": "I", "timestamp": "2020-01-01 00:00:00"},
        {"nodeID": "3", "text": "Sign", "type": "RA", "scheme": "Sign", "schemeID": "31"},
        {"nodeID": "4", "text": "Ann: it rains", "type": "L"},
        {"nodeID": "5", "text": "Asserting", "type": "YA"},
    ]
    edges = [("2", "3"), ("3", "1"), ("4", "5"), ("5", "1")]
    aif = {
        "nodes": nodes,
        "edges": [{"edgeID": str(at), "fromID": a, "toID": b} for at, (a, b) in enumerate(edges)],
        "locutions": [],
    }
    article = imported(team, json.dumps(aif).encode(), "rain.aif.json", "map.aif")
    out = json.loads(write(build_article_map(article), "map.aif"))
    assert {node["nodeID"]: node["type"] for node in out["nodes"]} == {
        node["nodeID"]: node["type"] for node in nodes
    }
    assert Counter((edge["fromID"], edge["toID"]) for edge in out["edges"]) == Counter(edges)


def test_importing_the_same_map_twice_returns_the_same_article(team: Team) -> None:
    data = write(sample(), "map.json")
    first = imported(team, data)
    again = import_map(team.editor, desk=team.desk, data=data, filename="map.json")
    assert (again.article, again.created, again.changes) == (first, False, 0)


BROKEN = {
    "no JSON": b"{",
    "an empty map": write(Graph((), ()), "map.json"),
    "nodes that are no list": b'{"nodes": {}, "edges": [], "locutions": []}',
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_and_imports_nothing(team: Team, name: str) -> None:
    with pytest.raises(InvalidInput):
        import_map(team.editor, desk=team.desk, data=BROKEN[name], filename="map.json")
    assert not Article.objects.exists()


@pytest.mark.parametrize("role", ["viewer", "contributor", "stranger"])
def test_importing_requires_the_permission_to_edit_maps(team: Team, role: str) -> None:
    with pytest.raises(PermissionDenied):
        import_map(team.of(role), desk=team.desk, data=write(sample(), "map.json"), filename="map.json")


def test_the_commands_import_and_export_a_map(team: Team, tmp_path: Path, capsys: Any) -> None:
    file, out = tmp_path / "hostile.map.json", tmp_path / "out.aif.json"
    file.write_bytes(write(sample(), "map.json"))
    call_command("import_map", str(file), desk=team.desk.slug)
    article_id = capsys.readouterr().out.split()[-1]
    call_command("export_map", article_id, "--kind", "map.aif", "--out", str(out))
    back = read(out.read_bytes(), "map.aif").graph
    assert sorted(statement.text for statement in back.statements) == sorted(HOSTILE)


WRONG = {
    "no such desk": (["import_map", "{file}", "--desk", "nowhere"], "no desk “nowhere”"),
    "no such file": (["import_map", "{file}.gone", "--desk", "{desk}"], "Give a file that can be read"),
    "no such member": (["import_map", "{file}", "--desk", "{desk}", "--as", "x@y.z"], "no such member"),
    "no such article": (["export_map", "999", "--kind", "map.aif", "--out", "{file}"], "no article 999"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_command_reports_what_is_wrong(team: Team, tmp_path: Path, name: str) -> None:
    file = tmp_path / "map.json"
    file.write_bytes(write(sample(), "map.json"))
    words, why = WRONG[name]
    with pytest.raises(CommandError, match=why):
        call_command(*(word.format(file=file, desk=team.desk.slug) for word in words))


@pytest.mark.corpus
@pytest.mark.skipif(not CORPORA.is_dir(), reason="FACTCHECK_CORPORA names no folder that holds argmaps/")
def test_microtexts_keep_their_shape_when_imported(team: Team) -> None:
    files = sorted(CORPORA.rglob("micro_*.xml"))[:40]
    assert files
    for file in files:
        graph = read(file.read_bytes(), "map.microtext").graph
        article = imported(team, file.read_bytes(), file.name, "map.microtext")
        assert shape(build_article_map(article)) == shape(graph), file.name
