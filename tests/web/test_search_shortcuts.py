"""The shortcut / opens the search from every page of a desk, and focuses the search box. And accessibility."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page

from factcheck.actions.claims import edit_claim
from factcheck.enums import ClaimState
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claim(team: Team) -> Any:
    found = make.claim(
        make.article(team.desk),
        "The bridge cost 4.2 million pounds",
        state=ClaimState.OPEN,
        assignee=team.editor,
    )
    edit_claim(team.checker, claim=found, text="The harbour bridge cost 4.2 million pounds in 1931.")
    return found


@pytest.fixture
def signed_in(page: Page, live_server: Any, team: Team) -> Page:
    client = Client()
    client.force_login(team.editor)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    return page


@pytest.mark.parametrize("place", ["/claims/{claim}/", "/articles/{article}/"])
def test_shortcut_focuses_the_search_box_and_enter_searches(
    live_server: Any, signed_in: Page, claim: Any, place: str
) -> None:
    signed_in.goto(live_server.url + place.format(claim=claim.pk, article=claim.article_id))
    signed_in.keyboard.press("/")
    signed_in.wait_for_url("**/find/")
    signed_in.keyboard.press("/")
    signed_in.keyboard.type("harbour")
    signed_in.keyboard.press("Enter")
    signed_in.wait_for_url("**q=harbour**")
    assert "harbour" in signed_in.locator("mark").all_text_contents()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "place", ["/work/", "/desks/{desk}/find/?q=bridge&kind=claim", "/claims/{claim}/history/"]
)
def test_the_pages_are_accessible(
    live_server: Any, signed_in: Page, team: Team, claim: Any, place: str, scheme: Any
) -> None:
    signed_in.emulate_media(color_scheme=scheme)
    signed_in.goto(live_server.url + place.format(desk=team.desk.slug, claim=claim.pk))
    assert Axe().run(signed_in).response["violations"] == []
