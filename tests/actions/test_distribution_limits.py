"""Which members and claims a distribution counts, what it records, and which assignments are respected."""

import datetime as dt

import pytest
from django.utils import timezone

from factcheck.actions.distribution import distribute_open_claims, release_abandoned_claims
from factcheck.articles.models import Article
from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.desks.models import Membership
from factcheck.enums import ClaimState, ExclusionReason, Role
from factcheck.evidence.models import Evidence
from tests import factories as make
from tests.factories import Team, User

pytestmark = pytest.mark.django_db

OPEN = ClaimState.OPEN
LONG_AGO = timezone.now() - dt.timedelta(days=30)


def assignees(article: Article) -> list[User | None]:
    return [claim.assignee for claim in article.claims.order_by("number")]


def test_a_distribution_is_recorded_with_its_strategy_and_its_last_member(
    team: Team, article: Article
) -> None:
    make.claims(article, 3, state=OPEN)
    distribute_open_claims(team.editor, article=article, strategy="in-turn")
    event = Event.objects.get(action="claims.assigned")
    assert (event.actor, event.target_id) == (team.editor, article.pk)
    assert event.data == {"way": "in-turn", "many": 3, "last": team.checker.pk}


def test_a_round_continues_after_the_last_member_of_the_same_strategy_and_desk(
    team: Team, article: Article
) -> None:
    make.claim(article, state=OPEN)
    distribute_open_claims(team.editor, article=article, strategy="in-turn")
    make.claims(article, 2, state=OPEN)
    distribute_open_claims(team.editor, article=article, strategy="by-load")
    other = make.team()
    elsewhere = make.article(other.desk)
    make.claim(elsewhere, state=OPEN)
    distribute_open_claims(other.editor, article=elsewhere, strategy="in-turn")
    make.claim(article, state=OPEN)
    distribute_open_claims(team.editor, article=article, strategy="in-turn")
    assert assignees(article)[0] == team.checker
    assert assignees(article)[-1] == team.reviewer


def test_claims_are_distributed_in_the_order_of_their_numbers_and_of_one_article(
    team: Team, article: Article
) -> None:
    other = make.claim(make.article(team.desk), state=OPEN)
    second, first = make.claim(article, state=OPEN, number=2), make.claim(article, state=OPEN, number=1)
    distribute_open_claims(team.editor, article=article, strategy="in-turn")
    for claim in (first, second, other):
        claim.refresh_from_db()
    assert [claim.assignee for claim in (first, second, other)] == [team.checker, team.reviewer, None]


def test_members_of_other_desks_inactive_users_and_lower_roles_get_no_claims(
    team: Team, article: Article
) -> None:
    make.member(make.desk(), Role.CHECKER)
    team.checker.is_active = False
    team.checker.save()
    make.claims(article, 2, state=OPEN)
    distribute_open_claims(team.editor, article=article, strategy="in-turn")
    assert assignees(article) == [team.reviewer, team.reviewer]


def test_only_claims_that_are_being_worked_on_count_as_load(team: Team, article: Article) -> None:
    elsewhere = make.article(team.desk)
    make.claims(elsewhere, 2, state=ClaimState.PUBLISHED, assignee=team.checker)
    make.claims(elsewhere, 2, state=OPEN, set_aside=ExclusionReason.DROPPED, assignee=team.checker)
    other = make.desk()
    Membership.objects.create(desk=other, user=team.checker, role=Role.CHECKER)
    make.claims(make.article(other), 2, state=OPEN, assignee=team.checker)
    make.claims(elsewhere, 1, state=ClaimState.DRAFT, assignee=team.reviewer)
    make.claim(article, state=OPEN)
    distribute_open_claims(team.editor, article=article, strategy="by-load")
    assert assignees(article) == [team.checker]


class TestRelease:
    def assigned(self, article: Article, user: User, **fields: object) -> Claim:
        claim = make.claim(article, assignee=user, **({"state": OPEN} | fields))
        Claim.objects.filter(pk=claim.pk).update(changed_at=LONG_AGO)
        return claim

    def test_only_claims_without_a_change_since_the_limit_are_released(
        self, team: Team, article: Article
    ) -> None:
        released = self.assigned(article, team.checker)
        draft = self.assigned(article, team.checker, state=ClaimState.DRAFT)
        kept = make.claim(article, state=OPEN, assignee=team.checker)
        excluded = self.assigned(article, team.checker, set_aside=ExclusionReason.DROPPED)
        assert release_abandoned_claims() == 2
        assert list(Claim.objects.filter(assignee=None)) == [released, draft]
        assert set(Claim.objects.filter(assignee=team.checker)) == {kept, excluded}
        assert {event.target_id for event in Event.objects.filter(action="claim.given_back")} == {
            released.pk,
            draft.pk,
        }

    def test_evidence_keeps_only_the_assignment_of_its_own_claim_while_it_is_new(
        self, team: Team, article: Article
    ) -> None:
        first, second, third = (self.assigned(article, team.checker) for _ in range(3))
        make.evidence(first)
        old = make.evidence(second)
        Evidence.objects.filter(pk=old.pk).update(changed_at=LONG_AGO)
        Claim.objects.update(changed_at=LONG_AGO)
        assert release_abandoned_claims() == 2
        assert list(Claim.objects.filter(assignee=None)) == [second, third]

    def test_each_desk_has_its_own_limit(self, team: Team, article: Article) -> None:
        patient = make.team()
        patient.desk.assignment_days = 60
        patient.desk.save()
        kept = self.assigned(make.article(patient.desk), patient.checker)
        self.assigned(article, team.checker)
        assert release_abandoned_claims() == 1
        kept.refresh_from_db()
        assert kept.assignee == patient.checker

    @pytest.mark.parametrize("change", ["another assignee", "a new date"])
    def test_a_claim_that_changes_between_the_search_and_the_lock_is_not_released(
        self, team: Team, article: Article, change: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        claim = self.assigned(article, team.checker)
        fields = {
            "another assignee": {"assignee": team.reviewer},
            "a new date": {"changed_at": timezone.now()},
        }

        def changed_meanwhile(_desk_id: int) -> None:
            Claim.objects.filter(pk=claim.pk).update(**fields[change])

        monkeypatch.setattr("factcheck.actions.distribution.lock_chain", changed_meanwhile)
        assert release_abandoned_claims() == 0
        assert Claim.objects.get(pk=claim.pk).assignee
