"""The page of the argument map in a browser: outline and drawing together, search, hiding, and picking."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factcheck.claims.models import Claim
from factcheck.enums import ClaimState
from tests import factories as make
from tests.factories import Team
from tests.web.browser import let_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claims(team: Team) -> list[Claim]:
    article = make.article(team.desk)
    return [make.claim(article, state=ClaimState.OPEN, text=text) for text in ("It is dear", "It is old")]


@pytest.fixture
def map_page(live_server: Any, page: Page, team: Team, claims: list[Claim]) -> Page:
    make.evidence(claims[0], quote="It cost 3.1 million.")
    let_in(page, live_server, team.checker).goto(f"{live_server.url}/articles/{claims[0].article_id}/map/")
    return page


def test_click_in_the_outline_highlights_the_drawn_statement(map_page: Page) -> None:
    map_page.locator("#outline .said", has_text="It is dear").click()
    lit = map_page.locator("#drawing .lit")
    expect(lit).to_have_count(1)
    expect(lit).to_contain_text("dear")


def test_arrow_key_moves_to_the_next_statement_of_the_drawing(map_page: Page) -> None:
    drawn = map_page.locator("#drawing [data-id]:not(.relation)")
    drawn.first.focus()
    for key in ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"):
        map_page.keyboard.press(key)
    expect(map_page.locator("#drawing .lit")).to_have_count(1)
    expect(map_page.locator("#drawing [data-id][tabindex='0']")).to_have_count(1)


def test_search_shows_only_branches_that_contain_the_text(map_page: Page) -> None:
    map_page.get_by_label("Search", exact=True).fill("3.1")
    expect(map_page.locator("#outline > ul > li:visible")).to_have_count(1)
    expect(map_page.locator("#outline .found")).to_contain_text("3.1 million")


def test_evidence_can_be_hidden(map_page: Page) -> None:
    evidence = map_page.locator("#outline [data-kind=evidence]")
    expect(evidence).to_be_visible()
    map_page.get_by_label("hide evidence").check()
    expect(evidence).to_be_hidden()


def test_ends_of_a_relation_are_picked_in_the_outline(map_page: Page, claims: list[Claim]) -> None:
    map_page.locator("[data-pick=target]").evaluate("button => button.click()")
    map_page.locator("#outline .said", has_text="It is old").click()
    target = map_page.locator("#relate select[name=target]")
    expect(target).to_be_focused()
    expect(target.locator("option:checked")).to_contain_text("It is old")
