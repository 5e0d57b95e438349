"""The agreement on the claim page: nothing before the reveal, then the value at the reveal and now."""

import pytest
from django.test import Client

from factcheck.enums import ClaimState, Role
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


def shown(client: Client, team: Team, state: ClaimState, *given: tuple[str, str]) -> str:
    """Return the page of a claim with these ratings, each with its blind and its current value."""
    claim = make.claim(make.article(team.desk), state=state)
    for blind, now in given:
        reviewer = make.member(team.desk, Role.REVIEWER)
        make.assessment(claim, reviewer, now, blind_rating=make.rating(team.desk, blind))
    client.force_login(team.viewer)
    return " ".join(client.get(f"/claims/{claim.pk}/").content.decode().split())


def test_unchanged_ratings_show_one_agreement_share(client: Client, team: Team) -> None:
    same = [("true", "true"), ("true", "true"), ("false", "false")]
    assert "Of all pairs of ratings, 33 % are the same." in shown(client, team, ClaimState.REVEALED, *same)


def test_changed_ratings_show_agreement_at_the_reveal_and_now(client: Client, team: Team) -> None:
    page = shown(client, team, ClaimState.REVEALED, ("true", "true"), ("false", "true"))
    assert "Of all pairs of ratings, 0 % were the same at the reveal; now 100 %." in page


@pytest.mark.parametrize(
    ("state", "given"),
    [
        (ClaimState.RATING, [("true", "true"), ("true", "true")]),
        (ClaimState.REVEALED, [("true", "true")]),
        (ClaimState.REVEALED, []),
    ],
)
def test_blind_or_single_ratings_show_no_agreement(
    client: Client, team: Team, state: ClaimState, given: list[tuple[str, str]]
) -> None:
    assert "Of all pairs" not in shown(client, team, state, *given)
