"""The quorum of a rating is the one in force when it started, whatever the desk sets later."""

import pytest
from django.test import Client

from factcheck.actions.assessments import rate_claim
from factcheck.actions.assignments import set_quorum
from factcheck.actions.workflow import perform_step
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, Role
from factcheck.exceptions import ConflictError
from factcheck.review.review_status import load_review_status
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


def start(team: Team, *, own: int | None = None) -> Claim:
    claim = make.claim(make.article(team.desk), state=ClaimState.OPEN, quorum=own)
    return perform_step(team.checker, claim=claim, slug="start-rating")


def set_desk_quorum(team: Team, quorum: int) -> None:
    team.desk.quorum = quorum
    team.desk.save()


def state_of(claim: Claim) -> str:
    return Claim.objects.get(pk=claim.pk).state


@pytest.mark.parametrize("later", [1, 2, 5])
def test_the_desk_s_quorum_of_later_does_not_reach_a_running_rating(team: Team, later: int) -> None:
    set_desk_quorum(team, 3)
    claim = start(team)
    raters = [team.reviewer, team.editor, team.admin]
    rate_claim(raters[0], claim=claim, rating="false")
    set_desk_quorum(team, later)
    rate_claim(raters[1], claim=claim, rating="false")
    assert state_of(claim) == ClaimState.RATING
    assert load_review_status(team.viewer, Claim.objects.get(pk=claim.pk), None).quorum == 3
    rate_claim(raters[2], claim=claim, rating="false")
    assert state_of(claim) == ClaimState.REVEALED


def test_a_rating_that_starts_later_has_the_new_quorum(team: Team) -> None:
    claim = start(team)
    set_desk_quorum(team, 1)
    perform_step(team.editor, claim=claim, slug="back-to-open", reason="New evidence.")
    assert Claim.objects.get(pk=claim.pk).quorum_at_start is None
    claim = perform_step(team.checker, claim=claim, slug="start-rating")
    rate_claim(team.reviewer, claim=claim, rating="false")
    assert state_of(claim) == ClaimState.REVEALED


def test_the_claim_s_own_quorum_is_fixed_as_well(team: Team) -> None:
    claim = start(team, own=1)
    assert claim.quorum_at_start == 1
    with pytest.raises(ConflictError):
        set_quorum(team.editor, claim=claim, quorum=3)


@pytest.mark.parametrize("reason", ["", "Nobody else is in."])
def test_the_answer_to_a_reveal_does_not_tell_whether_others_have_rated(
    team: Team, client: Client, reason: str
) -> None:
    set_desk_quorum(team, 3)
    claims = [start(team), start(team)]
    rate_claim(team.reviewer, claim=claims[0], rating="false")
    rate_claim(make.member(team.desk, Role.REVIEWER), claim=claims[0], rating="false")
    set_desk_quorum(team, 1)
    client.force_login(team.editor)
    answers = [
        client.post(f"/api/v1/claims/{claim.pk}/reveal/", {"reason": reason}, "application/json")
        for claim in claims
    ]
    assert answers[0].status_code == answers[1].status_code == (200 if reason else 409)
    if not reason:
        assert answers[0].json() == answers[1].json()


def test_starting_a_rating_adds_one_version_to_the_history(team: Team) -> None:
    claim = start(team)
    assert list(claim.history.values_list("state", "quorum_at_start")) == [("rating", 2), ("open", None)]
