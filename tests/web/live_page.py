"""Helpers of the live tests: a page that a user has open and that polls."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from factcheck.actions.evidence import link_evidence
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import Stance
from factcheck.evidence.models import Evidence
from tests import factories as make
from tests.factories import Team


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


class Reader:
    """A page that a user has open. Each poll sends the token of the previous response."""

    def __init__(self, user: User, address: str) -> None:
        self.client, self.address, self.seen = signed_in(user), address, ""
        self.ask()

    def ask(self) -> str:
        """Poll, and return the HTML of the regions that changed; empty if nothing did."""
        response = self.client.get(self.address, {"seen": self.seen}, headers={"HX-Request": "true"})
        assert response.status_code in (200, 204)
        self.seen = response.headers.get("X-Live-Seen", self.seen)
        return response.content.decode()


def of_claim(claim: Claim) -> str:
    return reverse("claim_live", args=[claim.pk])


def of_article(claim: Claim) -> str:
    return reverse("article_live", args=[claim.article_id])


PLACES: dict[str, Callable[[Claim], str]] = {
    "claim": of_claim,
    "article": of_article,
    "desk": lambda claim: reverse("desk_live", args=[claim.desk.slug]),
    "work": lambda claim: reverse("inbox_live"),
    "notices": lambda claim: reverse("notifications_live"),
}


def link(team: Team, claim: Claim) -> Evidence:
    return link_evidence(
        team.checker,
        claim=claim,
        source=make.source(claim.desk),
        quote="It cost 3.1 million.",
        stance=Stance.REFUTES,
        strength=0.5,
    )
