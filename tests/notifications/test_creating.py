"""The audit trail turned into notices: who is told of what, once, and never of what is still blind."""

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


def told(user: User) -> list[tuple[str, str, str]]:
    """What a person was told, oldest first: kind, sentence, place."""
    return [(one.kind, render_text(one), get_url(one)) for one in list_notifications(user).order_by("id")]


def test_who_is_mentioned_is_told_where(team: Team, claim: Any) -> None:
    said = add_comment(team.reviewer, on=make.evidence(claim), body=f"@{team.editor}?")
    create_notifications()
    sentence = f"Reviewer mentioned you on claim {claim.number} of “The bridge”"
    assert told(team.editor) == [("mention", sentence, f"/claims/{claim.pk}/#comment-{said.pk}")]
    assert Notification.objects.count() == 1


def test_a_mention_on_an_article_leads_to_the_article(team: Team, claim: Any) -> None:
    said = add_comment(team.reviewer, on=claim.article, body=f"@{team.editor}?")
    create_notifications()
    sentence = "Reviewer mentioned you on “The bridge”"
    assert told(team.editor) == [("mention", sentence, f"/articles/{claim.article_id}/#comment-{said.pk}")]


def test_an_edit_tells_only_whom_it_newly_mentions(team: Team, claim: Any) -> None:
    said = add_comment(team.reviewer, on=claim, body=f"@{team.editor}?")
    edit_comment(team.reviewer, comment=said, body=f"@{team.editor} @{team.admin}?")
    create_notifications()
    assert [len(told(who)) for who in (team.editor, team.admin)] == [1, 1]


def test_an_answer_tells_who_spoke_in_the_thread_before_and_not_its_author(team: Team, claim: Any) -> None:
    first = add_comment(team.reviewer, on=claim, body="From where?")
    reply_to_comment(team.editor, to=first, body="From the archive.")
    create_notifications()
    mark_read(team.reviewer)
    reply_to_comment(team.admin, to=first, body=f"Which one, @{team.editor}?")
    create_notifications()
    sentence = f"Admin replied in your thread on claim {claim.number} of “The bridge”"
    assert told(team.reviewer)[-1][:2] == ("reply", sentence)
    assert [kind for kind, *_ in told(team.editor)] == ["mention"]
    assert told(team.admin) == []


def test_who_mentions_themselves_is_not_told(team: Team, claim: Any) -> None:
    add_comment(team.reviewer, on=claim, body=f"Note to @{team.reviewer}")
    create_notifications()
    assert not Notification.objects.exists()


def test_what_is_deleted_before_it_is_read_off_tells_nobody_and_after_it_says_no_words(
    team: Team, claim: Any
) -> None:
    said = add_comment(team.reviewer, on=claim, body=f"@{team.editor} is a fool")
    delete_comment(team.reviewer, comment=said)
    create_notifications()
    assert told(team.editor) == []


def test_a_new_assignee_and_a_new_reviewer_are_told(team: Team, claim: Any) -> None:
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
        assert told(person) == [("assignment", sentence, f"/claims/{claim.pk}/")]


def test_a_step_tells_who_is_on_the_claim_and_not_who_took_it(team: Team, claim: Any) -> None:
    claim.assignee = team.checker
    claim.save()
    ReviewerAssignment.objects.create(
        desk=team.desk, claim=claim, reviewer=team.reviewer, assigned_by=team.editor
    )
    record_event(team.checker, "claim.rating_started", claim, desk_id=team.desk.pk)
    create_notifications()
    sentence = f"Claim {claim.number} of “The bridge” is being rated"
    assert [one[:2] for one in told(team.reviewer)] == [("step", sentence)]
    assert told(team.checker) == told(team.admin) == []


def test_every_step_of_the_workflow_has_its_words() -> None:
    assert {step.event for step in workflow.STEPS.values()} <= set(STEP_SENTENCES)


def test_gathering_again_tells_nobody_again(team: Team, claim: Any) -> None:
    add_comment(team.reviewer, on=claim, body=f"@{team.editor}?")
    assert (create_notifications(), create_notifications()) == (1, 0)
    AuditCursor.objects.update(number=0)
    create_notifications()
    assert len(told(team.editor)) == 1


def test_who_has_left_is_not_told_and_sees_nothing_of_before(team: Team, claim: Any) -> None:
    add_comment(team.reviewer, on=claim, body=f"@{team.editor}?")
    create_notifications()
    Membership.objects.filter(user=team.editor).delete()
    first = add_comment(team.reviewer, on=claim, body="Hm?")
    record_event(None, "comment.written", first, desk_id=team.desk.pk, mentions=[team.editor.pk])
    create_notifications()
    assert told(team.editor) == []
    assert Notification.objects.filter(user=team.editor).count() == 1


def test_each_kind_comes_as_its_person_chose(team: Team, claim: Any) -> None:
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
    assert [(one.kind, one.channel) for one in list_notifications(team.editor)] == [("reply", "mail")]


# --- What is still blind --------------------------------------------------------------------------------------

RATING = [
    case for case in CASES if case.permission == "assessment.give" and "claim.revealed" not in case.events
]


@pytest.mark.parametrize("case", RATING, ids=lambda case: case.prepare.__name__)
def test_a_rating_tells_nobody_anything(team: Team, case: PermissionCase) -> None:
    act = case.prepare(team)
    act(team.reviewer)
    create_notifications()
    assert not Notification.objects.exists()


def test_before_the_reveal_no_notice_is_different_for_who_has_rated(team: Team) -> None:
    """Two claims alike but for one rating: everybody is told the same of both."""
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


def test_the_reveal_does_not_say_who_rated_last(team: Team) -> None:
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
    [(kind, sentence, _)] = told(team.checker)
    assert (kind, sentence.endswith("has its ratings revealed")) == ("step", True)
    assert str(team.reviewer) not in sentence


def test_only_actions_of_the_table_are_ever_told(team: Team, claim: Any) -> None:
    actions = {event for case in CASES for event in case.events if event.startswith(("assessment", "export"))}
    for action in actions:
        record_event(team.checker, action, claim, desk_id=team.desk.pk, mentions=[team.editor.pk])
    create_notifications()
    assert actions
    assert Event.objects.count() == len(actions)
    assert not Notification.objects.exists()
