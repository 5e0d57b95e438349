"""Distribution of unassigned claims, and the release of abandoned assignments."""

import datetime as dt

import pytest
from django.conf import settings
from django.utils import timezone

from factcheck.actions.distribution import distribute_open_claims, release_abandoned_claims
from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, ExclusionReason, Role
from factcheck.evidence.models import Evidence
from factcheck.exceptions import PermissionDenied
from factcheck.tasks.inbox import release_abandoned as task
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


def assignees(article) -> list[str]:
    return [str(claim.assignee) for claim in article.claims.order_by("number")]


def test_round_robin_continues_where_the_last_distribution_stopped(team: Team, article) -> None:
    make.claims(article, 3, state=ClaimState.OPEN)
    assert distribute_open_claims(team.editor, article=article, strategy="in-turn") == 3
    make.claims(article, 2, state=ClaimState.OPEN)
    assert distribute_open_claims(team.editor, article=article, strategy="in-turn") == 2
    assert assignees(article) == ["Checker", "Reviewer", "Checker", "Reviewer", "Checker"]


def test_least_loaded_counts_the_claims_of_the_whole_desk(team: Team, article) -> None:
    make.claims(make.article(team.desk), 2, state=ClaimState.OPEN, assignee=team.checker)
    make.claims(article, 3, state=ClaimState.OPEN)
    distribute_open_claims(team.editor, article=article, strategy="by-load")
    assert assignees(article) == ["Reviewer", "Reviewer", "Checker"]


def test_only_unassigned_open_claims_are_distributed(team: Team, article) -> None:
    make.claim(article, state=ClaimState.OPEN, assignee=team.editor)
    make.claim(article, state=ClaimState.DRAFT)
    make.claim(article, state=ClaimState.RATING)
    make.claim(article, state=ClaimState.OPEN, set_aside=ExclusionReason.DROPPED)
    assert distribute_open_claims(team.editor, article=article, strategy="by-load") == 0
    assert assignees(article) == ["Editor", "None", "None", "None"]
    assert not Event.objects.filter(action="claims.assigned").exists()


def test_editors_get_claims_if_the_desk_has_no_checkers(team: Team, article) -> None:
    team.desk.memberships.filter(role__in=[Role.CHECKER, Role.REVIEWER]).delete()
    make.claim(article, state=ClaimState.OPEN)
    distribute_open_claims(team.editor, article=article, strategy="in-turn")
    assert assignees(article) == ["Editor"]


def test_checker_cannot_distribute_claims(team: Team, article) -> None:
    with pytest.raises(PermissionDenied):
        distribute_open_claims(team.checker, article=article, strategy="by-load")


def test_distribution_adds_a_history_record(team: Team, article) -> None:
    claim = make.claim(article, state=ClaimState.OPEN)
    distribute_open_claims(team.editor, article=article, strategy="by-load")
    assert [row.assignee_id for row in claim.history.all()] == [team.checker.pk, None]


class TestRelease:
    @pytest.fixture
    def assigned(self, team: Team, article) -> Claim:
        return make.claim(article, state=ClaimState.OPEN, assignee=team.checker)

    def later(self, days: float) -> dt.datetime:
        return timezone.now() + dt.timedelta(days=days)

    def test_claim_without_changes_is_released_after_the_limit_of_the_desk(
        self, team: Team, assigned: Claim
    ) -> None:
        team.desk.assignment_days = 3
        team.desk.save()
        assert release_abandoned_claims(self.later(2.9)) == 0
        assert release_abandoned_claims(self.later(3.1)) == 1
        assigned.refresh_from_db()
        assert assigned.assignee is None
        event = Event.objects.get(action="claim.given_back")
        assert (event.actor, event.data) == (None, {"was": team.checker.pk})
        assert assigned.history.first().assignee_id is None

    def test_second_release_changes_nothing(self, assigned: Claim) -> None:
        assert [release_abandoned_claims(self.later(20)), release_abandoned_claims(self.later(20))] == [1, 0]

    def test_desk_without_limit_releases_nothing(self, team: Team, assigned: Claim) -> None:
        type(team.desk).objects.update(assignment_days=0)
        assert release_abandoned_claims(self.later(900)) == 0

    def test_change_of_evidence_keeps_the_assignment(self, assigned: Claim) -> None:
        piece = make.evidence(assigned)
        Evidence.objects.filter(pk=piece.pk).update(changed_at=self.later(10))
        assert release_abandoned_claims(self.later(20)) == 0

    @pytest.mark.parametrize("state", [ClaimState.RATING, ClaimState.REVEALED, ClaimState.PROPOSED])
    def test_claim_in_a_later_state_keeps_its_assignee(self, assigned: Claim, state: ClaimState) -> None:
        Claim.objects.filter(pk=assigned.pk).update(state=state)
        assert release_abandoned_claims(self.later(20)) == 0

    def test_scheduled_task_releases_abandoned_claims(self, assigned: Claim) -> None:
        assert settings.CELERY_BEAT_SCHEDULE["inbox.release_abandoned"]["task"] == task.name
        Claim.objects.update(changed_at=timezone.now() - dt.timedelta(days=20))
        task()
        assigned.refresh_from_db()
        assert assigned.assignee is None
