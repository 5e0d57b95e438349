"""The pages take few queries, and their number does not grow with the data."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factcheck.claims.models import Claim
from factcheck.enums import ClaimState
from factcheck.review.models import PriorCheckSuggestion
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(client: Client) -> Team:
    team = make.team()
    client.force_login(team.editor)
    return team


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def fill(article: make.Article, claims: int) -> None:
    """Create claims in all states, each with evidence, half of them with a verdict."""
    states = [ClaimState.DRAFT, ClaimState.OPEN, ClaimState.REVEALED, ClaimState.PROPOSED]
    revision = article.revisions.get()
    first = article.claims.count() + 1
    Claim.objects.bulk_create(
        Claim(
            desk_id=article.desk_id,
            article=article,
            revision=revision,
            number=number,
            start=number % 40,
            end=number % 40 + 20,
            quote=revision.text[number % 40 : number % 40 + 20],
            text=f"Claim {number}",
            speaker="Anna Berg",
            state=states[number % 4],
        )
        for number in range(first, first + claims)
    )


def test_article_with_300_claims_takes_few_queries(client: Client, team: Team) -> None:
    article = make.article(team.desk)
    fill(article, 300)
    before = make.verdict(make.claim(make.article(team.desk), state=ClaimState.PROPOSED))
    claim = article.claims.first()
    PriorCheckSuggestion.objects.create(
        desk=team.desk, claim=claim, verdict=before, certainty=1, method="test/1"
    )
    assert queries(client, f"/articles/{article.pk}/") <= 17


PLACES: dict[str, Callable[[make.Article], Any]] = {
    "the article": lambda article: f"/articles/{article.pk}/",
    "the map": lambda article: f"/articles/{article.pk}/map/",
    "the exports": lambda article: f"/articles/{article.pk}/exports/",
    "the desk": lambda article: f"/desks/{article.desk.slug}/",
    "a claim": lambda article: f"/claims/{article.claims.first().pk}/",
}


@pytest.mark.parametrize("place", PLACES)
def test_query_counts_do_not_grow_with_the_data(client: Client, team: Team, place: str) -> None:
    article = make.article(team.desk)

    def more() -> None:
        fill(article, 4)
        for claim in article.claims.order_by("-id")[:4]:
            piece = make.evidence(claim)
            make.comment(piece)
            if claim.state == ClaimState.PROPOSED:
                make.verdict(claim)
        first = article.claims.first()
        for _ in range(3):
            make.evidence(first)
            make.comment(first)
            make.comment(article)
            make.assessment(first, make.member(team.desk, "reviewer"))
            make.export(article)
            fill(make.article(team.desk), 2)

    more()
    address = PLACES[place](article)
    queries(client, address)  # fills the caches
    few = queries(client, address)
    more()
    more()
    assert queries(client, address) <= few


def test_the_claim_page_takes_few_queries(client: Client, team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.PROPOSED)
    make.evidence(claim)
    make.verdict(claim)
    assert queries(client, f"/claims/{claim.pk}/") <= 40
