"""Every main page in a browser: on a phone, in light and dark theme, and checked with axe."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, Stance
from factcheck.review.models import Publication
from tests import factories as make
from tests.factories import Team
from tests.web.browser import is_wider_than_the_window, let_in, open_everything, violations
from tests.web.full_claim import claim_with_everything

pytestmark = pytest.mark.django_db(transaction=True)


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
    "published": lambda claim: f"/c/{Publication.objects.filter(desk=claim.desk).latest('pk').claim_id}/",
    "similar": lambda claim: f"/claims/{claim.pk}/similar/",
    "history": lambda claim: f"/claims/{claim.pk}/history/",
    "comment history": lambda claim: f"/comments/{claim.comments.first().pk}/history/",
    "agreement": lambda claim: f"/desks/{claim.desk.slug}/agreement/",
    "find": lambda claim: f"/desks/{claim.desk.slug}/find/?q=bridge",
    "people": lambda claim: f"/desks/{claim.desk.slug}/people/",
    "desk settings": lambda claim: f"/desks/{claim.desk.slug}/settings/",
    "scale": lambda claim: f"/desks/{claim.desk.slug}/scale/",
    "tags": lambda claim: f"/desks/{claim.desk.slug}/tags/",
    "work": lambda claim: "/work/",
    "notices": lambda claim: "/notices/",
    "notice settings": lambda claim: "/notices/settings/",
    "account": lambda claim: "/account/",
    "second factor": lambda claim: "/accounts/2fa/",
    "refusal": lambda claim: "/claims/999999/",
}
EACH = pytest.mark.parametrize("name", PAGES)


@EACH
def test_page_fits_a_phone_screen(
    live_server: Any, narrow_page: Page, team: Team, claim: Claim, name: str
) -> None:
    let_in(narrow_page, live_server, team.admin).goto(live_server.url + PAGES[name](claim))
    assert not is_wider_than_the_window(narrow_page)
    open_everything(narrow_page)
    assert not is_wider_than_the_window(narrow_page)


@EACH
def test_axe_reports_no_violations_in_light_and_dark_theme(
    live_server: Any, page: Page, team: Team, claim: Claim, name: str
) -> None:
    let_in(page, live_server, team.admin)
    for theme in ("light", "dark"):
        page.context.add_cookies([{"name": "theme", "value": theme, "url": live_server.url}])
        page.goto(live_server.url + PAGES[name](claim))
        open_everything(page)
        assert (theme, violations(page)) == (theme, [])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("place", ["/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"])
def test_axe_reports_no_violations_on_public_pages(
    live_server: Any, page: Page, place: str, theme: str
) -> None:
    page.context.add_cookies([{"name": "theme", "value": theme, "url": live_server.url}])
    page.goto(live_server.url + place)
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert not is_wider_than_the_window(page)


def test_typical_claim_page_fits_a_desktop_screen(live_server: Any, page: Page, team: Team) -> None:
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
