"""Claims that nobody holds find somebody; nobody gets what somebody holds; what lies still goes back."""

import datetime as dt

import pytest
from django.conf import settings
from django.utils import timezone

from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, ExclusionReason, Role
from factcheck.evidence.models import Evidence
from factcheck.exceptions import PermissionDenied
from factcheck.work.assigning import assign_open, give_back
from factcheck.work.tasks import give_back as task
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


def holders(article) -> list[str]:
    return [str(claim.assignee) for claim in article.claims.order_by("number")]


def test_in_turn_goes_on_where_it_stopped(team: Team, article) -> None:
    make.claims(article, 3, state=ClaimState.OPEN)
    assert assign_open(team.editor, article=article, way="in-turn") == 3
    make.claims(article, 2, state=ClaimState.OPEN)
    assert assign_open(team.editor, article=article, way="in-turn") == 2
    assert holders(article) == ["Checker", "Reviewer", "Checker", "Reviewer", "Checker"]


def test_by_load_counts_what_people_hold_elsewhere_on_the_desk(team: Team, article) -> None:
    make.claims(make.article(team.desk), 2, state=ClaimState.OPEN, assignee=team.checker)
    make.claims(article, 3, state=ClaimState.OPEN)
    assign_open(team.editor, article=article, way="by-load")
    assert holders(article) == ["Reviewer", "Reviewer", "Checker"]


def test_only_open_claims_that_nobody_holds_are_given(team: Team, article) -> None:
    make.claim(article, state=ClaimState.OPEN, assignee=team.editor)
    make.claim(article, state=ClaimState.DRAFT)
    make.claim(article, state=ClaimState.RATING)
    make.claim(article, state=ClaimState.OPEN, set_aside=ExclusionReason.DROPPED)
    assert assign_open(team.editor, article=article, way="by-load") == 0
    assert holders(article) == ["Editor", "None", "None", "None"]
    assert not Event.objects.filter(action="claims.assigned").exists()


def test_where_nobody_checks_those_who_may_do(team: Team, article) -> None:
    team.desk.memberships.filter(role__in=[Role.CHECKER, Role.REVIEWER]).delete()
    make.claim(article, state=ClaimState.OPEN)
    assign_open(team.editor, article=article, way="in-turn")
    assert holders(article) == ["Editor"]


def test_a_checker_gives_claims_to_nobody(team: Team, article) -> None:
    with pytest.raises(PermissionDenied):
        assign_open(team.checker, article=article, way="by-load")


def test_being_given_a_claim_leaves_a_line_in_its_history(team: Team, article) -> None:
    claim = make.claim(article, state=ClaimState.OPEN)
    assign_open(team.editor, article=article, way="by-load")
    assert [row.assignee_id for row in claim.history.all()] == [team.checker.pk, None]


class TestGivingBack:
    @pytest.fixture
    def held(self, team: Team, article) -> Claim:
        return make.claim(article, state=ClaimState.OPEN, assignee=team.checker)

    def later(self, days: float) -> dt.datetime:
        return timezone.now() + dt.timedelta(days=days)

    def test_what_lies_still_beyond_the_desks_limit_goes_back(self, team: Team, held: Claim) -> None:
        team.desk.assignment_days = 3
        team.desk.save()
        assert give_back(self.later(2.9)) == 0
        assert give_back(self.later(3.1)) == 1
        held.refresh_from_db()
        assert held.assignee is None
        event = Event.objects.get(action="claim.given_back")
        assert (event.actor, event.data) == (None, {"was": team.checker.pk})
        assert held.history.first().assignee_id is None

    def test_twice_is_once(self, held: Claim) -> None:
        assert [give_back(self.later(20)), give_back(self.later(20))] == [1, 0]

    def test_a_desk_without_a_limit_takes_nothing_back(self, team: Team, held: Claim) -> None:
        type(team.desk).objects.update(assignment_days=0)
        assert give_back(self.later(900)) == 0

    def test_work_on_its_evidence_keeps_a_claim(self, held: Claim) -> None:
        piece = make.evidence(held)
        Evidence.objects.filter(pk=piece.pk).update(changed_at=self.later(10))
        assert give_back(self.later(20)) == 0

    @pytest.mark.parametrize("state", [ClaimState.RATING, ClaimState.REVEALED, ClaimState.PROPOSED])
    def test_a_claim_that_went_on_stays(self, held: Claim, state: ClaimState) -> None:
        Claim.objects.filter(pk=held.pk).update(state=state)
        assert give_back(self.later(20)) == 0

    def test_the_scheduler_knows_of_it(self, held: Claim) -> None:
        assert settings.CELERY_BEAT_SCHEDULE["work.give_back"]["task"] == task.name
        Claim.objects.update(changed_at=timezone.now() - dt.timedelta(days=20))
        task()
        held.refresh_from_db()
        assert held.assignee is None
