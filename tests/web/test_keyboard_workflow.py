"""A whole review by keyboard only, from draft to publication, and the rules of the shortcuts."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import ClaimState, Role, Stance
from factcheck.web.shortcuts import SHORTCUTS
from tests import factories as make
from tests.factories import Team
from tests.web.browser import let_in, violations

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a long enough password"
FALSE = "1"


@pytest.fixture
def claim(team: Team) -> Claim:
    return make.claim(make.article(team.desk), "The bridge cost 4.2 million pounds")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, said: str) -> None:
    """Press Tab until the focused element has this name."""
    for _ in range(60):
        press(page, "Tab")
        name = page.evaluate(
            "() => { const here = document.activeElement; return here.labels?.[0]?.textContent || here.textContent; }"
        )
        if said in name:
            return
    raise AssertionError(f"no Tab leads to “{said}”")


def sits_down(page: Page, site: str, user: User) -> None:
    """Sign in another user in the same browser with the form."""
    user.set_password(PASSWORD)
    user.save()
    page.context.clear_cookies()
    page.goto(f"{site}/accounts/login/?next=/work/")
    tab_to(page, "Email")
    page.keyboard.type(user.email)
    press(page, "Tab")
    page.keyboard.type(PASSWORD)
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Inbox", exact=True)).to_be_visible()
    page.wait_for_load_state()  # the keys are there once the scripts are


def opens(page: Page, words: str, claim: Claim) -> None:
    press(page, "j")
    expect(page.locator(":focus")).to_contain_text(words)
    press(page, "Enter")
    page.wait_for_url(f"**/claims/{claim.pk}/**")


def stands_at(page: Page, state: ClaimState) -> None:
    expect(page.locator(".steps [aria-current=step]")).to_have_text(state)


def test_claim_is_reviewed_and_published_by_keyboard_only(
    live_server: Any, page: Page, team: Team, claim: Claim
) -> None:
    site = live_server.url
    second = make.member(team.desk, Role.REVIEWER, name="Second Reviewer")

    sits_down(page, site, team.checker)
    press(page, "j", "Enter")
    page.wait_for_url("**/articles/**")
    press(page, "j", "a")
    expect(page.locator(f"#card-{claim.pk}")).to_contain_text("Gathering evidence")
    press(page, "j", "Enter")
    page.wait_for_url(f"**/claims/{claim.pk}/")
    press(page, "e")
    page.keyboard.type("It cost 3.1 million pounds.")
    press(page, "Tab", "ArrowDown")
    tab_to(page, "Title of the new source")
    page.keyboard.type("The books of the city")
    press(page, "Control+Enter")
    expect(page.locator(".against .piece")).to_contain_text("The books of the city")
    press(page, "s")
    stands_at(page, ClaimState.RATING)

    for reviewer in (team.reviewer, second):
        sits_down(page, site, reviewer)
        opens(page, "Rate:", claim)
        press(page, "r", FALSE, "Tab", "Tab")
        page.keyboard.type(f"The books, says {reviewer}.")
        press(page, "Control+Enter")
        expect(page.locator(".ratings")).to_contain_text(f"The books, says {reviewer}.")

    sits_down(page, site, team.checker)
    page.goto(f"{site}/claims/{claim.pk}/")
    stands_at(page, ClaimState.REVEALED)
    press(page, "v", FALSE)
    tab_to(page, "Reasons")
    page.keyboard.type("The city's own books name another sum.")
    press(page, "Control+Enter")
    stands_at(page, ClaimState.PROPOSED)

    sits_down(page, site, team.editor)
    opens(page, "Sign off:", claim)
    press(page, "o")
    stands_at(page, ClaimState.PROPOSED)
    press(page, "Enter")
    stands_at(page, ClaimState.APPROVED)
    press(page, "p")
    stands_at(page, ClaimState.APPROVED)
    press(page, "Enter")
    stands_at(page, ClaimState.PUBLISHED)

    claim.refresh_from_db()
    assert claim.state == ClaimState.PUBLISHED
    assert claim.evidence.get().stance == Stance.REFUTES
    assert claim.verdicts.get().rating.label == "False"


@pytest.fixture
def here(live_server: Any, page: Page, team: Team, claim: Claim) -> Page:
    """Open a claim that is being rated, as an editor."""
    Claim.objects.filter(pk=claim.pk).update(state=ClaimState.RATING)
    let_in(page, live_server, team.editor).goto(f"{live_server.url}/claims/{claim.pk}/")
    return page


def listed(page: Page) -> set[str]:
    press(page, "?")
    shown = page.locator("#keys [data-where]:visible").all()
    return {row.locator("dd").inner_text() for row in shown}


def descriptions(*slugs: str) -> set[str]:
    return {str(SHORTCUTS[slug].description) for slug in slugs}


def test_dialog_lists_only_the_shortcuts_of_the_page(here: Page) -> None:
    assert listed(here) == descriptions(
        *("waiting", "drop", "wording", "evidence", "rate", "digits", "reveal", "back", "comment", "assign"),
        *("article", "inbox", "search", "send", "leave", "help"),
    )
    assert violations(here) == []


def test_dialog_lists_the_shortcuts_of_an_article(
    live_server: Any, page: Page, team: Team, claim: Claim
) -> None:
    let_in(page, live_server, team.editor).goto(f"{live_server.url}/articles/{claim.article_id}/")
    found = listed(page)
    assert descriptions("next", "previous", "open", "drop", "add-claim", "comment", "search") <= found
    assert not found & descriptions("rate", "evidence", "waiting", "approve")


def test_viewer_is_offered_no_shortcuts_that_change_data(
    live_server: Any, page: Page, team: Team, claim: Claim
) -> None:
    let_in(page, live_server, team.viewer).goto(f"{live_server.url}/claims/{claim.pk}/")
    assert listed(page) == descriptions("waiting", "article", "inbox", "search", "help")


def test_open_dialog_blocks_other_shortcuts(here: Page) -> None:
    press(here, "?", "e")
    expect(here.locator("#keys")).to_be_visible()
    expect(here.get_by_label("Quote, word for word")).to_be_hidden()
    press(here, "Escape")
    expect(here.locator("#keys")).to_be_hidden()


def test_shortcuts_can_be_turned_off_permanently(here: Page) -> None:
    hints = here.locator("summary .caps")
    expect(hints.first).to_be_visible()
    here.get_by_role("button", name="Shortcuts").click()
    here.get_by_label("Use keyboard shortcuts").uncheck()
    press(here, "Escape", "e")
    expect(here.get_by_label("Quote, word for word")).to_be_hidden()
    here.reload()
    expect(hints.first).to_be_hidden()
    press(here, "?")
    expect(here.locator("#keys")).to_be_hidden()


def test_shortcuts_do_nothing_while_typing(here: Page) -> None:
    press(here, "c")
    here.keyboard.type("ejkxrvn?/1")
    expect(here.locator("#discussion textarea").last).to_have_value("ejkxrvn?/1")
    expect(here.locator("#keys")).to_be_hidden()


@pytest.mark.parametrize("modifier", ["Control", "Alt", "Meta"])
def test_shortcuts_ignore_modifier_keys(here: Page, modifier: str) -> None:
    press(here, f"{modifier}+c", f"{modifier}+e")
    assert here.evaluate("document.activeElement === document.body")


def test_escape_leaves_the_form_and_restores_the_focus(here: Page) -> None:
    link = here.get_by_role("link", name="Next in your inbox")
    link.focus()
    press(here, "e")
    expect(here.get_by_label("Quote, word for word")).to_be_focused()
    press(here, "Escape")
    expect(link).to_be_focused()
    expect(here.get_by_label("Quote, word for word")).to_be_hidden()


def test_escape_does_not_close_a_form_with_text(here: Page) -> None:
    press(here, "e")
    here.keyboard.type("It cost less.")
    press(here, "Escape")
    expect(here.get_by_label("Quote, word for word")).to_have_value("It cost less.")
    expect(here.get_by_label("Quote, word for word")).to_be_visible()


def test_digit_selects_a_rating_by_its_position(here: Page) -> None:
    choices = here.locator("form.rate [name=rating]")
    press(here, "r", "3")
    expect(choices.nth(2)).to_be_checked()
    expect(choices.nth(2)).to_be_focused()
    press(here, "1")
    expect(choices.nth(0)).to_be_checked()
    press(here, "9")
    expect(choices.nth(8)).to_be_checked()


def test_step_with_reason_is_selected_and_submitted_by_its_shortcut(here: Page, claim: Claim) -> None:
    press(here, "l")
    expect(here.get_by_label("Reason (optional)")).to_be_focused()
    here.keyboard.type("One reviewer is ill.")
    press(here, "Control+Enter")
    stands_at(here, ClaimState.REVEALED)


def test_another_shortcut_selects_another_step_of_the_form(here: Page, claim: Claim) -> None:
    press(here, "l", "Escape", "b")
    here.keyboard.type("The wording is wrong.")
    press(here, "Control+Enter")
    stands_at(here, ClaimState.OPEN)


def test_focus_moves_to_the_next_step_after_a_step(here: Page) -> None:
    press(here, "b")
    here.keyboard.type("The wording is wrong.")
    press(here, "Control+Enter")
    stands_at(here, ClaimState.OPEN)
    expect(here.get_by_role("heading", name="Next step")).to_be_focused()


def test_comment_is_written_by_keyboard(here: Page) -> None:
    press(here, "c")
    here.keyboard.type("Where is that from?")
    press(here, "Control+Enter")
    expect(here.locator(".remark")).to_contain_text("Where is that from?")
    expect(here.locator(".remark")).to_be_focused()


def test_claim_is_dropped_and_edited_by_keyboard(here: Page, claim: Claim) -> None:
    press(here, "w")
    press(here, "End")
    here.keyboard.type(" in 1931")
    press(here, "Control+Enter")
    expect(here.locator(".wording")).to_contain_text("in 1931")
    press(here, "x")
    expect(here.get_by_role("button", name="Restore")).to_be_visible()


def test_list_items_are_reached_by_keyboard(live_server: Any, page: Page, team: Team) -> None:
    titles = [make.article(team.desk, title=f"Article {number}").title for number in (1, 2, 3)]
    let_in(page, live_server, team.editor).goto(f"{live_server.url}/desks/harbour/")
    for key, title in zip("jjkjjj", [2, 1, 2, 1, 0, 0], strict=True):
        press(page, key)
        expect(page.locator(":focus")).to_have_text(titles[title])


def test_key_sequences_open_other_pages(here: Page, claim: Claim) -> None:
    press(here, "g", "a")
    here.wait_for_url(f"**/articles/{claim.article_id}/**")
    press(here, "g", "w")
    here.wait_for_url("**/work/")
