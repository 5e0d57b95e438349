"""The reviewers of a claim that is split or merged are copied to the other claim."""

import pytest

from factcheck.actions.assignments import copy_assignments, recuse
from factcheck.audit.models import Event
from factcheck.enums import ClaimState
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def target(claim: make.Claim) -> make.Claim:
    return make.claim(claim.article, state=ClaimState.OPEN)


def test_reviewers_are_copied_with_the_person_who_assigned_them(
    team: Team, claim: make.Claim, target: make.Claim
) -> None:
    make.reviewing(claim, team.reviewer, assigned_by=team.editor)
    copy_assignments(team.checker, source=claim, target=target)
    row = target.reviewer_assignments.get()
    assert (row.reviewer, row.assigned_by, row.recused_at) == (team.reviewer, team.editor, None)
    event = Event.objects.get(action="reviewer.assigned")
    assert (event.actor, event.target_id) == (team.checker, row.pk)
    assert event.data == {"claim": target.pk, "reviewer": team.reviewer.pk}


def test_a_recusal_replaces_an_assignment(team: Team, claim: make.Claim, target: make.Claim) -> None:
    recusal = recuse(team.reviewer, claim=claim, reason="I wrote the article.")
    make.reviewing(target, team.reviewer)
    copy_assignments(team.checker, source=claim, target=target)
    row = target.reviewer_assignments.get()
    assert (row.recused_at, row.recused_reason) == (recusal.recused_at, "I wrote the article.")
    assert Event.objects.filter(action="reviewer.recusal_copied", target_id=row.pk).count() == 1


def test_an_assignment_does_not_replace_a_recusal(team: Team, claim: make.Claim, target: make.Claim) -> None:
    make.reviewing(claim, team.reviewer)
    recuse(team.reviewer, claim=target, reason="I wrote the article.")
    copy_assignments(team.checker, source=claim, target=target)
    assert target.reviewer_assignments.get().recused_at


def test_an_assignment_that_exists_is_recorded_once(
    team: Team, claim: make.Claim, target: make.Claim
) -> None:
    make.reviewing(claim, team.reviewer)
    for _ in range(2):
        copy_assignments(team.checker, source=claim, target=target)
    assert Event.objects.filter(action="reviewer.assigned").count() == 1


def test_only_the_reviewers_of_that_claim_are_copied(
    team: Team, claim: make.Claim, target: make.Claim
) -> None:
    make.reviewing(make.claim(claim.article), team.editor)
    make.reviewing(claim, team.reviewer)
    copy_assignments(team.checker, source=claim, target=target)
    assert [row.reviewer for row in target.reviewer_assignments.all()] == [team.reviewer]
