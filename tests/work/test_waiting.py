"""What waits for whom, in which order, and why; and nothing of what is blind."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from factcheck.claims.models import Claim
from factcheck.desks.models import Membership
from factcheck.enums import ClaimState, ExclusionReason, Role
from factcheck.review.models import Comment
from factcheck.work.waiting import waiting_for
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


def kinds(user) -> list[str]:
    return [item.kind for item in waiting_for(user)]


def test_nothing_waits_on_an_empty_desk(team: Team) -> None:
    assert waiting_for(team.editor) == []


class TestRating:
    @pytest.fixture
    def rated(self, article) -> Claim:
        return make.claim(article, state=ClaimState.RATING)

    @pytest.mark.parametrize(
        ("role", "waits"), [("checker", []), ("reviewer", ["rate"]), ("editor", ["rate"]), ("viewer", [])]
    )
    def test_it_waits_for_those_who_may_rate(self, team: Team, rated: Claim, role: str, waits: list) -> None:
        assert kinds(team.of(role)) == waits

    def test_not_for_who_has_rated(self, team: Team, rated: Claim) -> None:
        make.assessment(rated, team.reviewer)
        assert kinds(team.reviewer) == []

    def test_anothers_rating_changes_nothing_that_one_sees(self, team: Team, rated: Claim) -> None:
        before = waiting_for(team.editor)
        make.assessment(rated, team.reviewer)
        assert waiting_for(team.editor) == before

    def test_where_reviewers_are_assigned_it_waits_for_them_alone(self, team: Team, rated: Claim) -> None:
        make.reviewing(rated, team.reviewer)
        assert kinds(team.editor) == []
        [item] = waiting_for(team.reviewer)
        assert item.why == "You are asked to rate it."

    def test_not_for_who_stepped_back(self, team: Team, rated: Claim) -> None:
        make.reviewing(rated, team.reviewer, recused_at=timezone.now(), recused_reason="My sister's firm.")
        assert kinds(team.reviewer) == []

    def test_not_while_it_is_set_aside(self, team: Team, rated: Claim) -> None:
        Claim.objects.update(set_aside=ExclusionReason.NOT_CHECKABLE)
        assert kinds(team.reviewer) == []


class TestSigning:
    @pytest.fixture
    def verdict(self, team: Team, article):
        return make.verdict(make.claim(article, state=ClaimState.PROPOSED), proposed_by=team.checker)

    def test_a_proposed_verdict_waits_for_editors(self, team: Team, verdict) -> None:
        assert kinds(team.editor) == ["sign"]
        assert kinds(team.reviewer) == []

    def test_not_for_the_proposer_and_not_for_who_signed(self, team: Team, verdict) -> None:
        make.signoff(verdict, team.editor)
        assert kinds(team.editor) == []
        assert kinds(team.admin) == ["sign"]
        other = make.claim(verdict.claim.article, state=ClaimState.PROPOSED)
        make.verdict(other, proposed_by=team.editor)
        assert kinds(team.editor) == []

    def test_a_stale_one_is_looked_at_again_instead(self, team: Team, verdict) -> None:
        type(verdict).objects.update(stale_since=timezone.now(), stale_cause="Evidence was withdrawn.")
        [item] = waiting_for(team.editor)
        assert (item.kind, item.why) == ("stale", "Its verdict is stale: Evidence was withdrawn.")


class TestAnswers:
    def test_a_comment_that_names_me_waits_until_i_answer(self, team: Team, article) -> None:
        claim = make.claim(article, state=ClaimState.OPEN)
        first = make.comment(claim, author=team.editor, body="@Checker?", mentions=[team.checker.pk])
        [item] = waiting_for(team.checker)
        assert (item.kind, item.claim, item.comment) == ("answer", claim, first)
        assert kinds(team.reviewer) == []
        make.comment(claim, author=team.checker, parent=first, body="Here.")
        assert kinds(team.checker) == []

    @pytest.mark.parametrize("gone", ["resolved", "deleted"])
    def test_not_when_the_thread_is_closed_or_the_comment_gone(self, team: Team, article, gone: str) -> None:
        first = make.comment(article, author=team.editor, mentions=[team.checker.pk])
        changes = {f"{gone}_at": timezone.now(), f"{gone}_by": team.editor}
        Comment.objects.filter(pk=first.pk).update(**changes, **({"body": ""} if gone == "deleted" else {}))
        assert kinds(team.checker) == []


class TestHolding:
    def test_a_claim_waits_for_who_holds_it_with_its_next_step(self, team: Team, article) -> None:
        make.claim(article, state=ClaimState.OPEN, assignee=team.checker)
        [item] = waiting_for(team.checker)
        assert item.why == "It is assigned to you: gather its evidence."

    def test_drafts_wait_once_an_article(self, team: Team, article) -> None:
        make.claims(article, 3)
        make.claim(article, set_aside=ExclusionReason.DROPPED)
        [item] = waiting_for(team.checker)
        assert (item.kind, item.many) == ("confirm", 3)
        assert kinds(team.contributor) == []


def test_what_is_overdue_comes_first_and_then_what_others_wait_for(team: Team, article) -> None:
    today = timezone.localdate()
    make.claims(article, 1)
    make.claim(article, state=ClaimState.OPEN, assignee=team.editor)
    late = make.claim(
        article, state=ClaimState.OPEN, assignee=team.editor, due_on=today - dt.timedelta(days=2)
    )
    make.claim(article, state=ClaimState.RATING)
    make.verdict(make.claim(article, state=ClaimState.PROPOSED), proposed_by=team.checker)
    items = waiting_for(team.editor)
    assert [item.kind for item in items] == ["check", "sign", "rate", "check", "confirm"]
    assert items[0].claim == late


def test_all_of_a_persons_desks_are_looked_at_and_no_other(team: Team, article) -> None:
    make.claims(article, 1)
    other = make.team()
    make.claims(make.article(other.desk), 1)
    assert kinds(other.stranger) == []
    Membership.objects.create(desk=other.desk, user=team.checker, role=Role.CHECKER)
    assert {item.desk for item in waiting_for(team.checker)} == {team.desk, other.desk}


def test_the_number_of_queries_does_not_grow(team: Team, article, django_assert_max_num_queries) -> None:
    make.claims(article, 6, state=ClaimState.RATING)
    make.claims(article, 6, state=ClaimState.OPEN, assignee=team.editor)
    for claim in make.claims(article, 4, state=ClaimState.PROPOSED):
        make.verdict(claim, proposed_by=team.checker)
    with django_assert_max_num_queries(7):
        assert len(waiting_for(team.editor)) == 16


class TestThePage:
    def test_it_names_what_why_and_where(self, team: Team, client: Client, article) -> None:
        make.claim(article, state=ClaimState.OPEN, assignee=team.checker, due_on=dt.date(2020, 1, 2))
        client.force_login(team.checker)
        page = client.get("/work/").content.decode()
        assert "gather its evidence" in page
        assert "Overdue since 2 January" in page
        assert team.desk.name in page

    def test_an_empty_one_says_what_will_be_here(self, team: Team, client: Client) -> None:
        client.force_login(team.viewer)
        assert "Nothing waits for you" in client.get("/work/").content.decode()

    def test_an_editor_gives_claims_out_on_the_articles_page(
        self, team: Team, client: Client, article
    ) -> None:
        claim = make.claim(article, state=ClaimState.OPEN)
        client.force_login(team.editor)
        assert "by load" in client.get(f"/articles/{article.pk}/").content.decode()
        client.post(f"/articles/{article.pk}/holders/", {"way": "by-load"})
        claim.refresh_from_db()
        assert claim.assignee == team.checker

    def test_a_checker_is_not_offered_it(self, team: Team, client: Client, article) -> None:
        make.claim(article, state=ClaimState.OPEN)
        client.force_login(team.checker)
        assert "by load" not in client.get(f"/articles/{article.pk}/").content.decode()

    def test_a_claim_is_given_by_hand_with_a_due_date(self, team: Team, client: Client, article) -> None:
        claim = make.claim(article, state=ClaimState.OPEN)
        client.force_login(team.checker)
        said = {"assignee": team.reviewer.pk, "due_on": "2030-05-01"}
        client.post(f"/claims/{claim.pk}/holder/", said)
        claim.refresh_from_db()
        assert (claim.assignee, claim.due_on) == (team.reviewer, dt.date(2030, 5, 1))

    def test_not_to_somebody_of_another_desk(self, team: Team, client: Client, article) -> None:
        claim = make.claim(article, state=ClaimState.OPEN)
        client.force_login(team.checker)
        answer = client.post(f"/claims/{claim.pk}/holder/", {"assignee": team.stranger.pk}, follow=True)
        assert "notice error" in answer.content.decode()
        claim.refresh_from_db()
        assert claim.assignee is None
