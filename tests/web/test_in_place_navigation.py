"""In-place navigation between claims: links, shortcuts, back and forward, and scripts on the new claim."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factcheck.actions.comments import add_comment
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState
from tests import factories as make
from tests.factories import Team
from tests.web.browser import let_in, violations

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claims(team: Team) -> list[Claim]:
    article = make.article(team.desk)
    return [make.claim(article, state=ClaimState.RATING, text=f"Wording {number}") for number in (1, 2, 3)]


@pytest.fixture
def here(live_server: Any, page: Page, team: Team, claims: list[Claim]) -> Page:
    """Open the first claim and set a marker that a full page load would remove."""
    let_in(page, live_server, team.reviewer).goto(f"{live_server.url}/claims/{claims[0].pk}/")
    page.evaluate("window.unloaded = true")
    return page


def shows(page: Page, claim: Claim) -> None:
    expect(page.locator(".wording")).to_contain_text(claim.text)
    expect(page).to_have_url(f"{page.url.partition('/claims/')[0]}/claims/{claim.pk}/")
    expect(page).to_have_title(f"Claim {claim.number} · {claim.article} · Factcheck")
    assert page.evaluate("window.unloaded")


def test_links_and_shortcuts_show_the_next_claim_in_place(here: Page, claims: list[Claim]) -> None:
    _, second, third = claims
    here.get_by_role("link", name="Next", exact=True).click()
    shows(here, second)
    here.keyboard.press("j")
    shows(here, third)
    here.keyboard.press("k")
    shows(here, second)
    assert here.locator("#main").count() == 1


def test_focus_moves_to_the_heading_of_the_new_claim(here: Page, claims: list[Claim]) -> None:
    here.keyboard.press("j")
    expect(here.locator("h1")).to_be_focused()
    expect(here.locator("h1")).to_have_text(f"Claim {claims[1].number}")
    assert here.evaluate("scrollY") == 0


def test_back_and_forward_buttons_move_through_the_claims(here: Page, claims: list[Claim]) -> None:
    here.keyboard.press("j")
    shows(here, claims[1])
    here.keyboard.press("j")
    shows(here, claims[2])
    here.go_back()
    shows(here, claims[1])
    here.go_back()
    shows(here, claims[0])
    here.go_forward()
    shows(here, claims[1])


def test_back_from_another_page_shows_the_last_claim(here: Page, claims: list[Claim]) -> None:
    here.keyboard.press("j")
    shows(here, claims[1])
    here.keyboard.press("g")
    here.keyboard.press("a")
    here.wait_for_url("**/articles/**")
    here.go_back()
    expect(here.locator(".wording")).to_contain_text(claims[1].text)
    here.go_back()
    expect(here.locator(".wording")).to_contain_text(claims[0].text)


def test_scripts_work_after_in_place_navigation(here: Page, team: Team) -> None:
    here.keyboard.press("j")
    expect(here.locator("h1")).to_be_focused()
    here.keyboard.press("c")
    here.keyboard.type("@edi")
    expect(here.locator("#mention-names")).to_contain_text("Editor")
    here.keyboard.press("Escape")
    here.keyboard.press("Escape")
    here.keyboard.press("e")
    expect(here.get_by_label("Quote, word for word")).to_be_focused()


def test_fast_navigation_ends_with_the_claim_of_the_url(here: Page, claims: list[Claim]) -> None:
    for key in "jjkjj":
        here.keyboard.press(key)
    here.wait_for_load_state("networkidle")
    expect(here.locator("main[aria-busy=true]")).to_have_count(0)
    (shown,) = [claim for claim in claims if here.url.endswith(f"/claims/{claim.pk}/")]
    shows(here, shown)
    assert here.locator("#main").count() == 1


def test_shortcut_n_opens_the_next_inbox_item(here: Page, team: Team, claims: list[Claim]) -> None:
    make.assessment(claims[1], team.reviewer)
    here.keyboard.press("n")
    shows(here, claims[2])
    here.keyboard.press("n")
    shows(here, claims[0])


def test_shortcut_n_opens_the_inbox_if_nothing_is_left(here: Page, team: Team, claims: list[Claim]) -> None:
    for claim in claims[1:]:
        make.assessment(claim, team.reviewer)
    here.keyboard.press("n")
    expect(here.get_by_role("heading", name="Inbox", exact=True)).to_be_visible()
    assert not here.evaluate("window.unloaded")


def goes_on(page: Page, claims: list[Claim]) -> None:
    """Go to the second claim and wait until the third has been prefetched."""
    address = f"/claims/{claims[2].pk}/"
    with page.expect_event("requestfinished", lambda request: request.url.endswith(address)):
        page.keyboard.press("j")
    shows(page, claims[1])


def test_next_claim_is_prefetched(here: Page, claims: list[Claim]) -> None:
    goes_on(here, claims)
    here.route(f"**/claims/{claims[2].pk}/", lambda route: route.abort())
    here.keyboard.press("j")
    shows(here, claims[2])


def test_live_updates_work_after_in_place_navigation(here: Page, claims: list[Claim], team: Team) -> None:
    goes_on(here, claims)
    for claim in claims[1:]:
        add_comment(team.admin, on=claim, body=f"Seen in {claim.text}.")
    expect(here.locator(".remark")).to_contain_text(f"Seen in {claims[1].text}.")
    here.keyboard.press("j")
    shows(here, claims[2])
    expect(here.locator(".remark")).to_contain_text(f"Seen in {claims[2].text}.")


def test_lost_connection_is_reported_and_the_claim_stays(here: Page, claims: list[Claim]) -> None:
    here.context.set_offline(True)
    here.keyboard.press("j")
    expect(here.get_by_role("alert")).to_contain_text("No connection")
    shows(here, claims[0])
    assert violations(here) == []
    here.context.set_offline(False)
    here.keyboard.press("j")
    shows(here, claims[1])
    expect(here.get_by_role("alert")).to_have_count(0)


def test_navigation_after_sign_out_goes_to_sign_in_and_back(here: Page, claims: list[Claim]) -> None:
    here.context.clear_cookies(name="sessionid")
    here.keyboard.press("j")
    here.wait_for_url(f"**/accounts/login/?next=/claims/{claims[1].pk}/")


def test_links_work_without_scripts(chromium: Any, live_server: Any, team: Team, claims: list[Claim]) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = let_in(context.new_page(), live_server, team.reviewer)
    page.goto(f"{live_server.url}/claims/{claims[0].pk}/")
    page.get_by_role("link", name="Next", exact=True).click()
    expect(page.locator(".wording")).to_contain_text(claims[1].text)
    page.get_by_role("link", name="Next in your inbox").click()
    expect(page.locator(".wording")).to_contain_text(claims[2].text)
    context.close()
