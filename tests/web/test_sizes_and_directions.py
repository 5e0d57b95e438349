"""The main pages at text sizes from 80 to 200 %, and mirrored for right-to-left languages."""

from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from factcheck.claims.models import Claim
from tests.factories import Team
from tests.web.browser import let_in, open_everything
from tests.web.full_claim import claim_with_everything

pytestmark = pytest.mark.django_db(transaction=True)

PLACES = {
    "desk": "/desks/{desk}/",
    "article": "/articles/{article}/",
    "claim": "/claims/{claim}/",
    "map": "/articles/{article}/map/",
    "work": "/work/",
    "find": "/desks/{desk}/find/?q=bridge",
    "people": "/desks/{desk}/people/",
    "exports": "/articles/{article}/exports/",
    "history": "/claims/{claim}/history/",
    "account": "/account/",
    "scale": "/desks/{desk}/scale/",
}
EACH = pytest.mark.parametrize("name", PLACES)

# What sticks out of the window or out of its own box; what scrolls within a frame of its own is no loss.
CUT = """() => {
  const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
  const found = wide ? [`the page is ${document.documentElement.scrollWidth} wide`] : [];
  for (const one of document.querySelectorAll("button, .button, summary, select, label, h1, h2, .badge")) {
    const box = one.getBoundingClientRect();
    if (!box.width || one.closest(".hidden, .drawing, dialog, .skip") || !one.checkVisibility()) continue;
    const out = box.right > innerWidth + 1 || box.left < -1;
    const over = one.matches("button, .button") && one.scrollWidth > one.clientWidth + 1;
    if (out || over) found.push(`${one.tagName} ${one.textContent.trim().slice(0, 40)}`);
  }
  return found;
}"""


@pytest.fixture
def claim(team: Team) -> Claim:
    return claim_with_everything(team)


def place(name: str, of: Claim) -> str:
    return PLACES[name].format(desk=of.desk.slug, article=of.article_id, claim=of.pk)


def settled(page: Page) -> list[str]:
    """Return what is cut off after the layout has settled: some elements follow the text a moment later."""
    for _ in range(20):
        if not page.evaluate(CUT):
            break
        page.wait_for_timeout(100)
    return page.evaluate(CUT)


def cut(page: Page, *, size: int = 100) -> dict[str, list[str]]:
    """Return what is cut off at desktop and phone width, with all details open."""
    page.evaluate("size => { document.documentElement.style.fontSize = `${size}%`; }", size)
    open_everything(page)
    found = {}
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        found[f"{size} % at {width}"] = settled(page)
    return {where: what for where, what in found.items() if what}


@EACH
def test_pages_work_with_small_and_large_text(
    live_server: Any, page: Page, team: Team, claim: Claim, name: str
) -> None:
    let_in(page, live_server, team.admin).goto(live_server.url + place(name, claim))
    assert cut(page, size=80) | cut(page, size=100) | cut(page, size=200) == {}


@EACH
def test_pages_are_mirrored_for_right_to_left_languages(
    live_server: Any,
    page: Page,
    team: Team,
    claim: Claim,
    name: str,
    settings: Settings,
) -> None:
    settings.LANGUAGES = [("ar", "العربية")]
    settings.LANGUAGE_CODE = "ar"
    let_in(page, live_server, team.admin).goto(live_server.url + place(name, claim))
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    brand, account = (
        page.locator(part).first.bounding_box() for part in (".masthead .brand", ".masthead .who")
    )
    assert brand["x"] > account["x"]
    assert cut(page) == {}
    if name == "map":
        assert page.evaluate("getComputedStyle(document.querySelector('#drawing')).direction") == "ltr"
