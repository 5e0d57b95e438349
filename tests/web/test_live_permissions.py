"""What a poll does not reveal: other desks and blind ratings. And its cost in queries."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from factcheck.actions.assessments import rate_claim
from factcheck.actions.comments import add_comment
from factcheck.actions.evidence import update_evidence
from factcheck.actions.members import set_role
from factcheck.actions.notifications import create_notifications
from factcheck.claims.models import Claim
from factcheck.desks.models import Membership
from factcheck.enums import ClaimState, Role
from factcheck.web.live.poll_state import PollToken, load_poll_state
from tests import factories as make
from tests.factories import Team
from tests.web.live_page import PLACES, Reader, of_claim, signed_in

pytestmark = pytest.mark.django_db

EACH = pytest.mark.parametrize("place", PLACES)


@pytest.fixture
def team() -> Team:
    return make.team("harbour", quorum=3)


@pytest.fixture
def claim(team: Team) -> Claim:
    return make.claim(make.article(team.desk), "The bridge cost 4.2 million pounds", state=ClaimState.RATING)


# --- the wall


@pytest.mark.parametrize("place", ["claim", "article", "desk"])
def test_stranger_gets_404_for_every_poll(team: Team, claim: Claim, place: str) -> None:
    response = signed_in(team.stranger).get(PLACES[place](claim), headers={"HX-Request": "true"})
    assert response.status_code == 404
    assert response.content == b""


@EACH
def test_signed_out_poll_gets_401_without_redirect(client: Client, claim: Claim, place: str) -> None:
    page = f"http://testserver/claims/{claim.pk}/"
    response = client.get(PLACES[place](claim), headers={"HX-Request": "true", "Referer": page})
    assert response.status_code == 401
    assert f"/accounts/login/?next=/claims/{claim.pk}/" in response.content.decode()
    assert "data-live" not in response.content.decode()


def test_removed_member_gets_404(team: Team, claim: Claim) -> None:
    reader = Reader(team.viewer, of_claim(claim))
    Membership.objects.filter(user=team.viewer).delete()
    response = reader.client.get(reader.address, {"seen": reader.seen}, headers={"HX-Request": "true"})
    assert response.status_code == 404


def test_new_role_applies_at_the_next_poll(team: Team, claim: Claim) -> None:
    reader = Reader(team.viewer, of_claim(claim))
    set_role(team.admin, desk=team.desk, user=team.viewer, role=Role.REVIEWER)
    assert "Save rating" in reader.ask()


def test_events_of_another_desk_are_not_reported(team: Team, claim: Claim) -> None:
    readers = [Reader(team.admin, PLACES[place](claim)) for place in PLACES]
    other = make.team()
    add_comment(other.editor, on=make.claim(make.article(other.desk)), body="Elsewhere.")
    assert [reader.ask() for reader in readers] == ["", "", "", "", ""]


# --- blind


@EACH
@pytest.mark.parametrize("role", ["viewer", "checker", "editor", "admin"])
def test_blind_rating_does_not_change_the_token(team: Team, claim: Claim, place: str, role: str) -> None:
    """The rating is given, changed, and changed in its reasons. The polling users include a second reviewer."""
    readers = [
        Reader(one, PLACES[place](claim)) for one in (team.of(role), make.member(team.desk, Role.REVIEWER))
    ]
    before = [reader.seen for reader in readers]
    for rating, reasons in (("false", ""), ("true", ""), ("true", "Only I know.")):
        rate_claim(team.reviewer, claim=claim, rating=rating, reasons=reasons)
        create_notifications()
        assert [reader.ask() for reader in readers] == ["", ""]
    assert [reader.seen for reader in readers] == before


def test_token_does_not_reveal_a_rating_between_two_visible_events(team: Team, claim: Claim) -> None:
    """Two comments, once with a rating in between: the event ids differ, but the tokens reveal nothing."""
    reader = Reader(team.viewer, of_claim(claim))
    tokens = [reader.seen]
    for rated in (False, True):
        if rated:
            rate_claim(team.reviewer, claim=claim, rating="false")
        add_comment(team.editor, on=claim, body="One more.")
        params = reader.ask()
        assert "more change" not in params
        assert str(team.reviewer) not in re.search(r'id="live-said".*', params).group(0)
        tokens.append(reader.seen)
    assert all(re.fullmatch(r"[0-9a-f]{20}\.\d+\.", token) for token in tokens)
    assert len(set(tokens)) == 3


def test_tokens_differ_between_users(team: Team, claim: Claim) -> None:
    assert Reader(team.viewer, of_claim(claim)).seen != Reader(team.admin, of_claim(claim)).seen


def test_reveal_is_reported_without_the_user_who_rated_last(team: Team, claim: Claim) -> None:
    reader = Reader(team.viewer, of_claim(claim))
    for rater in (team.reviewer, team.editor):
        rate_claim(rater, claim=claim, rating="false", reasons=f"Because of {rater}.")
    assert reader.ask() == ""
    rate_claim(team.admin, claim=claim, rating="true")
    params = reader.ask()
    assert f"Because of {team.reviewer}." in params
    assert "The ratings are revealed</p>" in params
    rate_claim(team.reviewer, claim=claim, rating="half-true")
    assert f"{team.reviewer} changed a rating" in reader.ask()


def test_own_blind_rating_appears_in_another_window(team: Team, claim: Claim) -> None:
    reader = Reader(team.reviewer, of_claim(claim))
    rate_claim(team.reviewer, claim=claim, rating="false", reasons="Only I know.")
    assert "Only I know." in reader.ask()


# --- light


@EACH
@pytest.mark.parametrize("many", [3, 60])
def test_unchanged_poll_takes_three_queries_and_no_writes(
    team: Team, claim: Claim, place: str, many: int
) -> None:
    for _ in range(many):
        add_comment(team.editor, on=claim, body=f"@{team.viewer}")
        update_evidence(team.checker, evidence=make.evidence(claim), strength=0.75)
    create_notifications()
    reader = Reader(team.viewer, PLACES[place](claim))
    with CaptureQueriesContext(connection) as asked:
        assert reader.ask() == ""
    assert len(asked) <= 3
    assert all(query["sql"].startswith("SELECT") for query in asked)


@given(st.text(max_size=80))
def test_token_round_trips_and_invalid_token_is_empty(token: str) -> None:
    seen = PollToken.parse(token)
    assert str(seen) == token or seen == PollToken()


def test_user_without_a_desk_has_no_poll_state(db: None) -> None:
    assert load_poll_state(make.person()) is None
    assert Reader(make.person(), reverse("inbox_live")).ask() == ""
