import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given, settings

from factcheck.argument.formats import read, write
from factcheck.argument.formats.factcheck_json import SCHEMA
from factcheck.argument.graph import Graph, Statement
from factcheck.enums import StatementKind
from factcheck.exceptions import InvalidInput
from tests.argument.formats.samples import SAMPLE
from tests.argument.graphs import graphs

VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def document(**changes):
    return {**json.loads(write(SAMPLE, "map.json")), **changes}


def reading_of(value):
    return read(json.dumps(value).encode(), "map.json")


def test_the_published_schema_is_valid():
    VALIDATOR.check_schema(SCHEMA)


@settings(max_examples=60, deadline=None)
@given(graph=graphs())
def test_written_json_is_valid_by_the_published_schema(graph):
    VALIDATOR.validate(json.loads(write(graph, "map.json")))


def test_only_ids_texts_and_ends_are_required():
    value = {"format": "factcheck.map/1", "statements": [{"id": "a", "text": "A"}], "relations": []}
    VALIDATOR.validate(value)
    assert reading_of(value).graph == Graph((Statement("a", "A"),), ())


def test_an_unknown_field_is_noted_with_its_position():
    value = document(version=2)
    value["statements"][1]["colour"] = "red"
    reading = reading_of(value)
    assert [note.where for note in reading.notes] == ["map.version", "statements[1].colour"]
    assert reading.graph == SAMPLE


@pytest.mark.parametrize("version", ["factcheck.map/2", None, 1])
def test_another_version_is_rejected(version):
    with pytest.raises(InvalidInput, match=r"factcheck\.map/1") as refused:
        reading_of(document(format=version))
    assert refused.value.where == "format"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"kind": "opinion"}, "statements[0].kind"),
        ({"base": "high"}, "statements[0].base"),
        ({"base": True}, "statements[0].base"),
        ({"base": 1.5}, "statements[0]"),
        ({"active": 1}, "statements[0].active"),
        ({"extra": []}, "statements[0].extra"),
    ],
)
def test_a_value_of_the_wrong_type_is_noted_and_the_rest_imported(change, where):
    value = document()
    value["statements"][0] |= change
    assert not VALIDATOR.is_valid(value)
    reading = reading_of(value)
    assert [note.where for note in reading.notes] == [where]
    assert [item.text for item in reading.graph.statements] == [item.text for item in SAMPLE.statements]


@pytest.mark.parametrize("change", [{"text": None}, {"id": 7}, {"id": ""}, {"id": "p 1"}])
def test_an_unusable_statement_is_set_aside_with_a_note(change):
    value = document()
    value["statements"][5] |= change
    reading = reading_of(value)
    assert "statements[5]" in [note.where for note in reading.notes]
    assert reading.graph.statements == SAMPLE.statements[:5]


@pytest.mark.parametrize("name", ["id", "kind", "premises", "target"])
def test_a_relation_without_a_required_field_is_set_aside(name):
    value = document()
    del value["relations"][5][name]
    reading = reading_of(value)
    assert [note.where for note in reading.notes] == ["relations[5]"]
    assert f"“{name}” is missing" in reading.notes[0].message
    assert reading.graph.relations == SAMPLE.relations[:5]


def test_relations_without_a_target_are_set_aside_with_the_relations_to_them():
    value = document()
    value["relations"][0]["target"] = "elsewhere"
    reading = reading_of(value)
    assert [(note.where, note.message) for note in reading.notes] == [
        ("relations[0]", "The target “elsewhere” does not exist. It was set aside."),
        ("relations[2]", "The target “r1” does not exist. It was set aside."),
        ("relations[3]", "The target “r3” does not exist. It was set aside."),
    ]
    assert reading.graph.relations == (SAMPLE.relations[1], *SAMPLE.relations[4:])


def test_a_premise_that_does_not_exist_is_left_out_of_its_relation():
    value = document()
    value["relations"][0]["premises"] = ["e1", "nobody"]
    reading = reading_of(value)
    assert [note.message for note in reading.notes] == [
        "The premise “nobody” does not exist. It was set aside."
    ]
    assert reading.graph.relations[0].premises == ("e1",)


def test_integers_are_accepted_as_strengths():
    value = document()
    value["statements"][0]["base"] = 1
    statements = (replace(SAMPLE.statements[0], base=1.0), *SAMPLE.statements[1:])
    assert reading_of(value).graph == replace(SAMPLE, statements=statements)
    assert isinstance(reading_of(value).graph.statements[2].kind, StatementKind)
