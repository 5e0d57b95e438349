"""Comments on the claim page, in a browser: complete a mention, quote the selection, delete."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from factcheck.enums import ClaimState
from factcheck.review.models import Comment
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db(transaction=True)


def signed_in(page: Page, live_server: Any, user: Any) -> Page:
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return page


def test_mention_is_completed_by_keyboard_and_selection_is_quoted(
    live_server: Any, page: Page, team: Team
) -> None:
    claim = make.claim(make.article(team.desk), "The bridge cost 4.2 million pounds", state=ClaimState.OPEN)
    signed_in(page, live_server, team.reviewer).goto(f"{live_server.url}/claims/{claim.pk}/")
    page.locator(f"[data-quotable=claim-{claim.pk}]").select_text()
    box = page.locator(f"#claim-{claim.pk}-body")
    box.press_sequentially("Well, @ed")
    assert page.locator("#mention-names [role=option]").all_text_contents() == ["Editor"]
    box.press("Enter")
    box.press_sequentially("where from?")
    page.locator("#discussion").get_by_role("button", name="Comment").click()
    page.locator(".mention").wait_for()
    text = Comment.objects.get()
    assert (text.body, text.mentions) == ("Well, @Editor where from?", [team.editor.pk])
    assert text.quote == "The bridge cost 4.2 million pounds"


def test_escape_closes_the_suggestions_and_keeps_the_text(live_server: Any, page: Page, team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.OPEN)
    signed_in(page, live_server, team.reviewer).goto(f"{live_server.url}/claims/{claim.pk}/")
    box = page.locator(f"#claim-{claim.pk}-body")
    box.press_sequentially("@ad")
    box.press("Escape")
    assert page.locator("#mention-names").is_hidden()
    assert box.input_value() == "@ad"


def test_deleted_comment_leaves_a_note(live_server: Any, page: Page, team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.OPEN)
    first = make.comment(claim, author=team.reviewer, body="A rash word")
    make.comment(claim, author=team.editor, body="An answer", parent=first)
    signed_in(page, live_server, team.reviewer).goto(f"{live_server.url}/claims/{claim.pk}/")
    page.locator(f"#comment-{first.pk}").get_by_role("button", name="Delete").click()
    page.get_by_text("A note that it existed remains").wait_for()
    assert "A rash word" not in page.content()
    assert page.locator(f"#comment-{first.pk}").get_by_text("Deleted").is_visible()
    assert page.get_by_text("An answer").is_visible()


def test_passkey_works_under_the_content_security_policy(live_server: Any, page: Page, team: Team) -> None:
    team.reviewer.set_password("four wooden chairs")
    team.reviewer.save()
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    here = live_server.url.replace("127.0.0.1", "localhost")
    page.goto(f"{here}/accounts/login/?next=/accounts/2fa/webauthn/add/")
    page.get_by_label("Email").fill(team.reviewer.email)
    page.get_by_label("Password").fill("four wooden chairs")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Password").fill("four wooden chairs")
    page.locator("main").get_by_role("button").first.click()
    page.locator("[name=name]").fill("Desk key")
    page.locator("[name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/**")
    page.context.clear_cookies()
    page.goto(f"{here}/accounts/login/?next=/account/")
    page.locator("#passkey_login").click()
    page.get_by_role("heading", name="Account").wait_for()
    assert team.reviewer.email in page.content()
