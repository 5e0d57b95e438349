"""Live updates with two users in browsers: changes appear without moving the text that one reads or types."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Locator, Page, expect

from factcheck.actions.assessments import rate_claim
from factcheck.actions.comments import add_comment, reply_to_comment
from factcheck.actions.evidence import link_evidence, update_evidence
from factcheck.actions.verdicts import propose_verdict
from factcheck.actions.workflow import perform_step
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, Stance
from factcheck.evidence.models import Evidence
from factcheck.web.live.presence import Presence
from tests import factories as make
from tests.factories import Team
from tests.web.browser import let_in, violations

pytestmark = pytest.mark.django_db(transaction=True)

WAIT = 6000  # milliseconds; a page asks every two seconds, and the machine may be busy
TYPED = "The archive's own figure is for the approach roads alone."


@pytest.fixture
def claim(team: Team) -> Claim:
    return make.claim(make.article(team.desk), "The bridge cost 4.2 million pounds", state=ClaimState.OPEN)


@pytest.fixture
def open_as(
    live_server: Any, open_page: Callable[[int, int], Page], nobody_here: Presence
) -> Callable[..., Page]:
    """Open a URL as a user in a separate browser context, and wait for the first poll."""

    def opened(user: Any, address: str, size: tuple[int, int] = (1440, 900)) -> Page:
        page = let_in(open_page(*size), live_server, user)
        with page.expect_response(lambda answer: "/live/" in answer.url):
            page.goto(live_server.url + address)
        return page

    return opened


def link(team: Team, claim: Claim, quote: str = "It cost 3.1 million pounds.") -> Evidence:
    source = make.source(claim.desk)
    return link_evidence(
        team.checker, claim=claim, source=source, quote=quote, stance=Stance.REFUTES, strength=0.5
    )


def top(one: Locator) -> float:
    return one.bounding_box()["y"]


def test_changes_appear_at_the_other_user_without_a_reload(
    open_as: Callable[..., Page], team: Team, claim: Claim
) -> None:
    ann = open_as(team.checker, f"/claims/{claim.pk}/")
    ben = open_as(team.reviewer, f"/claims/{claim.pk}/")
    ben.evaluate("window.sameDocument = true")

    ann.locator("summary", has_text="Add evidence").click()
    ann.get_by_label("Quote, word for word").fill("It cost 3.1 million pounds.")
    ann.get_by_label("refutes").check()
    ann.get_by_label("Title of the new source").fill("The books of the city")
    ann.get_by_role("button", name="Add evidence").click()
    expect(ben.locator(".against .piece")).to_contain_text("The books of the city", timeout=WAIT)
    expect(ben.locator("#live-said")).to_contain_text(f"{team.checker} added evidence")

    add_comment(team.editor, on=claim, body="Is that the **whole** cost?")
    expect(ben.locator("#discussion .thread strong")).to_have_text("whole", timeout=WAIT)

    ann.get_by_role("button", name="Start the blind rating").click()
    expect(ben.get_by_role("button", name="Save rating")).to_be_visible(timeout=WAIT)
    expect(ben.locator(".steps [aria-current]")).to_have_text("rating")
    assert ben.evaluate("window.sameDocument")
    assert violations(ben) == []


def test_scroll_position_and_focus_stay_during_updates(
    open_as: Callable[..., Page], team: Team, claim: Claim
) -> None:
    for number in range(6):
        make.evidence(claim, quote=f"Line {number} of the books. " * 20)
        make.comment(claim, author=team.editor, body=f"Remark {number}. " * 30)
    page = open_as(team.reviewer, f"/claims/{claim.pk}/", (1200, 600))
    read = page.locator("#discussion .thread").nth(4)
    read.scroll_into_view_if_needed()
    read.get_by_role("button", name="Resolve").focus()
    before = top(read)
    link(team, claim, "A very long quote of the archive. " * 40)
    expect(page.locator(".piece")).to_have_count(7, timeout=WAIT)
    assert abs(top(read) - before) <= 2
    expect(read.get_by_role("button", name="Resolve")).to_be_focused()


def test_typed_text_stays_during_updates(open_as: Callable[..., Page], team: Team, claim: Claim) -> None:
    page = open_as(team.reviewer, f"/claims/{claim.pk}/")
    box = page.locator("#discussion form").last.get_by_label("Comment", exact=True)
    box.fill(TYPED)
    add_comment(team.editor, on=claim, body="Meanwhile this.")
    expect(page.locator("#discussion .thread")).to_contain_text("Meanwhile this.", timeout=WAIT)
    expect(box).to_be_focused()
    page.keyboard.type(" More.")
    expect(box).to_have_value(f"{TYPED} More.")
    expect(page.locator(".meanwhile")).to_have_count(0)


def test_form_in_use_is_updated_only_on_request_and_keeps_the_text(
    open_as: Callable[..., Page], team: Team, claim: Claim
) -> None:
    piece = link(team, claim)
    page = open_as(team.editor, f"/claims/{claim.pk}/")
    shown = page.locator(f"#evidence-{piece.pk}")
    shown.locator("summary", has_text="Edit").click()
    note = shown.locator("textarea").first
    note.fill(TYPED)
    update_evidence(team.checker, evidence=piece, strength=0.75, note="From the second volume.")
    line = shown.locator(".meanwhile")
    expect(line).to_contain_text(f"Changed meanwhile by {team.checker}", timeout=WAIT)
    expect(shown.locator(".from + .prose")).to_have_text("From the second volume.")
    expect(note).to_be_focused()
    assert violations(page) == []
    line.get_by_role("button", name="show").click()
    expect(line).to_have_count(0)
    expect(note).to_have_value(TYPED)
    expect(shown.locator("details").first).to_have_attribute("open", "")
    expect(shown.locator("[name$=strength]")).to_have_value("0.75")


def test_open_details_and_selection_stay_during_updates(
    open_as: Callable[..., Page], team: Team, claim: Claim
) -> None:
    first = make.comment(claim, author=team.editor)
    page = open_as(team.reviewer, f"/claims/{claim.pk}/")
    page.locator(".thread summary", has_text="Reply").click()
    page.locator("h2#next").click()
    page.evaluate(
        "document.getSelection().selectAllChildren(document.querySelector('.claim-head blockquote'))"
    )
    reply_to_comment(team.editor, to=first, body="From the archive.")
    expect(page.locator(".thread .answer")).to_contain_text("From the archive.", timeout=WAIT)
    expect(page.locator(".thread textarea[name=body]").last).to_be_visible()
    assert "4.2 million" in page.evaluate("document.getSelection().toString()")


def test_blind_ratings_appear_only_at_the_reveal(
    open_as: Callable[..., Page], team: Team, claim: Claim
) -> None:
    perform_step(team.checker, claim=claim, slug="start-rating")
    page = open_as(team.viewer, f"/claims/{claim.pk}/")
    rate_claim(team.reviewer, claim=claim, rating="false", reasons="The first.")
    with page.expect_response(lambda answer: "/live/" in answer.url) as heard:
        pass
    assert heard.value.status == 204
    rate_claim(team.editor, claim=claim, rating="half-true", reasons="The second.")
    expect(page.locator(".ratings li")).to_have_count(2, timeout=WAIT)
    expect(page.locator("#live-said")).to_have_text("The ratings are revealed")


def test_article_page_updates_its_claims(open_as: Callable[..., Page], team: Team, claim: Claim) -> None:
    draft = make.claim(claim.article, "160,000 vehicles a day")
    page = open_as(team.viewer, f"/articles/{claim.article_id}/")
    expect(page.locator(".tally").first).to_contain_text("1 to confirm")
    perform_step(team.checker, claim=draft, slug="open")
    expect(page.locator(f"#card-{draft.pk}")).to_contain_text("Gathering evidence", timeout=WAIT)
    expect(page.locator(f"#mark-{draft.pk}")).to_have_class(re.compile("state-open"))
    expect(page.locator(".tally").first).to_contain_text("0 to confirm")
    add_comment(team.editor, on=claim.article, body="Well found.")
    expect(page.locator("#discussion .thread")).to_contain_text("Well found.", timeout=WAIT)


def test_open_card_keeps_its_loaded_forms(open_as: Callable[..., Page], team: Team, claim: Claim) -> None:
    draft = make.claim(claim.article, "160,000 vehicles a day")
    page = open_as(team.checker, f"/articles/{claim.article_id}/")
    card = page.locator(f"#card-{draft.pk}")
    card.locator("summary", has_text="Edit span").click()
    card.locator(".tools").evaluate("one => { one.dataset.fetched = 'once'; }")
    page.locator("h1").click()
    perform_step(team.editor, claim=draft, slug="open")
    expect(card).to_contain_text("Gathering evidence", timeout=WAIT)
    expect(card.locator(".tools")).to_have_count(1)
    expect(card.locator(".tools[data-fetched]")).to_be_visible()


def test_desk_and_inbox_are_updated(open_as: Callable[..., Page], team: Team, claim: Claim) -> None:
    desk = open_as(team.viewer, "/desks/harbour/")
    work = open_as(team.reviewer, "/work/")
    expect(work.get_by_text("Your inbox is empty")).to_be_visible()
    perform_step(team.checker, claim=claim, slug="start-rating")
    expect(work.locator("#work-items li")).to_contain_text("Rate", timeout=WAIT)
    for rater in (team.reviewer, team.editor):
        rate_claim(rater, claim=claim, rating="false")
    make.evidence(claim)
    propose_verdict(team.checker, claim=claim, rating="false", reasons="The books say so.")
    expect(desk.locator("#desk-articles li")).to_contain_text("1 with a verdict", timeout=WAIT)


def test_presence_shows_on_claim_and_card_until_the_user_leaves(
    open_as: Callable[..., Page], team: Team, claim: Claim
) -> None:
    article = open_as(team.editor, f"/articles/{claim.article_id}/")
    ann = open_as(team.checker, f"/claims/{claim.pk}/")
    ben = open_as(team.reviewer, f"/claims/{claim.pk}/")
    expect(ann.locator("#here li")).to_contain_text(str(team.reviewer), timeout=WAIT)
    expect(ben.locator("#here li")).to_contain_text(str(team.checker), timeout=WAIT)
    expect(article.locator(f"#card-{claim.pk} .visitor")).to_have_count(2, timeout=WAIT)
    assert violations(ann) == []
    ben.goto("about:blank")
    expect(ann.locator("#here li")).to_have_count(0, timeout=12_000)
    expect(article.locator(f"#card-{claim.pk} .visitor")).to_have_count(1, timeout=WAIT)


def test_lost_and_restored_connection_are_reported(
    open_as: Callable[..., Page], team: Team, claim: Claim
) -> None:
    page = open_as(team.viewer, f"/claims/{claim.pk}/")
    page.context.set_offline(True)
    expect(page.locator("#live-link")).to_contain_text("The connection is lost", timeout=12_000)
    add_comment(team.editor, on=claim, body="Meanwhile this.")
    page.context.set_offline(False)
    expect(page.locator("#live-link")).to_contain_text("The connection is back", timeout=12_000)
    expect(page.locator("#discussion .thread")).to_contain_text("Meanwhile this.", timeout=WAIT)


def test_signed_out_user_sees_a_sign_in_link_on_the_unchanged_page(
    open_as: Callable[..., Page], team: Team, claim: Claim
) -> None:
    page = open_as(team.viewer, f"/claims/{claim.pk}/")
    Session.objects.all().delete()
    expect(page.locator("#live-out")).to_contain_text("You are signed out", timeout=WAIT)
    href = page.locator("#live-out a").get_attribute("href")
    assert href == f"/accounts/login/?next=/claims/{claim.pk}/"
    expect(page.locator("#discussion")).to_be_visible()


def test_page_of_one_user_is_not_updated_for_another(
    live_server: Any, open_as: Callable[..., Page], team: Team, claim: Claim
) -> None:
    page = open_as(team.checker, f"/claims/{claim.pk}/")
    let_in(page, live_server, team.viewer)
    add_comment(team.editor, on=claim, body="Meanwhile this.")
    expect(page.locator("#live-out")).to_contain_text("not available to the user", timeout=WAIT)
    expect(page.locator("summary", has_text="Edit wording")).to_be_visible()


def test_hidden_page_does_not_poll(open_as: Callable[..., Page], team: Team, claim: Claim) -> None:
    page = open_as(team.viewer, f"/claims/{claim.pk}/")
    asked: list[str] = []
    page.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
    page.wait_for_timeout(2500)
    page.on("request", lambda request: "/live/" in request.url and asked.append(request.url))
    page.wait_for_timeout(3000)
    assert asked == []
    page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(500)
    assert asked
