"""Every main page in a browser: on a telephone, in light and dark, for people who see and use it otherwise."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from factcheck.claims.models import Claim
from factcheck.terms import ClaimState, Stance
from tests import factories as make
from tests.factories import Team
from tests.web.browsing import is_wider_than_the_window, let_in, open_everything, violations
from tests.web.shown import claim_with_everything

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def team() -> Team:
    return make.team()


@pytest.fixture
def claim(team: Team) -> Claim:
    return claim_with_everything(team)


PAGES: dict[str, Callable[[Claim], str]] = {
    "desk": lambda claim: f"/desks/{claim.desk.slug}/",
    "submit": lambda claim: f"/desks/{claim.desk.slug}/submit/",
    "article": lambda claim: f"/articles/{claim.article_id}/",
    "map": lambda claim: f"/articles/{claim.article_id}/map/",
    "exports": lambda claim: f"/articles/{claim.article_id}/exports/",
    "claim": lambda claim: f"/claims/{claim.pk}/",
    "draft": lambda claim: f"/claims/{claim.article.claims.get(state=ClaimState.DRAFT).pk}/",
    "rating": lambda claim: f"/claims/{claim.article.claims.get(state=ClaimState.RATING).pk}/",
    "revealed": lambda claim: f"/claims/{claim.article.claims.get(state=ClaimState.REVEALED).pk}/",
    "borders": lambda claim: f"/claims/{claim.article.claims.get(state=ClaimState.DRAFT).pk}/borders/",
    "refusal": lambda claim: "/claims/999999/",
}
EACH = pytest.mark.parametrize("name", PAGES)


@EACH
def test_a_page_fits_a_telephone(
    live_server: Any, narrow_page: Page, team: Team, claim: Claim, name: str
) -> None:
    let_in(narrow_page, live_server, team.admin).goto(live_server.url + PAGES[name](claim))
    assert not is_wider_than_the_window(narrow_page)
    open_everything(narrow_page)
    assert not is_wider_than_the_window(narrow_page)


@EACH
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(
    live_server: Any, page: Page, team: Team, claim: Claim, name: str, theme: str
) -> None:
    page.context.add_cookies([{"name": "theme", "value": theme, "url": live_server.url}])
    let_in(page, live_server, team.admin).goto(live_server.url + PAGES[name](claim))
    open_everything(page)
    assert violations(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("place", ["/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"])
def test_axe_finds_nothing_before_one_is_signed_in(
    live_server: Any, page: Page, place: str, theme: str
) -> None:
    page.context.add_cookies([{"name": "theme", "value": theme, "url": live_server.url}])
    page.goto(live_server.url + place)
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert not is_wider_than_the_window(page)


def test_an_ordinary_claim_is_seen_whole_on_a_desks_screen(live_server: Any, page: Page, team: Team) -> None:
    claim = make.claim(
        make.article(team.desk), "The bridge cost 4.2 million pounds", state=ClaimState.PROPOSED
    )
    make.evidence(claim, stance=Stance.SUPPORTS)
    make.evidence(claim, stance=Stance.REFUTES)
    make.verdict(claim)
    let_in(page, live_server, team.viewer).goto(f"{live_server.url}/claims/{claim.pk}/")
    for part in ("blockquote >> nth=0", "#next", ".for .piece", ".against .piece", "#verdict"):
        box = page.locator(part).first.bounding_box()
        assert box["y"] + box["height"] <= 900, part
