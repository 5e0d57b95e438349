"""Changing the span of a claim, splitting and merging over the API."""

import pytest

from factcheck.enums import ClaimState
from tests import factories as make
from tests.api.client import ApiClient

COST = "The bridge cost 4.2 million pounds"
ARCHIVE = "according to the city archive."


@pytest.fixture
def article(team):
    return make.article(team.desk, text=make.TEXT)


@pytest.fixture
def claim(article):
    return make.claim(article, COST)


def test_changing_the_span_changes_the_quote(claim, editor):
    end = claim.end + len(", ") + len(ARCHIVE)
    data = editor.post(f"claims/{claim.pk}/borders/", {"start": claim.start, "end": end})
    assert data.status_code == 200
    assert data.json()["quote"] == data.json()["text"] == make.TEXT[claim.start : end] == f"{COST}, {ARCHIVE}"
    assert (data.json()["start"], data.json()["end"]) == (claim.start, end)


def test_splitting_keeps_the_claim_and_adds_new_claims(claim, editor):
    at = claim.start + len("The bridge ")
    data = editor.post(f"claims/{claim.pk}/divide/", {"at": [at]})
    assert data.status_code == 200
    assert [(row["number"], row["quote"]) for row in data.json()["claims"]] == [
        (1, "The bridge"),
        (2, "cost 4.2 million pounds"),
    ]
    assert data.json()["claims"][0]["id"] == claim.pk


def test_merging_excludes_the_other_claims(article, claim, editor):
    other = make.claim(article, ARCHIVE)
    piece = make.evidence(other)
    data = editor.post(f"claims/{claim.pk}/merge/", {"with": [other.pk]}).json()
    assert (data["id"], data["quote"]) == (claim.pk, f"{COST}, {ARCHIVE}")
    assert [row["id"] for row in data["evidence"]] == [piece.pk]
    away = editor.get(f"claims/{other.pk}/").json()
    assert (away["set_aside"], away["duplicate_of"]) == ("duplicate", claim.pk)


@pytest.mark.parametrize("state", [ClaimState.RATING, ClaimState.REVEALED, ClaimState.PUBLISHED])
def test_a_rated_claim_can_be_neither_split_nor_merged(article, claim, editor, state):
    claim.state = state
    claim.save()
    for operation, body in (
        ("divide", {"at": [claim.start + 10]}),
        ("merge", {"with": [make.claim(article).pk]}),
    ):
        response = editor.post(f"claims/{claim.pk}/{operation}/", body)
        assert response.status_code == 409
        assert "once its rating has started" in response.json()["error"]["message"]


def test_an_error_reveals_nothing_about_blind_ratings(team, claim, editor):
    claim.state = ClaimState.RATING
    claim.save()
    before = editor.post(f"claims/{claim.pk}/divide/", {"at": [claim.start + 10]}).content
    make.assessment(claim, team.reviewer)
    assert editor.post(f"claims/{claim.pk}/divide/", {"at": [claim.start + 10]}).content == before


@pytest.mark.parametrize("foreign", [10**9, "strangers"])
def test_a_claim_of_another_desk_cannot_be_merged(team, claim, editor, foreign):
    if foreign == "strangers":
        foreign = make.claim(make.article(team.stranger.memberships.get().desk)).pk
    response = editor.post(f"claims/{claim.pk}/merge/", {"with": [foreign]})
    assert response.status_code == 404
    assert str(foreign) in response.json()["error"]["fields"]["with"]


@pytest.mark.parametrize(
    ("operation", "body", "blamed"),
    [
        ("borders", {"start": 5, "end": 5}, "start"),
        ("borders", {"start": 0, "end": 30_000}, "end"),
        ("borders", {"start": 0, "end": 2**40}, "end"),
        ("borders", {"start": -1, "end": 4}, "start"),
        ("borders", {"start": "0", "end": 4}, "start"),
        ("borders", {"start": 0}, "end"),
        ("borders", {"start": 0, "end": 4, "quote": "The"}, "quote"),
        ("divide", {"at": []}, "at"),
        ("divide", {"at": [0]}, "at"),
        ("divide", {"at": list(range(30_000))}, "at"),
        ("divide", {"at": [2**31 - 1]}, "at"),
        ("divide", {"at": "40"}, "at"),
        ("divide", {"at": [None]}, "at"),
        ("merge", {"with": []}, "with"),
        ("merge", {"with": [1, 1]}, "with"),
        ("merge", {"with": [2**70]}, "with"),
        ("merge", {"with": list(range(1, 30_000))}, "with"),
        ("merge", {}, "with"),
    ],
)
def test_errors_name_the_field(claim, editor, operation, body, blamed):
    if body.get("with") == [1, 1]:
        body = {"with": [claim.pk]}
    response = editor.post(f"claims/{claim.pk}/{operation}/", body)
    assert response.status_code == 400, response.content
    assert any(name.startswith(blamed) for name in response.json()["error"]["fields"])
    claim.refresh_from_db()
    assert claim.quote == COST


def test_a_key_has_the_permissions_of_its_user(team, claim):
    body = {"start": 0, "end": 11}
    codes = [
        ApiClient(team.of(role)).post(f"claims/{claim.pk}/borders/", body).status_code
        for role in ("viewer", "checker")
    ]
    assert codes == [403, 200]
