"""The recipients of each kind of event."""

import pytest
from django.utils import timezone

from factcheck.audit.models import Event
from factcheck.audit.services import record_event
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState
from factcheck.notifications.kinds import NotificationKind
from factcheck.notifications.recipients import Recipient, recipients_of
from tests import factories as make
from tests.factories import Team, User

pytestmark = pytest.mark.django_db

STEP = NotificationKind.STEP


def users(event: Event) -> list[int]:
    return [recipient.user for recipient in recipients_of(event)]


def step(team: Team, claim: Claim) -> Event:
    return record_event(team.admin, "claim.revealed", claim, desk_id=team.desk.pk)


def written(by: User, comment: make.Comment, **data: object) -> Event:
    return record_event(by, "comment.written", comment, desk_id=comment.desk_id, **data)


@pytest.mark.parametrize("state", [ClaimState.RATING, ClaimState.REVEALED])
def test_a_step_notifies_raters_only_once_their_ratings_are_revealed(
    team: Team, claim: Claim, state: ClaimState
) -> None:
    Claim.objects.filter(pk=claim.pk).update(state=state)
    make.assessment(claim, team.reviewer)
    expected = [Recipient(team.reviewer.pk, STEP, claim.pk)] if state == ClaimState.REVEALED else []
    assert recipients_of(step(team, claim)) == expected


def test_a_step_notifies_the_proposer_of_the_current_verdict(team: Team, claim: Claim) -> None:
    make.verdict(claim, proposed_by=team.contributor)
    make.verdict(claim, proposed_by=team.checker)
    assert users(step(team, claim)) == [team.checker.pk]


def test_a_step_does_not_notify_recused_reviewers(team: Team, claim: Claim) -> None:
    make.reviewing(claim, team.reviewer, recused_at=timezone.now(), recused_reason="My sister's firm.")
    make.reviewing(claim, team.editor)
    assert users(step(team, claim)) == [team.editor.pk]


def test_a_step_notifies_nobody_of_another_claim(team: Team, claim: Claim) -> None:
    other = make.claim(claim.article, state=ClaimState.REVEALED, assignee=team.contributor)
    make.reviewing(other, team.editor)
    make.assessment(other, team.reviewer)
    make.verdict(other, proposed_by=team.checker)
    assert recipients_of(step(team, claim)) == []


def test_a_person_with_several_roles_in_a_claim_is_notified_once(team: Team, claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(assignee=team.editor)
    make.reviewing(claim, team.editor)
    assert users(step(team, claim)) == [team.editor.pk]


def test_a_mention_in_a_reply_is_a_mention_and_not_a_reply(team: Team, claim: Claim) -> None:
    first = make.comment(claim, author=team.reviewer)
    reply = make.comment(claim, author=team.editor, parent=first)
    event = written(team.editor, reply, mentions=[team.reviewer.pk])
    assert recipients_of(event) == [Recipient(team.reviewer.pk, NotificationKind.MENTION, claim.pk, reply.pk)]


def test_a_reply_notifies_the_authors_before_it_in_its_thread_only(team: Team, claim: Claim) -> None:
    make.comment(claim, author=team.viewer)
    first = make.comment(claim, author=team.reviewer)
    make.comment(claim, author=team.checker, parent=first)
    reply = make.comment(claim, author=team.editor, parent=first)
    make.comment(claim, author=team.contributor, parent=first)
    assert recipients_of(written(team.editor, reply)) == [
        Recipient(user.pk, NotificationKind.REPLY, claim.pk, reply.pk)
        for user in (team.reviewer, team.checker)
    ]


def test_an_edit_of_a_reply_notifies_no_earlier_author(team: Team, claim: Claim) -> None:
    reply = make.comment(claim, author=team.editor, parent=make.comment(claim, author=team.reviewer))
    assert recipients_of(record_event(team.editor, "comment.edited", reply, desk_id=team.desk.pk)) == []


@pytest.mark.parametrize("target", ["claim", "evidence", "verdict", "article"])
def test_a_mention_links_to_the_claim_of_its_target(team: Team, claim: Claim, target: str) -> None:
    things = {
        "claim": lambda: claim,
        "article": lambda: claim.article,
        "evidence": lambda: make.evidence(claim),
        "verdict": lambda: make.verdict(claim),
    }
    comment = make.comment(things[target](), author=team.editor)
    [recipient] = recipients_of(written(team.editor, comment, mentions=[team.viewer.pk]))
    assert recipient.claim == (None if target == "article" else claim.pk)


@pytest.mark.parametrize(("fields", "notified"), [(["assignee", "due_on"], True), (["due_on"], False)])
def test_an_edit_notifies_the_assignee_if_the_assignee_changed(
    team: Team, claim: Claim, fields: list[str], notified: bool
) -> None:
    Claim.objects.filter(pk=claim.pk).update(assignee=team.checker)
    event = record_event(team.admin, "claim.edited", claim, desk_id=team.desk.pk, fields=fields)
    expected = [Recipient(team.checker.pk, NotificationKind.ASSIGNMENT, claim.pk)] if notified else []
    assert recipients_of(event) == expected


def test_an_edit_that_removes_the_assignee_notifies_nobody(team: Team, claim: Claim) -> None:
    event = record_event(team.admin, "claim.edited", claim, desk_id=team.desk.pk, fields=["assignee"])
    assert recipients_of(event) == []


@pytest.mark.parametrize("action", ["claim.revealed", "claim.edited"])
def test_an_event_of_a_deleted_claim_notifies_nobody(team: Team, claim: Claim, action: str) -> None:
    event = record_event(team.admin, action, claim, desk_id=team.desk.pk, fields=["assignee"])
    claim.delete()
    assert recipients_of(event) == []


def test_an_event_without_an_actor_notifies_everybody_it_concerns(team: Team, claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(assignee=team.checker)
    event = record_event(None, "claim.revealed", claim, desk_id=team.desk.pk)
    assert users(event) == [team.checker.pk]
