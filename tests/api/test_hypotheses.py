"""Rival hypotheses over the API: writing them, their answers, the matrix of a claim, and its table."""

import pytest

from factcheck.enums import Stance
from tests import factories as make
from tests.api.client import ApiClient


@pytest.fixture
def checker(team):
    return ApiClient(team.checker)


def test_a_hypothesis_is_added_listed_changed_and_withdrawn(team, claim, checker):
    response = checker.post("hypotheses/", {"claim": claim.pk, "text": "It was another bridge."})
    assert response.status_code == 201
    pk = response.json()["id"]
    assert response.headers["Location"] == f"/api/v1/hypotheses/{pk}/"
    assert (
        checker.patch(f"hypotheses/{pk}/", {"text": "It was a tunnel."}).json()["text"] == "It was a tunnel."
    )
    assert checker.patch(f"hypotheses/{pk}/", {"active": False}).json()["active"] is False
    viewer = ApiClient(team.viewer)
    rows = viewer.get("hypotheses/", claim=claim.pk).json()["results"]
    assert [(row["text"], row["active"]) for row in rows] == [("It was a tunnel.", False)]
    assert viewer.get("hypotheses/", claim=claim.pk, active="true").json()["results"] == []


def test_a_deletion_is_refused_and_says_what_to_do(claim, checker):
    response = checker.call("DELETE", f"hypotheses/{make.hypothesis(claim).pk}/")
    assert response.status_code == 405
    assert "PATCH “active” to false" in response.json()["error"]["message"]


def test_answers_are_set_and_the_matrix_ranks_the_hypotheses(team, claim, checker):
    against = make.evidence(claim, strength=0.8)
    make.evidence(claim, stance=Stance.CONTEXT, strength=0.4)
    rival = make.hypothesis(claim)
    answers = [{"evidence": against.pk, "answer": "consistent"}]
    response = checker.post(f"hypotheses/{rival.pk}/answers/", {"answers": answers})
    assert [(row["evidence"], row["answer"]) for row in response.json()["answers"]] == [
        (against.pk, "consistent")
    ]
    matrix = ApiClient(team.viewer).get(f"claims/{claim.pk}/hypotheses/").json()
    assert [
        (each["id"], each["inconsistency"], each["rank"], each["unanswered"]) for each in matrix["hypotheses"]
    ] == [(None, 0.8, 2, 0), (rival.pk, 0.0, 1, 1)]
    assert [piece["is_diagnostic"] for piece in matrix["evidence"]] == [True, True]


@pytest.mark.parametrize(
    "answers",
    [
        "consistent",
        [5],
        [{"evidence": "{piece}"}],
        [{"evidence": "{piece}", "answer": "maybe"}],
        [{"evidence": "{piece}", "answer": "neutral", "why": "x"}],
        [{"evidence": "{piece}", "answer": "neutral"}, {"evidence": "{piece}", "answer": "consistent"}],
        [{"evidence": "{foreign}", "answer": "neutral"}],
        [{"evidence": 999999, "answer": "neutral"}],
    ],
)
def test_wrong_answers_are_refused_whole(claim, checker, answers):
    rival = make.hypothesis(claim)
    ids = {"{piece}": make.evidence(claim).pk, "{foreign}": make.evidence(make.claim(claim.article)).pk}
    sent = [
        {name: ids.get(value, value) for name, value in each.items()} if isinstance(each, dict) else each
        for each in answers
    ]
    body = {"answers": sent if isinstance(answers, list) else answers}
    response = checker.post(f"hypotheses/{rival.pk}/answers/", body)
    assert response.status_code == 400
    assert response.json()["error"]["message"]
    assert not rival.answers.exists()


def test_the_table_is_a_download(team, claim):
    make.hypothesis(claim, "=1+1")
    response = ApiClient(team.viewer).get(f"claims/{claim.pk}/hypotheses.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "H2: =1+1" in response.content.decode("utf-8-sig")


def test_strangers_find_neither_hypotheses_nor_matrices(team, claim):
    rival = make.hypothesis(claim)
    stranger = ApiClient(team.stranger)
    for path in (
        f"hypotheses/{rival.pk}/",
        f"claims/{claim.pk}/hypotheses/",
        f"claims/{claim.pk}/hypotheses.csv",
    ):
        assert stranger.get(path).status_code == 404
    assert stranger.post("hypotheses/", {"claim": claim.pk, "text": "Mine."}).status_code == 404
    assert stranger.get("hypotheses/").json()["results"] == []
