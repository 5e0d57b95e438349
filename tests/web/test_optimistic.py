"""Optimistic updates: a change appears immediately, is undone if it fails, and is never sent twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factcheck.claims.models import Claim
from factcheck.enums import ClaimState
from factcheck.review.models import Assessment
from tests import factories as make
from tests.factories import Team
from tests.web.browser import let_in, violations

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claim(team: Team) -> Claim:
    return make.claim(make.article(team.desk), "The bridge cost 4.2 million pounds", state=ClaimState.RATING)


@pytest.fixture
def here(live_server: Any, page: Page, team: Team, claim: Claim) -> Page:
    let_in(page, live_server, team.editor).goto(f"{live_server.url}/claims/{claim.pk}/")
    return page


@contextmanager
def held(page: Page, address: str) -> Iterator[list[Any]]:
    """Hold back the requests to a URL inside the context, then let them continue. Yields the held requests."""
    waiting: list[Any] = []
    page.route(address, lambda route: waiting.append(route))
    yield waiting
    for route in waiting:
        route.continue_()
    page.unroute(address)


def rate(page: Page) -> None:
    form = page.locator("form.rate")
    form.get_by_label("Half true").check()
    form.get_by_label("Reasons").fill("The books.")
    form.get_by_role("button", name="Save rating").click()


def test_rating_appears_immediately_and_then_as_saved(here: Page, team: Team) -> None:
    with held(here, "**/rating/") as sent:
        rate(here)
        expect(here.locator(".saving")).to_have_text("Your rating: Half true. saving …")
        expect(here.locator(".saving")).to_be_focused()
        expect(here.locator("form.rate")).to_be_hidden()
        assert violations(here) == []
        assert len(sent) == 1
    expect(here.locator(".ratings")).to_contain_text("The books.")
    expect(here.locator(".saving")).to_have_count(0)
    expect(here.locator(".notices")).to_be_focused()
    assert here.url.endswith("/")


def test_rating_that_cannot_be_sent_restores_the_form(here: Page) -> None:
    here.context.set_offline(True)
    rate(here)
    form = here.locator("form.rate")
    expect(form.get_by_role("alert")).to_contain_text("No connection")
    expect(form.get_by_label("Half true")).to_be_checked()
    expect(form.get_by_label("Reasons")).to_have_value("The books.")
    expect(form.get_by_role("button", name="Save rating")).to_be_focused()
    here.context.set_offline(False)
    form.get_by_role("button", name="Save rating").click()
    expect(here.locator(".ratings")).to_contain_text("The books.")
    assert Assessment.objects.count() == 1


def test_failed_rating_shows_its_error(here: Page, claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(state=ClaimState.OPEN)
    rate(here)
    expect(here.get_by_role("alert").first).to_contain_text("open")
    assert violations(here) == []
    here.reload()
    assert not Assessment.objects.exists()


def test_double_click_submits_once(here: Page, claim: Claim) -> None:
    with held(here, "**/comments/") as sent:
        here.locator("#discussion").get_by_label("Comment", exact=True).fill("Where is that from?")
        button = here.locator("#discussion").get_by_role("button", name="Comment", exact=True)
        button.click()
        button.dispatch_event("click")
        here.locator("#discussion").get_by_label("Comment", exact=True).press("Control+Enter")
        assert len(sent) == 1
    expect(here.locator(".remark")).to_contain_text("Where is that from?")
    assert claim.comments.count() == 1


def test_thread_is_resolved_immediately(here: Page, claim: Claim, team: Team) -> None:
    comment = make.comment(claim, author=team.reviewer)
    here.reload()
    with held(here, "**/resolve/"):
        here.get_by_role("button", name="Resolve").click()
        expect(here.locator(".thread")).to_have_class("thread resolved")
        expect(here.locator(".thread .saving")).to_contain_text("Resolved")
    expect(here.locator(f"#comment-{comment.pk}")).to_be_focused()
    expect(here.get_by_role("button", name="Reopen")).to_be_visible()


def test_thread_that_cannot_be_resolved_is_reopened(here: Page, claim: Claim, team: Team) -> None:
    make.comment(claim, author=team.reviewer)
    here.reload()
    here.context.set_offline(True)
    here.get_by_role("button", name="Resolve").click()
    expect(here.locator(".thread").get_by_role("alert")).to_contain_text("No connection")
    expect(here.locator(".thread")).not_to_have_class("thread resolved")
    expect(here.get_by_role("button", name="Resolve")).to_be_focused()


def test_assignee_appears_immediately(here: Page, claim: Claim, team: Team) -> None:
    Claim.objects.filter(pk=claim.pk).update(state=ClaimState.OPEN)
    here.reload()
    here.keyboard.press("h")
    here.get_by_label("Assignee").select_option(label=str(team.checker))
    with held(here, "**/holder/"):
        here.keyboard.press("Control+Enter")
        expect(here.locator(".saving")).to_contain_text(f"Assignee: {team.checker}.")
    expect(here.get_by_text("Unassigned.")).to_have_count(0)
    expect(here.locator(".saving")).to_have_count(0)
    claim.refresh_from_db()
    assert claim.assignee == team.checker


@pytest.fixture
def card(live_server: Any, page: Page, team: Team) -> Any:
    """Return the card of a draft claim beside its article."""
    draft = make.claim(make.article(team.desk))
    let_in(page, live_server, team.checker).goto(f"{live_server.url}/articles/{draft.article_id}/")
    return page.locator(f"#card-{draft.pk}")


@pytest.mark.parametrize(
    ("button", "address", "at_once", "then"),
    [
        ("Accept", "**/steps/open/", "Accepted", "Gathering evidence"),
        ("Drop", "**/aside/", "Dropped", "Restore"),
    ],
)
def test_card_shows_its_new_state_immediately(
    card: Any, button: str, address: str, at_once: str, then: str
) -> None:
    with held(card.page, address):
        card.get_by_role("button", name=button).click()
        expect(card.locator(".saving")).to_contain_text(at_once)
        expect(card.get_by_role("button", name=button)).to_be_hidden()
    expect(card).to_contain_text(then)
    expect(card.locator(".saving")).to_have_count(0)
    expect(card.locator(".what")).to_be_focused()


@pytest.mark.parametrize("button", ["Accept", "Drop"])
def test_card_is_restored_if_there_is_no_response(card: Any, button: str) -> None:
    card.page.context.set_offline(True)
    card.get_by_role("button", name=button).click()
    expect(card.get_by_role("alert")).to_contain_text("No connection")
    expect(card).not_to_have_class("card aside")
    assert violations(card.page) == []
    card.page.context.set_offline(False)
    card.get_by_role("button", name=button).click()
    expect(card.get_by_role("alert")).to_have_count(0)
    expect(card.locator(".saving")).to_have_count(0)
