"""The how-to "Add a step of the workflow": its row is added as printed and taken by action, page, API and command."""

import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import include, path, reverse

from api.steps import step_urls
from factcheck import urls
from factcheck.actions.workflow import perform_step
from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState
from factcheck.exceptions import ConflictError
from factcheck.review import workflow
from factcheck.review.transitions import available_steps
from factcheck.review.workflow import STEPS
from factcheck.review.workflow_step import Step
from tests import factories as make
from tests.api.client import ApiClient
from tests.factories import Team

pytestmark = pytest.mark.django_db

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "howto" / "add-a-workflow-step.md"
SLUG = "back-to-proposed"


@pytest.fixture(autouse=True)
def added(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Step:
    """The step of the how-to, in the table during the test. The API's addresses are made from the table again."""
    (source,) = re.findall(r"```python\n(.*?)```", HOW_TO.read_text(), flags=re.DOTALL)
    step = eval(source, dict(vars(workflow)))
    monkeypatch.setitem(STEPS, step.slug, step)
    urlconf = ModuleType("urls_with_the_step")
    urlconf.__dict__.update(vars(urls))
    urlconf.__dict__["urlpatterns"] = [path("api/v1/", include(step_urls())), *urls.urlpatterns]
    settings.ROOT_URLCONF = urlconf
    return step


@pytest.fixture
def approved(team: Team) -> Claim:
    claim = make.claim(make.article(team.desk), state=ClaimState.APPROVED)
    make.signoff(make.verdict(claim, proposed_by=team.checker), team.admin)
    return claim


def is_withdrawn(claim: Claim) -> bool:
    claim.refresh_from_db()
    signoffs = claim.verdicts.get(current=True).signoffs
    return claim.state == ClaimState.PROPOSED and not signoffs.filter(dropped_at__isnull=True).exists()


def test_the_action_takes_the_step_and_drops_the_sign_offs(team: Team, approved: Claim) -> None:
    with pytest.raises(ConflictError, match="needs a reason"):
        perform_step(team.editor, claim=approved, slug=SLUG)
    perform_step(team.editor, claim=approved, slug=SLUG, reason="A new source.")
    assert is_withdrawn(approved)
    event = Event.objects.get(action="claim.approval_withdrawn")
    assert (event.actor, event.data["reason"]) == (team.editor, "A new source.")


def test_the_page_shows_a_button_that_takes_the_step(team: Team, client: Client, approved: Claim) -> None:
    assert SLUG in [item.slug for item in available_steps(team.editor, approved)]
    assert SLUG not in [item.slug for item in available_steps(team.checker, approved)]
    client.force_login(team.editor)
    page = client.get(reverse("claim", args=[approved.pk])).content.decode()
    address = reverse("claim_step", args=[approved.pk, SLUG])
    assert f'formaction="{address}"' in page
    assert "Withdraw the approval" in page
    client.post(address, {"reason": "A new source."})
    assert is_withdrawn(approved)


def test_the_api_takes_the_step(team: Team, approved: Claim) -> None:
    response = ApiClient(team.editor).post(f"claims/{approved.pk}/{SLUG}/", {"reason": "A new source."})
    assert (response.status_code, response.json()["state"]) == (200, "proposed")
    assert is_withdrawn(approved)


def test_the_command_takes_the_step(team: Team, approved: Claim) -> None:
    call_command("claim_step", str(approved.pk), SLUG, "--as", team.editor.email, "--reason", "A new source.")
    assert is_withdrawn(approved)
