"""The shortcut n: from one claim in the inbox to the next."""

import pytest
from django.test import Client

from factcheck.enums import ClaimState
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(client: Client) -> Team:
    team = make.team()
    client.force_login(team.reviewer)
    return team


def after(client: Client, shown: object) -> str:
    return client.get("/work/next/", {"after": str(shown)}).url


def test_next_item_cycles_through_the_inbox(client: Client, team: Team) -> None:
    article = make.article(team.desk)
    first, second, third = (make.claim(article, state=ClaimState.RATING).pk for _ in range(3))
    assert after(client, first) == f"/claims/{second}/"
    assert after(client, second) == f"/claims/{third}/"
    assert after(client, third) == f"/claims/{first}/"


@pytest.mark.parametrize("shown", ["", "999", "x", "-1"])
def test_next_item_starts_with_the_most_urgent(client: Client, team: Team, shown: str) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.RATING)
    assert after(client, shown) == f"/claims/{claim.pk}/"


def test_next_item_redirects_to_the_inbox_if_nothing_is_left(client: Client, team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.RATING)
    assert after(client, claim.pk) == "/work/"
    make.assessment(claim, team.reviewer)
    assert after(client, "") == "/work/"


def test_drafts_redirect_to_their_article(client: Client, team: Team) -> None:
    client.force_login(team.checker)
    article = make.article(team.desk)
    make.claim(article)
    assert after(client, "") == f"/articles/{article.pk}/"
