"""Notifications are created from the audit log: their recipients, once each, and nothing that is still blind."""

from typing import Any

import pytest

from factcheck.actions.assessments import rate_claim
from factcheck.actions.claims import edit_claim
from factcheck.actions.comments import add_comment, delete_comment, edit_comment, reply_to_comment
from factcheck.actions.notifications import create_notifications, mark_read, set_channels
from factcheck.audit.models import Event
from factcheck.audit.services import record_event
from factcheck.desks.models import Membership, User
from factcheck.enums import ClaimState
from factcheck.notifications.kinds import DEFAULT_CHANNELS, STEP_SENTENCES, Channel, NotificationKind
from factcheck.notifications.models import AuditCursor, Notification
from factcheck.notifications.selectors import get_channels, get_url, list_notifications, render_text
from factcheck.review import workflow
from factcheck.review.models import ReviewerAssignment
from tests import factories as make
from tests.factories import Team
from tests.permission_cases import CASES, PermissionCase

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(team: Team) -> Any:
    return make.claim(make.article(team.desk, title="The bridge"), state=ClaimState.OPEN)


def received(user: User) -> list[tuple[str, str, str]]:
    """Return the user's notifications, oldest first: kind, text, address."""
    return [(row.kind, render_text(row), get_url(row)) for row in list_notifications(user).order_by("id")]


def test_mentioned_member_is_notified(team: Team, claim: Any) -> None:
    comment = add_comment(team.reviewer, on=make.evidence(claim), body=f"@{team.editor}?")
    create_notifications()
    sentence = f"Reviewer mentioned you on claim {claim.number} of “The bridge”"
    assert received(team.editor) == [("mention", sentence, f"/claims/{claim.pk}/#comment-{comment.pk}")]
    assert Notification.objects.count() == 1


def test_mention_on_an_article_links_to_the_article(team: Team, claim: Any) -> None:
    comment = add_comment(team.reviewer, on=claim.article, body=f"@{team.editor}?")
    create_notifications()
    sentence = "Reviewer mentioned you on “The bridge”"
    assert received(team.editor) == [
        ("mention", sentence, f"/articles/{claim.article_id}/#comment-{comment.pk}")
    ]


def test_edit_notifies_only_newly_mentioned_members(team: Team, claim: Any) -> None:
    comment = add_comment(team.reviewer, on=claim, body=f"@{team.editor}?")
    edit_comment(team.reviewer, comment=comment, body=f"@{team.editor} @{team.admin}?")
    create_notifications()
    assert [len(received(who)) for who in (team.editor, team.admin)] == [1, 1]


def test_reply_notifies_earlier_authors_of_the_thread(team: Team, claim: Any) -> None:
    first = add_comment(team.reviewer, on=claim, body="From where?")
    reply_to_comment(team.editor, to=first, body="From the archive.")
    create_notifications()
    mark_read(team.reviewer)
    reply_to_comment(team.admin, to=first, body=f"Which one, @{team.editor}?")
    create_notifications()
    sentence = f"Admin replied in your thread on claim {claim.number} of “The bridge”"
    assert received(team.reviewer)[-1][:2] == ("reply", sentence)
    assert [kind for kind, *_ in received(team.editor)] == ["mention"]
    assert received(team.admin) == []


def test_own_mention_does_not_notify(team: Team, claim: Any) -> None:
    add_comment(team.reviewer, on=claim, body=f"Note to @{team.reviewer}")
    create_notifications()
    assert not Notification.objects.exists()


def test_comment_deleted_before_the_event_is_read_notifies_nobody(team: Team, claim: Any) -> None:
    comment = add_comment(team.reviewer, on=claim, body=f"@{team.editor} is a fool")
    delete_comment(team.reviewer, comment=comment)
    create_notifications()
    assert received(team.editor) == []


def test_new_assignee_and_new_reviewer_are_notified(team: Team, claim: Any) -> None:
    edit_claim(team.editor, claim=claim, assignee=team.checker)
    row = ReviewerAssignment.objects.create(
        desk=team.desk, claim=claim, reviewer=team.reviewer, assigned_by=team.editor
    )
    record_event(
        team.editor, "reviewer.assigned", row, desk_id=team.desk.pk, claim=claim.pk, reviewer=team.reviewer.pk
    )
    create_notifications()
    sentence = f"Editor assigned you to claim {claim.number} of “The bridge”"
    for person in (team.checker, team.reviewer):
        assert received(person) == [("assignment", sentence, f"/claims/{claim.pk}/")]


def test_step_notifies_members_of_the_claim_but_not_the_actor(team: Team, claim: Any) -> None:
    claim.assignee = team.checker
    claim.save()
    ReviewerAssignment.objects.create(
        desk=team.desk, claim=claim, reviewer=team.reviewer, assigned_by=team.editor
    )
    record_event(team.checker, "claim.rating_started", claim, desk_id=team.desk.pk)
    create_notifications()
    sentence = f"Claim {claim.number} of “The bridge” is being rated"
    assert [row[:2] for row in received(team.reviewer)] == [("step", sentence)]
    assert received(team.checker) == received(team.admin) == []


def test_every_workflow_step_has_a_sentence() -> None:
    assert {step.event for step in workflow.STEPS.values()} <= set(STEP_SENTENCES)


def test_reading_an_event_twice_notifies_once(team: Team, claim: Any) -> None:
    add_comment(team.reviewer, on=claim, body=f"@{team.editor}?")
    assert (create_notifications(), create_notifications()) == (1, 0)
    AuditCursor.objects.update(number=0)
    create_notifications()
    assert len(received(team.editor)) == 1


def test_former_member_is_not_notified_and_sees_no_notifications(team: Team, claim: Any) -> None:
    add_comment(team.reviewer, on=claim, body=f"@{team.editor}?")
    create_notifications()
    Membership.objects.filter(user=team.editor).delete()
    first = add_comment(team.reviewer, on=claim, body="Hm?")
    record_event(None, "comment.written", first, desk_id=team.desk.pk, mentions=[team.editor.pk])
    create_notifications()
    assert received(team.editor) == []
    assert Notification.objects.filter(user=team.editor).count() == 1


def test_notification_has_the_channel_that_the_user_chose(team: Team, claim: Any) -> None:
    set_channels(team.editor, {NotificationKind.MENTION: Channel.OFF, NotificationKind.REPLY: Channel.MAIL})
    assert get_channels(team.editor) == DEFAULT_CHANNELS | {
        NotificationKind.MENTION: Channel.OFF,
        NotificationKind.REPLY: Channel.MAIL,
    }
    assert get_channels(team.admin) == DEFAULT_CHANNELS
    first = add_comment(team.editor, on=claim, body="Hm?")
    reply_to_comment(team.reviewer, to=first, body="So.")
    add_comment(team.reviewer, on=claim, body=f"@{team.editor}?")
    create_notifications()
    assert [(row.kind, row.channel) for row in list_notifications(team.editor)] == [("reply", "mail")]


# --- Blind ratings  --------------------------------------------------------------------------------------

RATING = [
    case for case in CASES if case.permission == "assessment.give" and "claim.revealed" not in case.events
]


@pytest.mark.parametrize("case", RATING, ids=lambda case: case.prepare.__name__)
def test_blind_rating_notifies_nobody(team: Team, case: PermissionCase) -> None:
    act = case.prepare(team)
    act(team.reviewer)
    create_notifications()
    assert not Notification.objects.exists()


def test_notifications_before_the_reveal_do_not_depend_on_ratings(team: Team) -> None:
    """Two claims that differ in one rating only: everybody gets the same notifications about both."""
    article = make.article(team.desk)
    rated, unrated = make.claims(article, 2, state=ClaimState.RATING)
    for claim in (rated, unrated):
        for person in (team.reviewer, team.editor):
            ReviewerAssignment.objects.create(
                desk=team.desk, claim=claim, reviewer=person, assigned_by=team.admin
            )
    rate_claim(team.reviewer, claim=rated, rating="false", reasons="The books.")
    make.assessment(rated, team.admin, "true")
    for claim in (rated, unrated):
        for action in ("claim.edited", "claim.rating_started", "evidence.linked", "assessment.changed"):
            record_event(team.checker, action, claim, desk_id=team.desk.pk)
    create_notifications()
    assert Notification.objects.filter(claim=rated).exists()

    def of(claim: Any) -> list[tuple[int, str]]:
        return sorted(Notification.objects.filter(claim=claim).values_list("user_id", "event__action"))

    assert of(rated) == of(unrated)


def test_notification_of_the_reveal_does_not_name_the_last_rater(team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.RATING, assignee=team.checker)
    make.assessment(claim, team.editor, "true")
    ReviewerAssignment.objects.create(
        desk=team.desk, claim=claim, reviewer=team.editor, assigned_by=team.admin
    )
    ReviewerAssignment.objects.create(
        desk=team.desk, claim=claim, reviewer=team.reviewer, assigned_by=team.admin
    )
    rate_claim(team.reviewer, claim=claim, rating="false", reasons="The books.")
    create_notifications()
    [(kind, sentence, _)] = received(team.checker)
    assert (kind, sentence.endswith("has its ratings revealed")) == ("step", True)
    assert str(team.reviewer) not in sentence


def test_only_actions_in_the_table_notify(team: Team, claim: Any) -> None:
    actions = {event for case in CASES for event in case.events if event.startswith(("assessment", "export"))}
    for action in actions:
        record_event(team.checker, action, claim, desk_id=team.desk.pk, mentions=[team.editor.pk])
    create_notifications()
    assert actions
    assert Event.objects.count() == len(actions)
    assert not Notification.objects.exists()
