"""The inbox: its items, their order and reasons, and that it shows nothing that is blind."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from factcheck.claims.models import Claim
from factcheck.desks.models import Membership
from factcheck.enums import ClaimState, ExclusionReason, Role
from factcheck.inbox.inbox import list_inbox
from factcheck.review.models import Comment
from factcheck.stored_messages import message
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


def kinds(user) -> list[str]:
    return [item.kind for item in list_inbox(user)]


def test_empty_desk_has_an_empty_inbox(team: Team) -> None:
    assert list_inbox(team.editor) == []


class TestRating:
    @pytest.fixture
    def rated(self, article) -> Claim:
        return make.claim(article, state=ClaimState.RATING)

    @pytest.mark.parametrize(
        ("role", "waits"), [("checker", []), ("reviewer", ["rate"]), ("editor", ["rate"]), ("viewer", [])]
    )
    def test_item_for_members_who_may_rate(self, team: Team, rated: Claim, role: str, waits: list) -> None:
        assert kinds(team.of(role)) == waits

    def test_no_item_after_the_own_rating(self, team: Team, rated: Claim) -> None:
        make.assessment(rated, team.reviewer)
        assert kinds(team.reviewer) == []

    def test_rating_of_another_member_changes_nothing(self, team: Team, rated: Claim) -> None:
        before = list_inbox(team.editor)
        make.assessment(rated, team.reviewer)
        assert list_inbox(team.editor) == before

    def test_item_only_for_assigned_reviewers(self, team: Team, rated: Claim) -> None:
        make.reviewing(rated, team.reviewer)
        assert kinds(team.editor) == []
        [item] = list_inbox(team.reviewer)
        assert item.why == "You are assigned to rate it."

    def test_no_item_for_recused_reviewers(self, team: Team, rated: Claim) -> None:
        make.reviewing(rated, team.reviewer, recused_at=timezone.now(), recused_reason="My sister's firm.")
        assert kinds(team.reviewer) == []

    def test_no_item_for_excluded_claims(self, team: Team, rated: Claim) -> None:
        Claim.objects.update(set_aside=ExclusionReason.NOT_CHECKABLE)
        assert kinds(team.reviewer) == []


class TestSigning:
    @pytest.fixture
    def verdict(self, team: Team, article):
        return make.verdict(make.claim(article, state=ClaimState.PROPOSED), proposed_by=team.checker)

    def test_item_for_editors_when_a_verdict_is_proposed(self, team: Team, verdict) -> None:
        assert kinds(team.editor) == ["sign"]
        assert kinds(team.reviewer) == []

    def test_no_item_for_the_proposer_or_after_signing(self, team: Team, verdict) -> None:
        make.signoff(verdict, team.editor)
        assert kinds(team.editor) == []
        assert kinds(team.admin) == ["sign"]
        other = make.claim(verdict.claim.article, state=ClaimState.PROPOSED)
        make.verdict(other, proposed_by=team.editor)
        assert kinds(team.editor) == []

    def test_stale_verdict_is_a_stale_item_instead(self, team: Team, verdict) -> None:
        type(verdict).objects.update(stale_since=timezone.now(), stale_cause=message("source_changed"))
        [item] = list_inbox(team.editor)
        assert (item.kind, item.why) == (
            "stale",
            "Its verdict is stale: A source of the evidence was changed",
        )


class TestMentions:
    def test_mention_is_an_item_until_the_user_replies(self, team: Team, article) -> None:
        claim = make.claim(article, state=ClaimState.OPEN)
        first = make.comment(claim, author=team.editor, body="@Checker?", mentions=[team.checker.pk])
        [item] = list_inbox(team.checker)
        assert (item.kind, item.claim, item.comment) == ("answer", claim, first)
        assert kinds(team.reviewer) == []
        make.comment(claim, author=team.checker, parent=first, body="Here.")
        assert kinds(team.checker) == []

    @pytest.mark.parametrize("gone", ["resolved", "deleted"])
    def test_no_item_for_resolved_threads_or_deleted_comments(self, team: Team, article, gone: str) -> None:
        first = make.comment(article, author=team.editor, mentions=[team.checker.pk])
        changes = {f"{gone}_at": timezone.now(), f"{gone}_by": team.editor}
        Comment.objects.filter(pk=first.pk).update(**changes, **({"body": ""} if gone == "deleted" else {}))
        assert kinds(team.checker) == []


class TestAssigned:
    def test_item_for_the_assignee_states_the_next_action(self, team: Team, article) -> None:
        make.claim(article, state=ClaimState.OPEN, assignee=team.checker)
        [item] = list_inbox(team.checker)
        assert item.why == "It is assigned to you: gather its evidence."

    def test_drafts_are_one_item_for_each_article(self, team: Team, article) -> None:
        make.claims(article, 3)
        make.claim(article, set_aside=ExclusionReason.DROPPED)
        [item] = list_inbox(team.checker)
        assert (item.kind, item.count) == ("confirm", 3)
        assert kinds(team.contributor) == []


def test_overdue_items_first_then_those_that_block_others(team: Team, article) -> None:
    today = timezone.localdate()
    make.claims(article, 1)
    make.claim(article, state=ClaimState.OPEN, assignee=team.editor)
    late = make.claim(
        article, state=ClaimState.OPEN, assignee=team.editor, due_on=today - dt.timedelta(days=2)
    )
    make.claim(article, state=ClaimState.RATING)
    make.verdict(make.claim(article, state=ClaimState.PROPOSED), proposed_by=team.checker)
    items = list_inbox(team.editor)
    assert [item.kind for item in items] == ["check", "sign", "rate", "check", "confirm"]
    assert items[0].claim == late


def test_inbox_covers_all_desks_of_the_user_and_no_other(team: Team, article) -> None:
    make.claims(article, 1)
    other = make.team()
    make.claims(make.article(other.desk), 1)
    assert kinds(other.stranger) == []
    Membership.objects.create(desk=other.desk, user=team.checker, role=Role.CHECKER)
    assert {item.desk for item in list_inbox(team.checker)} == {team.desk, other.desk}


def test_number_of_queries_does_not_grow(team: Team, article, django_assert_max_num_queries) -> None:
    make.claims(article, 6, state=ClaimState.RATING)
    make.claims(article, 6, state=ClaimState.OPEN, assignee=team.editor)
    for claim in make.claims(article, 4, state=ClaimState.PROPOSED):
        make.verdict(claim, proposed_by=team.checker)
    with django_assert_max_num_queries(7):
        assert len(list_inbox(team.editor)) == 16


class TestPage:
    def test_page_shows_item_reason_and_desk(self, team: Team, client: Client, article) -> None:
        make.claim(article, state=ClaimState.OPEN, assignee=team.checker, due_on=dt.date(2020, 1, 2))
        client.force_login(team.checker)
        page = client.get("/work/").content.decode()
        assert "gather its evidence" in page
        assert "Overdue since 2 January" in page
        assert team.desk.name in page

    def test_empty_page_explains_itself(self, team: Team, client: Client) -> None:
        client.force_login(team.viewer)
        assert "Your inbox is empty" in client.get("/work/").content.decode()

    def test_editor_distributes_claims_on_the_article_page(self, team: Team, client: Client, article) -> None:
        claim = make.claim(article, state=ClaimState.OPEN)
        client.force_login(team.editor)
        assert "to the least busy" in client.get(f"/articles/{article.pk}/").content.decode()
        client.post(f"/articles/{article.pk}/holders/", {"way": "by-load"})
        claim.refresh_from_db()
        assert claim.assignee == team.checker

    def test_checker_sees_no_distribution_buttons(self, team: Team, client: Client, article) -> None:
        make.claim(article, state=ClaimState.OPEN)
        client.force_login(team.checker)
        assert "to the least busy" not in client.get(f"/articles/{article.pk}/").content.decode()

    def test_claim_is_assigned_with_a_due_date(self, team: Team, client: Client, article) -> None:
        claim = make.claim(article, state=ClaimState.OPEN)
        client.force_login(team.checker)
        data = {"assignee": team.reviewer.pk, "due_on": "2030-05-01"}
        client.post(f"/claims/{claim.pk}/holder/", data)
        claim.refresh_from_db()
        assert (claim.assignee, claim.due_on) == (team.reviewer, dt.date(2030, 5, 1))

    def test_claim_cannot_be_assigned_to_a_stranger(self, team: Team, client: Client, article) -> None:
        claim = make.claim(article, state=ClaimState.OPEN)
        client.force_login(team.checker)
        response = client.post(f"/claims/{claim.pk}/holder/", {"assignee": team.stranger.pk}, follow=True)
        assert "notice error" in response.content.decode()
        claim.refresh_from_db()
        assert claim.assignee is None
