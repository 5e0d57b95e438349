"""The responses to polls: 204, or the changed regions and a message."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from factcheck.actions.assignments import assign, recuse, unassign
from factcheck.actions.claim_boundaries import move_boundaries
from factcheck.actions.claims import edit_claim
from factcheck.actions.comments import add_comment, set_thread_resolved
from factcheck.actions.notifications import create_notifications
from factcheck.actions.workflow import perform_step
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState
from factcheck.web.live.poll_state import MAX_EVENTS
from tests import factories as make
from tests.factories import Team
from tests.web.live_page import PLACES, Reader, link, of_article, of_claim, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    return make.team("harbour", quorum=3)


@pytest.fixture
def claim(team: Team) -> Claim:
    return make.claim(make.article(team.desk), "The bridge cost 4.2 million pounds", state=ClaimState.RATING)


ACTIONS: dict[str, tuple[Callable[[Team, Claim], Any], str]] = {
    "a comment": (
        lambda team, claim: add_comment(team.editor, on=claim, body="Where is that?"),
        "Where is that?",
    ),
    "evidence": (link, "It cost 3.1 million."),
    "a wording": (
        lambda team, claim: edit_claim(team.checker, claim=claim, text="It cost more."),
        "It cost more.",
    ),
    "a step": (
        lambda team, claim: perform_step(team.editor, claim=claim, slug="reveal", reason="It is late."),
        "Propose a verdict, with reasons",
    ),
    "a moved border": (
        lambda team, claim: move_boundaries(team.editor, claim=claim, start=claim.start, end=claim.end - 7),
        "“The bridge cost 4.2 million”",
    ),
    "a recusal": (lambda team, claim: recuse(team.admin, claim=claim, reason="I wrote it."), "I wrote it."),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_action_of_another_user_is_reported_once(team: Team, claim: Claim, action: str) -> None:
    act, shows = ACTIONS[action]
    reader = Reader(team.viewer, of_claim(claim))
    assert reader.ask() == ""
    act(team, claim)
    assert shows in reader.ask()
    assert reader.ask() == ""


def test_deleted_row_is_reported(team: Team, claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(state=ClaimState.OPEN)
    assign(team.editor, claim=claim, reviewers=[team.reviewer])
    reader = Reader(team.viewer, of_claim(claim))
    unassign(team.editor, claim=claim, reviewer=team.reviewer)
    params = reader.ask()
    assert 'id="rail"' in params
    assert "Assigned to rate" not in params


def test_first_poll_of_a_fresh_page_is_204(team: Team, claim: Claim) -> None:
    client = signed_in(team.viewer)
    for name, args in (
        ("claim", [claim.pk]),
        ("article", [claim.article_id]),
        ("desk", ["harbour"]),
        ("inbox", []),
    ):
        page = client.get(reverse(name, args=args)).content.decode()
        seen, at = re.search(r'id="live" name="seen" value="([^"]+)".*? hx-get="([^"]+)"', page).groups()
        assert client.get(at, {"seen": seen}, headers={"HX-Request": "true"}).status_code == 204, name


def test_claim_page_ignores_other_claims(team: Team, claim: Claim) -> None:
    other = make.claim(claim.article, state=ClaimState.OPEN)
    reader = Reader(team.viewer, of_claim(claim))
    add_comment(team.editor, on=other, body="Where is that?")
    assert "data-live" not in reader.ask()


def test_message_covers_only_events_of_this_page(team: Team, claim: Claim) -> None:
    elsewhere = make.article(team.desk)
    readers = [Reader(team.viewer, place(claim)) for place in (of_claim, of_article)]
    link(team, claim)
    add_comment(team.editor, on=make.claim(elsewhere), body="Elsewhere.")
    add_comment(team.editor, on=elsewhere, body="There, too.")
    for reader in readers:
        assert f'data-by="{team.checker}">{team.checker} added evidence</p>' in reader.ask()


def test_claim_page_reports_changes_through_the_map(team: Team, claim: Claim) -> None:
    part = make.claim(claim.article, state=ClaimState.OPEN, parent=claim)
    reader = Reader(team.viewer, of_claim(claim))
    link(team, part)
    assert 'id="rail"' in reader.ask()


def test_article_page_gets_only_changed_paragraphs(team: Team, claim: Claim) -> None:
    revision = claim.revision
    half = len(revision.text) // 2
    revision.blocks = [["paragraph", 0, half], ["paragraph", half, len(revision.text)]]
    revision.save()
    last = make.claim(claim.article, "will build a tunnel", state=ClaimState.DRAFT)
    reader = Reader(team.viewer, of_article(claim))
    perform_step(team.checker, claim=last, slug="open")
    params = reader.ask()
    assert f'id="passage-{half}"' in params
    assert 'id="passage-0"' not in params
    add_comment(team.editor, on=claim.article, body="Well found.")
    params = reader.ask()
    assert "Well found." in params
    assert "passage-" not in params


def test_moved_span_updates_the_old_and_the_new_paragraph(team: Team, claim: Claim) -> None:
    revision = claim.revision
    half = revision.text.index("The city will")
    revision.blocks = [["paragraph", 0, half], ["paragraph", half, len(revision.text)]]
    revision.save()
    reader = Reader(team.viewer, of_article(claim))
    move_boundaries(team.checker, claim=claim, start=half, end=half + 13)
    params = reader.ask()
    assert all(f'id="passage-{start}"' in params for start in (0, half))
    assert "Checker changed the span of a claim" in params


def test_old_token_gets_all_regions(team: Team, claim: Claim) -> None:
    reader = Reader(team.viewer, of_article(claim))
    first = make.comment(claim, author=team.editor)
    for number in range(MAX_EVENTS + 2):
        set_thread_resolved(team.editor, comment=first, resolved=number % 2 == 0)
    assert 'id="passage-0"' in reader.ask()


def test_own_changes_are_shown_without_a_message(team: Team, claim: Claim) -> None:
    reader = Reader(team.editor, of_claim(claim))
    add_comment(team.editor, on=claim, body="Mine.")
    params = reader.ask()
    assert "Mine." in params
    assert '<p id="live-said" data-by=""></p>' in params


def test_the_message_names_the_newest_action_and_counts_the_others(team: Team, claim: Claim) -> None:
    reader = Reader(team.viewer, of_claim(claim))
    link(team, claim)
    assert f"{team.checker} added evidence</p>" in reader.ask()
    add_comment(team.editor, on=claim, body="One.")
    add_comment(team.admin, on=claim, body="Two.")
    params = reader.ask()
    assert f"{team.admin} wrote a comment, and one more change" in params
    assert f'data-by="{team.admin}, {team.editor}"' in params


def test_desk_page_ignores_comments(team: Team, claim: Claim) -> None:
    reader = Reader(team.viewer, PLACES["desk"](claim))
    add_comment(team.editor, on=claim.article, body="Well found.")
    assert "data-live" not in reader.ask()
    perform_step(team.editor, claim=claim, slug="reveal", reason="It is late.")
    assert 'id="desk-articles"' in reader.ask()


def test_unread_notifications_are_updated(team: Team, claim: Claim) -> None:
    reader = Reader(team.viewer, PLACES["notices"](claim))
    add_comment(team.editor, on=claim, body=f"@{team.viewer}?")
    create_notifications()
    assert "(1 unread)" in reader.ask()
    reader.client.post(reverse("notifications_read"))
    assert "unread" not in reader.ask()
