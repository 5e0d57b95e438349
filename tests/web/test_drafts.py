"""Drafts of forms: they survive a reload, a lost connection and an expired sign-in, are private, and expire."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, Locator, Page, expect

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState
from tests import factories as make
from tests.factories import Team
from tests.web.browser import let_in, violations

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a long enough password"
RESTORED = "Your unsent text was restored."


@pytest.fixture
def team() -> Team:
    team = make.team("harbour")
    for user in (team.reviewer, team.editor):
        user.set_password(PASSWORD)
        user.save()
    return team


@pytest.fixture
def claim(team: Team) -> Claim:
    return make.claim(make.article(team.desk), "The bridge cost 4.2 million pounds", state=ClaimState.RATING)


@pytest.fixture
def here(live_server: Any, page: Page, team: Team, claim: Claim) -> Page:
    let_in(page, live_server, team.reviewer).goto(f"{live_server.url}/claims/{claim.pk}/")
    return page


def comment(page: Page) -> Locator:
    return page.locator("#discussion").get_by_label("Comment", exact=True)


def press_comment(page: Page) -> None:
    page.locator("#discussion").get_by_role("button", name="Comment", exact=True).click()


def kept(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('draft '))")


def sign_in(page: Page, user: Any) -> None:
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


# --- stored and restored


def test_comment_draft_is_restored_after_a_reload_with_a_notice(here: Page) -> None:
    comment(here).fill("Where is that from?")
    here.reload()
    expect(comment(here)).to_have_value("Where is that from?")
    expect(here.get_by_text(RESTORED)).to_be_visible()
    assert violations(here) == []


def test_draft_is_restored_after_the_page_was_closed(here: Page) -> None:
    comment(here).fill("Where is that from?")
    place, context = here.url, here.context
    here.close()
    again = context.new_page()
    again.goto(place)
    expect(comment(again)).to_have_value("Where is that from?")


def test_restored_draft_can_be_discarded(here: Page) -> None:
    comment(here).fill("Where is that from?")
    here.reload()
    here.get_by_role("button", name="Discard").click()
    expect(comment(here)).to_have_value("")
    expect(comment(here)).to_be_focused()
    assert kept(here) == []
    here.reload()
    expect(here.get_by_text(RESTORED)).to_have_count(0)


def test_rating_draft_restores_choices_and_reasons(here: Page) -> None:
    rate = here.locator("form.rate")
    rate.get_by_label("Half true").check()
    rate.get_by_label("high").check()
    rate.get_by_label("Reasons").fill("The books.")
    here.reload()
    expect(rate.get_by_label("Half true")).to_be_checked()
    expect(rate.get_by_label("high")).to_be_checked()
    expect(rate.get_by_label("Reasons")).to_have_value("The books.")


def test_closed_form_opens_when_its_draft_is_restored(here: Page) -> None:
    here.keyboard.press("e")
    here.keyboard.type("It cost 3.1 million pounds.")
    here.reload()
    expect(here.get_by_label("Quote, word for word")).to_have_value("It cost 3.1 million pounds.")
    expect(here.get_by_label("Quote, word for word")).to_be_visible()


def test_draft_is_removed_when_the_text_is_deleted(here: Page) -> None:
    comment(here).fill("Where?")
    assert len(kept(here)) == 1
    comment(here).fill("")
    assert kept(here) == []


def test_draft_is_restored_after_visiting_another_claim(here: Page, claim: Claim) -> None:
    make.claim(claim.article, "Traffic has doubled since 1990")
    here.reload()
    comment(here).fill("Where is that from?")
    here.locator("h1").evaluate("() => document.activeElement.blur()")
    here.keyboard.press("j")
    expect(here.locator("h1")).to_have_text("Claim 2")
    expect(comment(here)).to_have_value("")
    here.keyboard.press("k")
    expect(comment(here)).to_have_value("Where is that from?")


PLACES: dict[str, tuple[str, Callable[[Page], Locator]]] = {
    "an article that is submitted": (
        "/desks/harbour/submit/",
        lambda page: page.get_by_label("Article text"),
    ),
    "a premise": ("/articles/{article}/map/", lambda page: page.locator("#writing textarea").first),
    "a remark on the article": ("/articles/{article}/", comment),
}


@pytest.mark.parametrize("name", PLACES)
def test_every_form_keeps_its_draft(
    live_server: Any, page: Page, team: Team, claim: Claim, name: str
) -> None:
    place, field = PLACES[name]
    let_in(page, live_server, team.editor).goto(live_server.url + place.format(article=claim.article_id))
    field(page).fill("Some words that took long to write.")
    page.reload()
    expect(field(page)).to_have_value("Some words that took long to write.")


def test_text_too_long_to_store_is_still_submitted(
    live_server: Any, page: Page, broker: str, team: Team
) -> None:
    let_in(page, live_server, team.editor).goto(f"{live_server.url}/desks/harbour/submit/")
    page.get_by_label("Article text").fill("The bridge is old. " * 300_000)
    assert kept(page) == []
    page.get_by_label("Article text").fill("The bridge is old.")
    page.get_by_role("button", name="Find claims").click()
    page.wait_for_url("**/articles/*/")
    assert Article.objects.get().revisions.get().text.startswith("The bridge is old.")


# --- gone when it has arrived


def test_draft_is_removed_after_successful_submission(here: Page, claim: Claim) -> None:
    comment(here).fill("Where is that from?")
    press_comment(here)
    expect(here.locator(".remark")).to_contain_text("Where is that from?")
    assert kept(here) == []
    here.reload()
    expect(comment(here)).to_have_value("")


def test_draft_stays_after_a_failed_submission(here: Page) -> None:
    here.locator("form.rate").get_by_label("Reasons").fill("The books.")
    here.get_by_role("button", name="Save rating").evaluate("button => { button.form.noValidate = true }")
    here.get_by_role("button", name="Save rating").click()
    expect(here.locator("form.rate .problem")).to_have_text("This field is required.")
    expect(here.locator("form.rate").get_by_label("Reasons")).to_have_value("The books.")
    assert violations(here) == []
    here.reload()
    expect(here.locator("form.rate").get_by_label("Reasons")).to_have_value("The books.")


# --- a lost connection


def test_form_can_be_submitted_again_when_the_connection_is_back(here: Page, claim: Claim) -> None:
    comment(here).fill("Where is that from?")
    here.context.set_offline(True)
    press_comment(here)
    expect(here.locator("#discussion").get_by_role("alert")).to_contain_text("No connection")
    expect(comment(here)).to_have_value("Where is that from?")
    assert violations(here) == []
    here.context.set_offline(False)
    press_comment(here)
    expect(here.locator(".remark")).to_contain_text("Where is that from?")
    expect(here.locator("#discussion").get_by_role("alert")).to_have_count(0)
    assert claim.comments.count() == 1


def test_form_whose_response_was_lost_is_not_carried_out_twice(here: Page, claim: Claim) -> None:
    def lose(route: Any) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    here.route("**/comments/", lose, times=1)
    comment(here).fill("Where is that from?")
    press_comment(here)
    expect(here.locator("#discussion").get_by_role("alert")).to_contain_text("No connection")
    assert claim.comments.count() == 1
    press_comment(here)
    expect(here.locator(".remark")).to_contain_text("Where is that from?")
    assert claim.comments.count() == 1


def test_server_error_is_reported_and_text_is_kept(here: Page) -> None:
    here.route("**/comments/", lambda route: route.fulfill(status=500, body="<h1>Broken</h1>"), times=1)
    comment(here).fill("Where is that from?")
    press_comment(here)
    expect(here.locator("#discussion").get_by_role("alert")).to_contain_text("Server error")
    expect(comment(here)).to_have_value("Where is that from?")


# --- an expired sign-in


def test_draft_is_restored_after_signing_in_again(here: Page, team: Team, claim: Claim) -> None:
    comment(here).fill("Where is that from?")
    Session.objects.all().delete()
    press_comment(here)
    text = here.locator("#discussion").get_by_role("alert")
    expect(text).to_contain_text("You are signed out.")
    assert violations(here) == []
    text.get_by_role("link", name="Sign in again").click()
    sign_in(here, team.reviewer)
    here.wait_for_url(f"**/claims/{claim.pk}/")
    expect(comment(here)).to_have_value("Where is that from?")
    press_comment(here)
    expect(here.locator(".remark")).to_contain_text("Where is that from?")


def test_fragment_request_after_sign_out_shows_no_login_page(
    live_server: Any, page: Page, team: Team, claim: Claim
) -> None:
    draft = make.claim(claim.article)
    let_in(page, live_server, team.checker).goto(f"{live_server.url}/articles/{claim.article_id}/")
    Session.objects.all().delete()
    card = page.locator(f"#card-{draft.pk}")
    card.get_by_role("button", name="Accept").click()
    expect(card.get_by_role("alert")).to_contain_text("You are signed out.")
    expect(card.get_by_role("button", name="Accept")).to_be_visible()
    expect(card.get_by_label("Password")).to_have_count(0)
    assert violations(page) == []


def test_outdated_page_reports_it_and_keeps_the_text(here: Page, live_server: Any, team: Team) -> None:
    comment(here).fill("Where is that from?")
    other = here.context.new_page()
    here.context.clear_cookies()
    other.goto(f"{live_server.url}/accounts/login/")
    sign_in(other, team.reviewer)
    other.wait_for_url(f"{live_server.url}/desks/**")
    press_comment(here)
    text = here.locator("#discussion").get_by_role("alert")
    expect(text).to_contain_text("The sign-in in this browser has changed")
    text.get_by_role("link", name="Reload the page").click()
    expect(here.get_by_text(RESTORED)).to_be_visible()
    press_comment(here)
    expect(here.locator(".remark")).to_contain_text("Where is that from?")


# --- whose it is


def test_signing_out_removes_all_drafts(here: Page, live_server: Any, claim: Claim) -> None:
    comment(here).fill("Where is that from?")
    here.locator("form.rate").get_by_label("Reasons").fill("My blind reasons.")
    assert len(kept(here)) == 2
    here.get_by_role("button", name="Sign out").click()
    here.wait_for_url(f"{live_server.url}/accounts/login/**")
    assert kept(here) == []


def as_another(context: BrowserContext, live_server: Any, user: Any) -> Page:
    context.clear_cookies()
    return let_in(context.new_page(), live_server, user)


def test_drafts_are_not_shown_to_another_user_of_the_browser(
    here: Page, live_server: Any, team: Team, claim: Claim
) -> None:
    place = here.url
    here.locator("form.rate").get_by_label("Reasons").fill("My blind reasons.")
    other = as_another(here.context, live_server, team.editor)
    other.goto(place)
    expect(other.locator("form.rate").get_by_label("Reasons")).to_have_value("")
    expect(other.get_by_text(RESTORED)).to_have_count(0)
    other.get_by_role("button", name="Sign out").click()
    other.wait_for_url("**/accounts/login/**")
    again = as_another(here.context, live_server, team.reviewer)
    again.goto(place)
    expect(again.locator("form.rate").get_by_label("Reasons")).to_have_value("My blind reasons.")


def test_drafts_expire_after_two_weeks(here: Page) -> None:
    comment(here).fill("Where is that from?")
    (key,) = kept(here)
    here.evaluate(
        """key => {
            const draft = JSON.parse(localStorage.getItem(key));
            localStorage.setItem(key, JSON.stringify({ ...draft, at: draft.at - 15 * 24 * 3600 * 1000 }));
        }""",
        key,
    )
    here.reload()
    expect(comment(here)).to_have_value("")
    assert kept(here) == []
