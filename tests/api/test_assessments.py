"""Ratings over the API, which are blind until the reveal."""

import pytest

from factcheck.enums import ClaimState, Role
from tests import factories as make
from tests.api.client import ApiClient


@pytest.fixture
def claim(team):
    return make.claim(make.article(team.desk), state=ClaimState.RATING)


@pytest.fixture
def colleague(team):
    return make.member(team.desk, Role.REVIEWER, name="Colleague")


def test_a_rating_is_given_and_then_changed(team, claim):
    reviewer = ApiClient(team.reviewer)
    first = reviewer.post("assessments/", {"claim": claim.pk, "rating": "true", "reasons": "I saw it."})
    again = reviewer.post("assessments/", {"claim": claim.pk, "rating": "false", "confidence": "high"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first["Location"] == again["Location"]
    assert (again.json()["rating"], again.json()["confidence"]) == ("false", "high")
    assert again.json()["blind_rating"] is None


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({"rating": "rubbish"}, "mostly-false"),
        ({"confidence": "none"}, "low, medium, high"),
        ({"reviewer": 1}, "not known here"),
    ],
)
def test_an_invalid_rating_is_rejected_with_the_valid_ones(team, claim, change, right):
    response = ApiClient(team.reviewer).post("assessments/", {"claim": claim.pk, "rating": "true"} | change)
    assert response.status_code == 400
    assert right in response.json()["error"]["fields"][next(iter(change))]


def test_a_claim_that_is_not_being_rated_is_a_conflict(team, claim):
    draft = make.claim(claim.article)
    response = ApiClient(team.reviewer).post("assessments/", {"claim": draft.pk, "rating": "true"})
    assert response.status_code == 409
    assert "draft" in response.json()["error"]["message"]


@pytest.mark.parametrize("role", ["viewer", "checker", "reviewer", "editor", "admin"])
def test_no_endpoint_shows_blind_ratings_of_others(team, claim, colleague, role):
    given = make.assessment(claim, colleague, "satire", reasons="Written by a comedian.")
    caller = ApiClient(team.of(role))

    assert caller.get(f"assessments/{given.pk}/").status_code == 404
    assert caller.get("assessments/").json()["results"] == []
    assert caller.get("assessments/", claim=claim.pk).json()["results"] == []
    for path in (
        f"claims/{claim.pk}/",
        "claims/",
        f"articles/{claim.article_id}/",
        f"articles/{claim.article_id}/map/",
        "comments/",
        "verdicts/",
        f"desks/{team.desk.slug}/",
    ):
        body = caller.get(path).content.decode()
        assert "comedian" not in body
        assert "satire" not in body.replace('"slug":"satire"', "")


def test_blind_ratings_do_not_change_any_response(team, claim, colleague):
    caller = ApiClient(team.editor)
    paths = (f"claims/{claim.pk}/", "claims/", "assessments/", f"articles/{claim.article_id}/")
    before = [caller.get(path).content for path in paths]
    make.assessment(claim, colleague)
    assert [caller.get(path).content for path in paths] == before


def test_the_own_blind_rating_is_visible(team, claim, colleague):
    make.assessment(claim, colleague)
    own = make.assessment(claim, team.reviewer)
    rows = ApiClient(team.reviewer).get("assessments/", claim=claim.pk).json()["results"]
    assert [row["id"] for row in rows] == [own.pk]


def test_the_last_rating_of_the_quorum_reveals_all(team, claim, colleague):
    for rater, slug in ((team.reviewer, "false"), (colleague, "true")):
        ApiClient(rater).post("assessments/", {"claim": claim.pk, "rating": slug})
    data = ApiClient(team.viewer).get(f"claims/{claim.pk}/").json()
    assert data["state"] == "revealed"
    message = {(row["rating"], row["blind_rating"]) for row in data["assessments"]}
    assert message == {("false", "false"), ("true", "true")}


def test_a_rating_revised_after_the_reveal_keeps_the_blind_one(team, claim, colleague):
    for rater, slug in ((team.reviewer, "false"), (colleague, "true")):
        ApiClient(rater).post("assessments/", {"claim": claim.pk, "rating": slug})
    response = ApiClient(team.reviewer).post("assessments/", {"claim": claim.pk, "rating": "half-true"})
    assert (response.json()["rating"], response.json()["blind_rating"]) == ("half-true", "false")


def test_patching_a_rating_is_rejected_with_the_alternative(team, claim):
    own = make.assessment(claim, team.reviewer)
    response = ApiClient(team.reviewer).patch(f"assessments/{own.pk}/", {"rating": "true"})
    assert response.status_code == 405
    assert "POST" in response.json()["error"]["message"]
