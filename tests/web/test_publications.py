"""The public page: it shows the latest publication to everyone, and nothing else of the desk."""

import html
import json
import re
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from factcheck.actions.evidence import link_evidence
from factcheck.actions.sources import update_source
from factcheck.actions.workflow import perform_step
from factcheck.claims.models import Claim
from factcheck.desks.models import Rating
from factcheck.enums import ClaimState, Stance
from factcheck.exports.report_builder import build_report
from factcheck.reporting.exporters import EXPORTERS, write_export
from factcheck.review.models import Verdict
from tests import factories as make
from tests.factories import Team
from tests.review.scenarios import approved, proposed, published

pytestmark = pytest.mark.django_db
GLASS = "Everybody else is ill."


def public(client: Client, claim: Claim) -> str:
    response = client.get(f"/c/{claim.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def block(page: str) -> dict[str, Any]:
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found)


def test_publication_shows_claim_verdict_reasons_and_evidence(team: Team, client: Client) -> None:
    claim = published(team)
    shown = html.unescape(public(client, claim))
    piece = claim.evidence.get()
    for words in (claim.text, "False", "The books say so.", piece.quote, piece.source.title):
        assert words in shown


@pytest.mark.parametrize("state", [state for state in ClaimState if state is not ClaimState.PUBLISHED])
def test_unpublished_claim_has_no_public_page(team: Team, client: Client, state: ClaimState) -> None:
    claim = make.claim(make.article(team.desk), state=state)
    make.verdict(claim)
    for person in (None, team.admin):
        if person:
            client.force_login(person)
        assert client.get(f"/c/{claim.pk}/").status_code == 404


def test_publication_shows_nothing_else_of_the_desk(team: Team, client: Client) -> None:
    claim = published(team)
    other = make.claim(claim.article, text="Another claim of the article.")
    make.comment(claim, body="Between us.")
    make.assessment(claim, team.reviewer, reasons="My own reasons.")
    shown = public(client, claim)
    for hidden in (
        other.text,
        "Between us.",
        "My own reasons.",
        team.checker.email,
        team.editor.email,
        "/claims/",
    ):
        assert hidden not in shown


def test_json_ld_matches_the_page(team: Team, client: Client) -> None:
    claim = published(team)
    text = block(public(client, claim))
    assert (text["@type"], text["url"].endswith(f"/c/{claim.pk}/")) == ("ClaimReview", True)
    assert text["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "False",
        "ratingValue": 1,
        "bestRating": 5,
        "worstRating": 1,
    }
    assert text["author"]["name"] == team.desk.name
    assert text["reviewBody"] == "The books say so."


def test_content_cannot_close_the_json_ld_element(team: Team, client: Client) -> None:
    evil = "</script><script>alert(1)</script>&<!--"
    claim = proposed(team)
    Claim.objects.filter(pk=claim.pk).update(text=evil, speaker=evil)
    Verdict.objects.filter(claim=claim).update(reasons=evil)
    for step in ("approve", "publish"):
        perform_step(team.editor, claim=claim, slug=step)
    shown = public(client, claim)
    assert "<script>alert" not in shown
    assert block(shown)["itemReviewed"]["text"] == evil


def test_publication_stays_until_the_correction_is_published(team: Team, client: Client) -> None:
    claim = published(team)
    link_evidence(
        team.checker, claim=claim, source=make.source(team.desk), quote="Found later.", stance=Stance.SUPPORTS
    )
    update_source(team.checker, source=claim.evidence.first().source, title="Renamed archive")
    shown = public(client, claim)
    assert "Found later." not in shown
    assert "Renamed archive" not in shown
    for step in ("approve", "publish"):
        perform_step(team.editor, claim=claim, slug=step)
    shown = public(client, claim)
    for words in ("Found later.", "Renamed archive", "Corrections", "Evidence was added."):
        assert words in shown
    assert block(shown)["correction"]["text"].startswith("Evidence was added.")


def test_claim_sent_back_keeps_its_public_page(team: Team, client: Client) -> None:
    claim = published(team)
    perform_step(team.editor, claim=claim, slug="reopen", reason="A new source.")
    assert "The books say so." in public(client, claim)


def test_new_scale_does_not_change_publications(team: Team, client: Client) -> None:
    claim = published(team)
    Rating.objects.filter(scale__desk=team.desk, slug="false").update(label="Wrong")
    assert block(public(client, claim))["reviewRating"]["alternateName"] == "False"


def test_break_glass_reason_is_published(team: Team, client: Client) -> None:
    claim = perform_step(team.admin, claim=proposed(team), slug="break-glass", reason=GLASS)
    perform_step(team.editor, claim=claim, slug="publish")
    shown = public(client, claim)
    assert f"Approved without enough sign-offs:</b> {GLASS}" in shown
    assert GLASS in block(shown)["reviewBody"]


def test_break_glass_reason_is_in_every_report_format(team: Team) -> None:
    claim = perform_step(team.admin, claim=proposed(team), slug="break-glass", reason=GLASS)
    report = build_report(claim.article)
    assert report.claims[0].verdict.glass_reason == GLASS
    for kind in ("report.html", "claims.json", "claims.csv", "report.claimreview"):
        assert GLASS.encode() in write_export(report, kind), kind
    assert "report.pdf" in EXPORTERS


def test_reports_name_signers_and_link_to_the_public_page(team: Team) -> None:
    claim = approved(team)
    (before,) = build_report(claim.article).claims
    assert before.verdict.signed_by == (str(team.editor),)
    assert before.url.endswith(f"/claims/{claim.pk}/")
    perform_step(team.editor, claim=claim, slug="publish")
    (after,) = build_report(claim.article).claims
    assert after.url.endswith(f"/c/{claim.pk}/")


@pytest.mark.django_db(transaction=True)
def test_json_ld_works_under_the_content_security_policy(live_server: Any, page: Page) -> None:
    claim = published(make.team())
    page.goto(f"{live_server.url}/c/{claim.pk}/")
    text = page.locator('script[type="application/ld+json"]').text_content()
    assert json.loads(text or "")["@type"] == "ClaimReview"
    assert page.get_by_role("heading", name="Verdict").is_visible()
