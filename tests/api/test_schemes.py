"""Schemes and critical questions over the API."""

import pytest

from factcheck.argument.schemes import SCHEMES
from tests import factories as make
from tests.api.client import ApiClient


@pytest.fixture
def relation(claim):
    return make.relation(claim, scheme="Argument from Sign")


def test_the_schemes_are_listed_with_their_questions(team):
    rows = ApiClient(team.viewer).get("schemes/").json()["results"]
    assert [row["slug"] for row in rows] == list(SCHEMES)
    assert rows[-1]["questions"][-1] == {"slug": "present", "text": "Is the sign really there?"}


def test_a_question_becomes_an_objection_and_is_open_again(team, relation):
    checker, path = ApiClient(team.checker), f"relations/{relation.pk}/questions/"
    body = {"question": "present", "answer": "objection", "note": "It is not there."}
    response = checker.post(path, body)
    assert response.status_code == 200
    assert response.json()["scheme"] == "sign"
    last = response.json()["questions"][-1]
    assert (last["answer"], last["note"]) == ("objection", "It is not there.")
    assert relation.pk != last["undercut"] is not None
    assert ApiClient(team.viewer).get(path).json() == response.json()
    after = checker.post(path, {"question": "present", "answer": "open"}).json()["questions"][-1]
    assert (after["answer"], after["undercut"]) == ("open", None)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"question": "colour", "answer": "open"}, "question"),
        ({"question": "present", "answer": "maybe"}, "answer"),
        ({"question": "present", "answer": "answered"}, "note"),
        ({"answer": "open"}, "question"),
    ],
)
def test_a_wrong_answer_is_refused_with_its_field(team, relation, body, field):
    response = ApiClient(team.checker).post(f"relations/{relation.pk}/questions/", body)
    assert response.status_code == 400
    assert field in response.json()["error"]["fields"]


def test_a_scheme_of_an_imported_file_has_no_questions(team, claim):
    foreign = make.relation(claim, scheme="Default Inference")
    found = ApiClient(team.viewer).get(f"relations/{foreign.pk}/questions/").json()
    assert found == {"scheme": None, "questions": []}


def test_strangers_find_no_relation(team, relation):
    stranger = ApiClient(team.stranger)
    assert stranger.get(f"relations/{relation.pk}/questions/").status_code == 404
    body = {"question": "present", "answer": "open"}
    assert stranger.post(f"relations/{relation.pk}/questions/", body).status_code == 404
