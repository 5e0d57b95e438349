import re
from pathlib import Path

import pytest

import factcheck
from factcheck.argument.formats import FORMATS, READERS, WRITERS, detect, read, write
from factcheck.argument.graph import Graph
from factcheck.exceptions import InvalidInput, UnknownChoice
from tests.argument.formats.samples import SAMPLE
from tests.argument.graphs import HOSTILE

GOLDEN = Path(__file__).with_name("golden")


def test_the_table_has_all_writers_and_readers():
    out = "aif xaif argdown sadface graphml dot mermaid csv json"
    into = "aif xaif argdown sadface kialo graphml csv json ova arguebuf microtext"
    assert list(WRITERS) == [f"map.{name}" for name in out.split()]
    assert list(READERS) == [f"map.{name}" for name in into.split()]


def test_file_name_suffixes_are_unique():
    suffixes = [writer.suffix for writer in WRITERS.values()]
    assert len(set(suffixes)) == len(suffixes)
    assert all(suffix.startswith(".") for suffix in suffixes)


def test_every_row_has_what_its_format_needs():
    for slug, row in FORMATS.items():
        assert row.slug == slug
        assert row.name
        assert row.title.startswith("Argument map (")
        assert row.write or row.read
        assert bool(row.write) == bool(row.suffix) == bool(row.media_type)
        assert bool(row.read) == bool(row.detect)
    assert len({row.title for row in FORMATS.values()}) == len(FORMATS)


def test_other_packages_name_no_format_of_the_table():
    """A new format is a module and a row.

    No other module repeats a row's title.
    """
    folder = Path(factcheck.__file__).parent
    modules = [path for path in folder.rglob("*.py") if not path.is_relative_to(folder / "argument")]
    for row in FORMATS.values():
        users = [path for path in modules if f'"{row.title}"' in path.read_text()]
        assert not users, f"{row.title}: {users}"


@pytest.mark.parametrize("kind", ["map.svg", "aif", ""])
def test_an_unknown_format_raises_an_error_that_lists_the_known_ones(kind):
    with pytest.raises(UnknownChoice, match=re.escape("map.argdown")):
        write(SAMPLE, kind)
    with pytest.raises(UnknownChoice, match=re.escape("map.kialo")):
        read(b"", kind)


@pytest.mark.parametrize("kind", sorted(WRITERS))
def test_the_sample_is_written_as_in_the_golden_file(kind):
    golden = GOLDEN / f"sample{WRITERS[kind].suffix}"
    assert write(SAMPLE, kind).decode() == golden.read_bytes().decode()


@pytest.mark.parametrize("kind", sorted(WRITERS))
def test_the_same_map_gives_the_same_bytes(kind):
    rebuilt = Graph(
        *(tuple(items) for items in (SAMPLE.statements, SAMPLE.relations)), SAMPLE.title, dict(SAMPLE.extra)
    )
    assert write(SAMPLE, kind) == write(rebuilt, kind)


@pytest.mark.parametrize("kind", sorted(WRITERS))
def test_an_empty_map_is_written(kind):
    data = write(Graph((), ()), kind)
    if kind in READERS:
        assert read(data, kind).graph == Graph((), ())


@pytest.mark.parametrize("kind", sorted(set(WRITERS) & set(READERS)))
def test_a_written_file_is_detected_by_its_content(kind):
    assert detect(write(SAMPLE, kind)) == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Discussion Title: Tea?\n\n1. Tea is good.", "a.txt", "map.kialo"),
        ("1. Tea is good.\n1.1. Pro: It is warm.", "a.txt", "map.kialo"),
        ("some words", "tea.argdown", "map.argdown"),
        ("Intro\n\n[Tea]: It is good.", "tea.md", "map.argdown"),
        ("[Tea]\n  <- <Cold>", "", "map.argdown"),
        ("===\ntitle: Tea\n===", "", "map.argdown"),
        ('<?xml version="1.0"?>\n<arggraph id="t"/>', "t.xml", "map.microtext"),
        ('{"AIF": {"nodes": []}, "OVA": {}}', "t.json", "map.xaif"),
        ('{"nodes": [], "edges": [], "locutions": []}', "t.json", "map.aif"),
        ('{"nodes": [{"id": "1", "type": "atom", "text": "x"}], "edges": []}', "t.json", "map.sadface"),
    ],
)
def test_a_file_of_another_program_is_detected_by_content_or_name(text, name, kind):
    assert detect(text.encode(), name) == kind


@pytest.mark.parametrize(
    "data", [b"", b"\xef\xbb\xbf", b"{}", b"<x/>", b"plain words", b"[1, 2]", b'{"nodes": 3}']
)
def test_a_file_that_is_no_map_is_not_detected_as_one(data):
    with pytest.raises(InvalidInput, match="is not a map in a known format"):
        detect(data, "notes.dat")


@pytest.mark.parametrize("kind", sorted(WRITERS))
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_written_in_every_format(kind, text):
    statements = (type(SAMPLE.statements[0])("c1", text), *SAMPLE.statements[1:])
    assert write(Graph(statements, SAMPLE.relations, title=text), kind)
