"""The verdict on the claim page: available steps, unmet conditions, and dropped sign-offs."""

import html
import re

import pytest
from django.test import Client

from factcheck.actions.assignments import assign
from factcheck.actions.evidence import update_evidence
from factcheck.actions.workflow import perform_step
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import ClaimState
from tests import factories as make
from tests.factories import Team
from tests.review.scenarios import approved, proposed, published

pytestmark = pytest.mark.django_db


def seen(client: Client, who: User, claim: Claim) -> str:
    client.force_login(who)
    response = client.get(f"/claims/{claim.pk}/")
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def step(claim: Claim, slug: str) -> str:
    return f"/claims/{claim.pk}/steps/{slug}/"


def test_editor_signs_off_and_publishes(team: Team, client: Client) -> None:
    claim = proposed(team)
    shown = seen(client, team.editor, claim)
    assert step(claim, "approve") in shown
    assert "Publish the verdict:" in shown
    assert "needs one more sign-off by someone who did not propose it" in shown
    for slug in ("approve", "publish"):
        assert client.post(step(claim, slug)).status_code == 302
    claim.refresh_from_db()
    assert claim.state == ClaimState.PUBLISHED
    assert f'href="/c/{claim.pk}/"' in seen(client, team.editor, claim)


def test_error_of_a_step_is_shown_on_the_page(team: Team, client: Client) -> None:
    claim = proposed(team)
    client.force_login(team.editor)
    response = client.post(step(claim, "publish"))
    assert response.status_code == 422
    assert "needs one more sign-off by someone who did not propose it" in response.content.decode()


def test_user_who_cannot_sign_off_sees_who_can(team: Team, client: Client) -> None:
    claim = proposed(team)
    shown = seen(client, team.reviewer, claim)
    assert step(claim, "approve") not in shown
    assert "You need the role editor to sign off verdicts. Your role on this desk is reviewer." in shown


def test_dropped_sign_off_is_shown_with_its_reason(team: Team, client: Client) -> None:
    claim = approved(team)
    assert f"Signed off by <b>{team.editor}</b>" in seen(client, team.viewer, claim)
    update_evidence(team.checker, evidence=claim.evidence.get(), strength=0.2)
    shown = seen(client, team.viewer, claim)
    assert f"Sign-off by {team.editor} dropped" in shown
    assert "Evidence was changed" in shown


def test_break_glass_is_offered_to_admins_and_its_reason_is_shown(team: Team, client: Client) -> None:
    claim = proposed(team)
    assert step(claim, "break-glass") not in seen(client, team.editor, claim)
    assert step(claim, "break-glass") in seen(client, team.admin, claim)
    client.post(step(claim, "break-glass"), {"reason": "Everybody is ill."})
    assert "Approved without enough sign-offs" in seen(client, team.viewer, claim)
    assert "Everybody is ill." in seen(client, team.viewer, claim)


def test_editor_saves_the_reviewers(team: Team, client: Client) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.OPEN)
    client.force_login(team.editor)
    params = {"reviewers": [team.reviewer.pk, team.admin.pk], "quorum": "2"}
    assert client.post(f"/claims/{claim.pk}/reviewers/", params).status_code == 302
    claim.refresh_from_db()
    assert claim.quorum == 2
    client.post(f"/claims/{claim.pk}/reviewers/", {"reviewers": [team.reviewer.pk], "quorum": "2"})
    assert [row.reviewer for row in claim.reviewer_assignments.all()] == [team.reviewer]
    assert "The quorum is 2, and 1 are assigned to rate." in seen(client, team.editor, claim)


def test_reviewer_recuses_themselves(team: Team, client: Client) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.RATING)
    assign(team.editor, claim=claim, reviewers=[team.reviewer])
    client.force_login(team.reviewer)
    client.post(f"/claims/{claim.pk}/recusal/", {"reason": "I wrote the article."})
    assert "is recused: I wrote the article." in seen(client, team.viewer, claim)


def test_correction_is_proposed(team: Team, client: Client) -> None:
    claim = published(team)
    client.force_login(team.checker)
    params = {"rating": "mostly-false", "reasons": "On second thoughts.", "as_of": "2026-01-31"}
    response = client.post(f"/claims/{claim.pk}/verdict/", params)
    assert "tell its readers what is corrected" in response.content.decode()
    client.post(f"/claims/{claim.pk}/verdict/", {**params, "correction": "The rating was too low."})
    assert "The rating was too low." in seen(client, team.viewer, claim)


@pytest.mark.parametrize("slug", ["approve", "publish"])
def test_step_on_outdated_content_is_refused(team: Team, client: Client, slug: str) -> None:
    claim = proposed(team) if slug == "approve" else approved(team)
    (digest,) = set(re.findall(r'name="expected_digest" value="(\w+)"', seen(client, team.editor, claim)))
    update_evidence(team.checker, evidence=claim.evidence.get(), note="See page 3.")
    if slug == "publish":
        perform_step(team.admin, claim=claim, slug="approve")
    response = client.post(step(claim, slug), {"expected_digest": digest})
    assert response.status_code == 422
    assert "The content changed after this page was loaded" in response.content.decode()
    (fresh,) = set(re.findall(r'name="expected_digest" value="(\w+)"', seen(client, team.editor, claim)))
    assert client.post(step(claim, slug), {"seen": fresh}).status_code == 302
