"""Boundaries moved by keyboard and mouse, overlapping claims, and the page without scripts, in a browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from factcheck.actions.articles import submit_text
from factcheck.actions.claims import add_claim
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState
from tests.factories import Team
from tests.web.browser import is_wider_than_the_window, let_in, violations

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    "The bridge cost 4.2 million pounds, said the 👩\u200d👩\u200d👧 archive. It carries 160,000 vehicles a day.\n\n"
    "قال الوزير إن الجسر قديم جدا."
)
COST = "The bridge cost 4.2 million pounds"


@pytest.fixture
def article(team: Team) -> Article:
    return submit_text(team.checker, desk=team.desk, text=TEXT).article


@pytest.fixture
def claim(team: Team, article: Article) -> Claim:
    return marked(team, article, COST)


def marked(team: Team, article: Article, words: str) -> Claim:
    start = TEXT.index(words)
    return add_claim(team.checker, article=article, start=start, end=start + len(words))


def shown(page: Page, server: Any, team: Team, article: Article) -> Page:
    let_in(page, server, team.checker).goto(f"{server.url}/articles/{article.pk}/")
    return page


def card(page: Page, claim: Claim) -> Locator:
    return page.locator(f"#card-{claim.pk}")


def words_in(page: Page, claim: Claim) -> Locator:
    return card(page, claim).locator("form[data-takes-selection=move] [name=quote]")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def has_focus(locator: Locator) -> None:
    expect(locator).to_be_focused()


def test_end_moves_by_words_and_characters_and_enter_saves(
    live_server: Any, page: Page, team: Team, article: Article, claim: Claim
) -> None:
    shown(page, live_server, team, article)
    press(page, "j", "]")
    has_focus(card(page, claim).locator(".what"))
    expect(words_in(page, claim)).to_have_value(COST)
    expect(page.locator(".boundary-handle")).to_have_count(2)
    expect(page.locator(".boundary-handle.chosen")).to_have_attribute("data-which", "end")
    press(page, *["ArrowRight"] * 4)
    expect(words_in(page, claim)).to_have_value(f"{COST}, said the 👩\u200d👩\u200d👧")
    expect(page.locator("#boundary-message")).to_contain_text("said the 👩\u200d👩\u200d👧")
    press(page, "Enter")
    expect(page.locator(".notices")).to_contain_text("of claim 1 saved")
    claim.refresh_from_db()
    assert claim.quote == claim.text == f"{COST}, said the 👩\u200d👩\u200d👧"
    has_focus(card(page, claim).locator(".what"))


def test_start_moves_and_escape_cancels(
    live_server: Any, page: Page, team: Team, article: Article, claim: Claim
) -> None:
    shown(page, live_server, team, article)
    press(page, "j", "]")
    expect(words_in(page, claim)).to_have_value(COST)
    press(page, "[", "ArrowRight", "ArrowRight", "]", "ArrowLeft")
    expect(words_in(page, claim)).to_have_value("cost 4.2 million")
    press(page, "Escape")
    expect(page.locator(".boundary-handle")).to_have_count(0)
    expect(card(page, claim).locator("details.reshape")).not_to_have_attribute("open", "")
    has_focus(card(page, claim).locator(".what"))
    claim.refresh_from_db()
    assert claim.quote == COST


def test_boundaries_do_not_meet_or_leave_the_text(
    live_server: Any, page: Page, team: Team, article: Article
) -> None:
    claim = marked(team, article, "The bridge")
    shown(page, live_server, team, article)
    press(page, "j", "[")
    expect(words_in(page, claim)).to_have_value("The bridge")
    press(page, *["ArrowLeft"] * 3)
    expect(words_in(page, claim)).to_have_value("The bridge")
    press(page, *["ArrowRight"] * 5)
    expect(words_in(page, claim)).to_have_value("bridge")


def test_left_arrow_moves_forward_in_right_to_left_text(
    live_server: Any, page: Page, team: Team, article: Article
) -> None:
    claim = marked(team, article, "الوزير إن")
    shown(page, live_server, team, article)
    press(page, "j", "]", "ArrowLeft")
    expect(words_in(page, claim)).to_have_value("الوزير إن الجسر")
    start, end = (
        page.locator(f".boundary-handle[data-which={which}]").bounding_box() for which in ("start", "end")
    )
    assert end["x"] < start["x"]
    press(page, "Enter")
    expect(page.locator(".notices")).to_contain_text("of claim 1 saved")
    claim.refresh_from_db()
    assert claim.quote == "الوزير إن الجسر"


def test_handle_can_be_dragged(
    live_server: Any, page: Page, team: Team, article: Article, claim: Claim
) -> None:
    shown(page, live_server, team, article)
    card(page, claim).locator("summary", has_text="Edit span").click()
    expect(words_in(page, claim)).to_have_value(COST)
    box = page.locator(".boundary-handle[data-which=end]").bounding_box()
    to = page.evaluate(
        """() => {
          const node = [...document.querySelector("p.text").childNodes].find((one) => one.data?.includes("said"));
          const range = document.createRange();
          const at = node.data.indexOf("said");
          range.setStart(node, at);
          range.setEnd(node, at + 4);
          const { right, top, height } = range.getBoundingClientRect();
          return [right, top + height / 2];
        }"""
    )
    page.mouse.move(box["x"], box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(*to, steps=4)
    page.mouse.up()
    expect(words_in(page, claim)).to_have_value(f"{COST}, said")


def test_error_is_shown_on_the_card_without_leaving_the_page(
    live_server: Any, page: Page, team: Team, article: Article, claim: Claim
) -> None:
    shown(page, live_server, team, article)
    card(page, claim).locator("summary", has_text="Edit span").click()
    divide = card(page, claim).locator("form[data-takes-selection=divide]")
    divide.locator("[name=quote]").fill("It carries")
    page.evaluate("window.stayed = true")
    divide.get_by_role("button").click()
    expect(divide.get_by_role("alert")).to_contain_text("Choose some words of the claim.")
    assert page.evaluate("window.stayed")


def test_shortcuts_are_listed_where_a_span_can_be_edited(
    live_server: Any, page: Page, team: Team, article: Article, claim: Claim
) -> None:
    shown(page, live_server, team, article)
    press(page, "?")
    expect(page.locator("#keys")).to_contain_text("select the start or end of the claim")


@pytest.fixture
def crossing(team: Team, article: Article) -> list[Claim]:
    """Return a claim inside another one, and a claim that overlaps both."""
    quotes = (COST, "bridge cost", "cost 4.2 million pounds, said the")
    return [marked(team, article, words) for words in quotes]


def lit(page: Page) -> str:
    return page.evaluate(
        """() => [...document.querySelectorAll(".mark.lit")].filter((one) => !one.parentElement.closest(".mark.lit"))
        .map((one) => { const copy = one.cloneNode(true); copy.querySelectorAll(".no").forEach((no) => no.remove());
        return copy.textContent; }).join("")"""
    )


def test_hovering_highlights_the_whole_of_overlapping_claims(
    live_server: Any, page: Page, team: Team, article: Article, crossing: list[Claim]
) -> None:
    shown(page, live_server, team, article)
    for one in crossing:
        card(page, one).locator(".what").focus()
        assert lit(page) == one.quote
        card(page, one).hover()
        assert lit(page) == one.quote


def test_overlapping_claims_have_separate_lines_and_names(
    live_server: Any, page: Page, team: Team, article: Article, crossing: list[Claim]
) -> None:
    shown(page, live_server, team, article)
    depths = {
        one.pk: page.locator(f".mark[data-claim='{one.pk}']").first.evaluate(
            "mark => getComputedStyle(mark).textUnderlineOffset"
        )
        for one in crossing
    }
    assert len(set(depths.values())) == 3
    for one in crossing:
        expect(page.get_by_role("link", name=f"Claim {one.number}, Draft").first).to_be_attached()
        stops = page.locator(f"[data-start] a[href='/claims/{one.pk}/']:not([tabindex='-1'])")
        expect(stops).to_have_count(1)
    assert violations(page) == []


def test_page_fits_a_phone_screen_without_axe_violations(
    live_server: Any, narrow_page: Page, team: Team, article: Article, crossing: list[Claim]
) -> None:
    shown(narrow_page, live_server, team, article)
    card(narrow_page, crossing[0]).locator("summary", has_text="Edit span").click()
    expect(words_in(narrow_page, crossing[0])).to_have_value(COST)
    assert violations(narrow_page) == []
    assert not is_wider_than_the_window(narrow_page)
    narrow_page.goto(f"{live_server.url}/claims/{crossing[0].pk}/borders/")
    assert violations(narrow_page) == []
    assert not is_wider_than_the_window(narrow_page)


@pytest.fixture
def plain_page(chromium: Browser, broker: str) -> Iterator[Page]:
    """Return a page in a browser with scripts disabled."""
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_span_can_be_edited_by_quote_without_scripts(
    live_server: Any, plain_page: Page, team: Team, article: Article, claim: Claim
) -> None:
    shown(plain_page, live_server, team, article)
    card(plain_page, claim).locator("summary", has_text="Edit span").click()
    card(plain_page, claim).get_by_role("link", name="Edit the span").click()
    expect(plain_page.locator(".reading")).to_contain_text("It carries 160,000")
    plain_page.get_by_label("Span").fill("It carries 160,000 vehicles a day.")
    plain_page.get_by_role("button", name="Save span").click()
    expect(plain_page.locator(".notices")).to_contain_text("of claim 1 saved")
    card(plain_page, claim).locator("summary", has_text="Edit span").click()
    card(plain_page, claim).get_by_role("link", name="Edit the span").click()
    plain_page.get_by_label("Text of the new claim").fill("160,000 vehicles")
    plain_page.get_by_role("button", name="Split claim").click()
    card(plain_page, claim).locator("summary", has_text="Edit span").click()
    card(plain_page, claim).get_by_role("link", name="Edit the span").click()
    plain_page.get_by_role("button", name="Merge with next claim 2").click()
    claim.refresh_from_db()
    assert (claim.quote, claim.state) == ("It carries 160,000 vehicles", ClaimState.DRAFT)
    assert article.claims.get(number=3).quote == "a day."
