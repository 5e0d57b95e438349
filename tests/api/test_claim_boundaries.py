"""Moving borders, dividing and merging over the API: what is answered, and that nothing odd breaks it."""

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


def test_a_claim_becomes_other_words(claim, editor):
    end = claim.end + len(", ") + len(ARCHIVE)
    said = editor.post(f"claims/{claim.pk}/borders/", {"start": claim.start, "end": end})
    assert said.status_code == 200
    assert said.json()["quote"] == said.json()["text"] == make.TEXT[claim.start : end] == f"{COST}, {ARCHIVE}"
    assert (said.json()["start"], said.json()["end"]) == (claim.start, end)


def test_a_claim_is_divided_into_itself_and_new_ones(claim, editor):
    at = claim.start + len("The bridge ")
    said = editor.post(f"claims/{claim.pk}/divide/", {"at": [at]})
    assert said.status_code == 200
    assert [(row["number"], row["quote"]) for row in said.json()["claims"]] == [
        (1, "The bridge"),
        (2, "cost 4.2 million pounds"),
    ]
    assert said.json()["claims"][0]["id"] == claim.pk


def test_a_claim_is_merged_with_others(article, claim, editor):
    other = make.claim(article, ARCHIVE)
    piece = make.evidence(other)
    said = editor.post(f"claims/{claim.pk}/merge/", {"with": [other.pk]}).json()
    assert (said["id"], said["quote"]) == (claim.pk, f"{COST}, {ARCHIVE}")
    assert [row["id"] for row in said["evidence"]] == [piece.pk]
    away = editor.get(f"claims/{other.pk}/").json()
    assert (away["set_aside"], away["duplicate_of"]) == ("duplicate", claim.pk)


@pytest.mark.parametrize("state", [ClaimState.RATING, ClaimState.REVEALED, ClaimState.PUBLISHED])
def test_what_is_rated_is_neither_divided_nor_merged(article, claim, editor, state):
    claim.state = state
    claim.save()
    for operation, body in (
        ("divide", {"at": [claim.start + 10]}),
        ("merge", {"with": [make.claim(article).pk]}),
    ):
        answer = editor.post(f"claims/{claim.pk}/{operation}/", body)
        assert answer.status_code == 409
        assert "before its rating starts" in answer.json()["error"]["message"]


def test_a_refusal_tells_nothing_of_blind_ratings(team, claim, editor):
    claim.state = ClaimState.RATING
    claim.save()
    before = editor.post(f"claims/{claim.pk}/divide/", {"at": [claim.start + 10]}).content
    make.assessment(claim, team.reviewer)
    assert editor.post(f"claims/{claim.pk}/divide/", {"at": [claim.start + 10]}).content == before


@pytest.mark.parametrize("foreign", [10**9, "strangers"])
def test_a_claim_that_one_may_not_see_is_none_to_merge_with(team, claim, editor, foreign):
    if foreign == "strangers":
        foreign = make.claim(make.article(team.stranger.memberships.get().desk)).pk
    answer = editor.post(f"claims/{claim.pk}/merge/", {"with": [foreign]})
    assert answer.status_code == 404
    assert str(foreign) in answer.json()["error"]["fields"]["with"]


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
def test_what_is_wrong_is_told_by_its_field(claim, editor, operation, body, blamed):
    if body.get("with") == [1, 1]:
        body = {"with": [claim.pk]}
    answer = editor.post(f"claims/{claim.pk}/{operation}/", body)
    assert answer.status_code == 400, answer.content
    assert any(name.startswith(blamed) for name in answer.json()["error"]["fields"])
    claim.refresh_from_db()
    assert claim.quote == COST


def test_a_key_moves_borders_as_its_person_may(team, claim):
    body = {"start": 0, "end": 11}
    codes = [
        ApiClient(team.of(role)).post(f"claims/{claim.pk}/borders/", body).status_code
        for role in ("viewer", "checker")
    ]
    assert codes == [403, 200]
