"""What if and robustness in a browser: they change in place, keep the focus, and put the choice into the address."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factcheck.actions.evidence import update_evidence
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, Stance
from tests import factories as make
from tests.factories import Team
from tests.web.browser import is_wider_than_the_window, let_in, open_everything, violations

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claim(team: Team) -> Claim:
    claim = make.claim(make.article(team.desk), text="The bridge is old.", state=ClaimState.OPEN)
    make.evidence(claim, quote="It opened in 1931.", stance=Stance.SUPPORTS, strength=0.9)
    make.evidence(claim, quote="It looks new to me.", stance=Stance.REFUTES, strength=0.3)
    return claim


@pytest.fixture
def claim_page(live_server: Any, page: Page, team: Team, claim: Claim) -> Page:
    let_in(page, live_server, team.viewer).goto(f"{live_server.url}/claims/{claim.pk}/")
    return page


def test_a_checked_piece_changes_the_label_in_place_and_the_address_is_shared(
    claim_page: Page, claim: Claim
) -> None:
    claim_page.get_by_role("link", name="What if a piece were missing?").click()
    box = claim_page.get_by_label("It opened in 1931.")
    result = claim_page.locator("#what-if-result")
    expect(result).to_contain_text("nothing left out")
    box.check()
    expect(result).to_contain_text("without 1 piece")
    expect(box).to_be_focused()
    piece = claim.evidence.get(stance=Stance.SUPPORTS)
    expect(claim_page).to_have_url(f"{claim_page.url.split('?')[0]}?without=e{piece.pk}")
    shown = result.inner_text()
    claim_page.reload()
    assert claim_page.locator("#what-if-result").inner_text() == shown
    expect(claim_page.get_by_label("It opened in 1931.")).to_be_checked()
    claim_page.get_by_label("It opened in 1931.").uncheck()
    expect(result).to_contain_text("nothing left out")


def test_robustness_is_loaded_when_it_is_opened(claim_page: Page) -> None:
    asked: list[str] = []
    claim_page.on("request", lambda request: asked.append(request.url))
    robustness = claim_page.locator("#robustness")
    assert not [url for url in asked if "/robustness/" in url]
    robustness.get_by_text("How robust is this?").click()
    expect(robustness).to_contain_text("of 100")
    assert len([url for url in asked if "/robustness/" in url]) == 1


def test_robustness_is_measured_again_on_demand_after_a_change(
    claim_page: Page, claim: Claim, team: Team
) -> None:
    robustness = claim_page.locator("#robustness")
    robustness.get_by_text("How robust is this?").click()
    expect(robustness).to_contain_text("Without this piece")
    claim_page.evaluate("document.activeElement.blur()")  # a part in use is not updated
    piece = claim.evidence.get(stance=Stance.SUPPORTS)
    update_evidence(team.checker, evidence=piece, strength=0.1, strength_reason="It is a rumour.")
    robustness.get_by_role("link", name="Measure it").click(timeout=20_000)
    expect(robustness).to_contain_text("of 100")
    expect(claim_page).to_have_url(re.compile(r"/claims/\d+/$"))


def test_a_map_lists_the_labels_that_change_in_place(
    live_server: Any, page: Page, team: Team, claim: Claim
) -> None:
    address = f"{live_server.url}/articles/{claim.article_id}/map/?depth=3"
    let_in(page, live_server, team.viewer).goto(address)
    page.get_by_role("link", name="What if pieces were missing?").click()
    page.get_by_label("It opened in 1931.").check()
    expect(page.locator("#what-if-result")).to_contain_text("The label of 1 claim changes.")
    expect(page).to_have_url(f"{address}&without=e{claim.evidence.get(stance=Stance.SUPPORTS).pk}")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_pages_are_accessible_and_fit(
    live_server: Any, page: Page, team: Team, claim: Claim, width: int, scheme: str
) -> None:
    let_in(page, live_server, team.viewer)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    piece = claim.evidence.first().pk
    for path in (
        f"claims/{claim.pk}/?without=e{piece},e99",
        f"articles/{claim.article_id}/map/?without=e{piece}",
        f"claims/{claim.pk}/robustness/",
    ):
        page.goto(f"{live_server.url}/{path}")
        open_everything(page)
        assert not violations(page)
        assert not is_wider_than_the_window(page)
