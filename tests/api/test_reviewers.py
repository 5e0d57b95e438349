"""Reviewers over the API: assignment, recusal and the quorum."""

import pytest

from factcheck.enums import ClaimState
from tests import factories as make
from tests.api.client import ApiClient


@pytest.fixture
def claim(team):
    return make.claim(make.article(team.desk), state=ClaimState.OPEN)


def test_a_reviewer_is_assigned_listed_and_unassigned(team, claim, editor):
    response = editor.post("reviewers/", {"claim": claim.pk, "reviewer": team.reviewer.pk})
    assert (response.status_code, response.json()["assigned_by"]) == (201, team.editor.pk)
    rows = ApiClient(team.viewer).get("reviewers/", claim=claim.pk).json()["results"]
    assert [row["reviewer"] for row in rows] == [team.reviewer.pk]
    assert editor.call("DELETE", f"reviewers/{rows[0]['id']}/").status_code == 204
    assert not claim.reviewer_assignments.exists()


@pytest.mark.parametrize("who", ["stranger", "viewer"])
def test_only_reviewers_of_the_desk_can_be_assigned(team, claim, editor, who):
    response = editor.post("reviewers/", {"claim": claim.pk, "reviewer": team.of(who).pk})
    assert response.status_code == (404 if who == "stranger" else 400)
    assert "reviewer" in response.json()["error"]["fields"]


def test_the_quorum_of_a_claim_is_set_and_reset(team, claim, editor):
    for quorum in (3, None):
        response = editor.post("reviewers/quorum/", {"claim": claim.pk, "quorum": quorum})
        assert response.json() == {"claim": claim.pk, "quorum": quorum}
        claim.refresh_from_db()
        assert claim.quorum == quorum
    assert editor.post("reviewers/quorum/", {"claim": claim.pk, "quorum": 0}).status_code == 400


def test_a_recusal_requires_a_reason(team, claim):
    reviewer = ApiClient(team.reviewer)
    assert reviewer.post("reviewers/recuse/", {"claim": claim.pk}).status_code == 400
    response = reviewer.post("reviewers/recuse/", {"claim": claim.pk, "reason": "I wrote the article."})
    assert (response.status_code, response.json()["recused_reason"]) == (200, "I wrote the article.")
    refused = reviewer.post("assessments/", {"claim": claim.pk, "rating": "false"})
    assert refused.status_code == 409
