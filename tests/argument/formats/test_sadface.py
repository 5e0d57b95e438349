import json
from uuid import UUID

import pytest

from factcheck.argument.formats import read, write
from factcheck.enums import RelationKind
from factcheck.exceptions import InvalidInput
from tests.argument.formats.samples import SAMPLE

A, B, C = (f"00000000-0000-4000-8000-00000000000{digit}" for digit in "abc")
SUPPORT, CONFLICT = (f"00000000-0000-4000-8000-00000000001{digit}" for digit in "de")
SOURCE = {"resource_id": "res1", "text": "good tea", "offset": 4, "length": 8}


def atom(name, text, **more):
    return {"id": name, "type": "atom", "text": text, "sources": [], "metadata": {}, **more}


def edges(*ends):
    return [{"id": f"e-{n}", "source_id": start, "target_id": end} for n, (start, end) in enumerate(ends)]


def analysis():
    return {
        "metadata": {
            "core": {"analyst_name": "Ann", "version": "0.2", "id": C, "title": "Tea", "notes": "draft"},
            "cispa": {"claim": A},
        },
        "resources": [{"id": "res1", "type": "text", "content": "Some good tea."}],
        "nodes": [
            atom(A, "Tea is good.", sources=[SOURCE], metadata={"cispa": {"colour": "red"}}),
            atom(B, "It is warm."),
            {"id": SUPPORT, "type": "scheme", "name": "Practical Reasoning", "metadata": {}},
            {"id": CONFLICT, "type": "scheme", "name": "conflict", "metadata": {}},
        ],
        "edges": edges((B, SUPPORT), (SUPPORT, A), (A, CONFLICT), (CONFLICT, SUPPORT)),
    }


def reading_of(document):
    return read(json.dumps(document).encode(), "map.sadface")


def test_atoms_and_schemes_become_statements_and_relations():
    graph = reading_of(analysis()).graph
    assert graph.title == "Tea"
    assert [item.text for item in graph.statements] == ["Tea is good.", "It is warm."]
    support, conflict = graph.relations
    assert (support.kind, support.scheme, support.target) == (RelationKind.SUPPORT, "Practical Reasoning", A)
    assert (conflict.kind, conflict.scheme, conflict.target) == (RelationKind.UNDERCUT, "", SUPPORT)


def test_sources_resources_and_metadata_are_written_back():
    reading = reading_of(analysis())
    assert reading.notes == ()
    again, before = json.loads(write(reading.graph, "map.sadface")), analysis()
    assert again["resources"] == before["resources"]
    assert again["nodes"] == before["nodes"]
    assert again["edges"] == before["edges"]
    assert again["metadata"]["cispa"] == before["metadata"]["cispa"]
    assert again["metadata"]["core"].items() >= before["metadata"]["core"].items()
    assert reading_of(again) == reading


def test_a_document_without_metadata_is_read():
    old = analysis() | {"analyst_email": "ann@example.org"}
    del old["metadata"], old["resources"], old["nodes"][2]["metadata"]
    graph = reading_of(old).graph
    assert len(graph.relations) == 2
    assert json.loads(write(graph, "map.sadface"))["analyst_email"] == "ann@example.org"


def test_every_id_is_a_uuid_and_the_ids_of_the_map_are_in_our_block():
    document = json.loads(write(SAMPLE, "map.sadface"))
    ids = [raw["id"] for raw in (*document["nodes"], *document["edges"])]
    assert [str(UUID(name)) for name in ids] == ids
    assert len(set(ids)) == len(ids)
    assert document["nodes"][0]["metadata"]["factcheck"]["id"] == "c1"
    assert set(document["edges"][0]) == {"id", "source_id", "target_id"}


def test_the_required_core_is_written_and_constant():
    core = json.loads(write(SAMPLE, "map.sadface"))["metadata"]["core"]
    assert set(core) == {"analyst_email", "analyst_name", "created", "edited", "id", "version", "title"}
    assert core["version"] == "0.2"


def test_scheme_names_determine_the_kind():
    names = {
        raw["metadata"]["factcheck"]["id"]: raw["name"]
        for raw in json.loads(write(SAMPLE, "map.sadface"))["nodes"]
        if raw["type"] == "scheme"
    }
    assert names == {
        "r1": "Expert opinion",
        "r2": "conflict",
        "r3": "conflict",
        "r4": "conflict",
        "r5": "conflict",
        "r6": "rephrase",
    }


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (lambda d: d.update(nodes={}), "nodes"),
        (lambda d: d.update(resources={}), "resources"),
        (lambda d: d["metadata"].update(core=[]), "metadata.core"),
    ],
)
def test_broken_sadface_raises_an_error_with_its_position(spoil, where):
    document = analysis()
    spoil(document)
    with pytest.raises(InvalidInput) as refused:
        reading_of(document)
    assert refused.value.where == where


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (lambda d: d["nodes"][0].pop("text"), "nodes[0].text"),
        (lambda d: d["nodes"][0].update(metadata=1), "nodes[0].metadata"),
        (lambda d: d["nodes"][2].update(name=1), "nodes[2].name"),
        (lambda d: d["edges"].append({**d["edges"][1], "target_id": B[:-1]}), "edges[4]"),
    ],
)
def test_one_odd_item_is_noted_and_the_rest_imported(spoil, where):
    document = analysis()
    spoil(document)
    reading = reading_of(document)
    assert where in [note.where for note in reading.notes]
    assert len(reading.graph.statements) == len(reading_of(analysis()).graph.statements)
    assert len(reading.graph.relations) == len(reading_of(analysis()).graph.relations)
