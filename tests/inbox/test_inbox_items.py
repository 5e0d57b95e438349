"""Which rows become items of the inbox, and in which order."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.inbox.inbox import InboxItem, list_inbox
from factcheck.review.models import Verdict
from tests import factories as make
from tests.factories import Team, User

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 3, 10)


def kinds(user: User) -> list[str]:
    return [item.kind for item in list_inbox(user)]


def texts(items: list[InboxItem]) -> list[str]:
    return [item.claim.text for item in items if item.claim]


def assigned(article: Article, user: User, text: str, **fields: object) -> Claim:
    return make.claim(article, state=ClaimState.OPEN, assignee=user, text=text, **fields)


def change(claim: Claim, days_ago: int) -> None:
    Claim.objects.filter(pk=claim.pk).update(changed_at=timezone.now() - dt.timedelta(days=days_ago))


def test_overdue_items_are_sorted_by_their_due_date_and_come_before_those_of_later(
    team: Team, article: Article
) -> None:
    days = {"next": 1, "today": 0, "last week": -7, "yesterday": -1}
    assigned(article, team.checker, "some day")
    for text, day in days.items():
        assigned(article, team.checker, text, due_on=TODAY + dt.timedelta(days=day))
    items = list_inbox(team.checker, today=TODAY)
    assert texts(items) == ["last week", "yesterday", "today", "next", "some day"]


def test_an_overdue_item_comes_before_items_that_block_others(team: Team, article: Article) -> None:
    make.claim(article, state=ClaimState.RATING)
    assigned(article, team.reviewer, "late", due_on=TODAY)
    assert [item.kind for item in list_inbox(team.reviewer, today=TODAY)] == ["check", "rate"]
    yesterday = TODAY - dt.timedelta(days=1)
    assert [item.kind for item in list_inbox(team.reviewer, today=yesterday)] == ["rate", "check"]


def test_items_of_one_kind_are_sorted_by_age(team: Team, article: Article) -> None:
    for text, days_ago in [("second", 2), ("third", 1), ("first", 3)]:
        change(assigned(article, team.checker, text), days_ago)
    assert texts(list_inbox(team.checker)) == ["first", "second", "third"]


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (ClaimState.DRAFT, "It is assigned to you: confirm, edit or drop it."),
        (ClaimState.OPEN, "It is assigned to you: gather its evidence."),
        (ClaimState.REVEALED, "It is assigned to you: propose its verdict."),
    ],
)
def test_an_assigned_claim_says_its_next_action(
    team: Team, article: Article, state: ClaimState, why: str
) -> None:
    claim = make.claim(article, state=state, assignee=team.checker)
    [item] = list_inbox(team.checker)
    assert (item.kind, item.claim, item.desk, item.article) == ("check", claim, team.desk, article)
    assert (item.why, item.since) == (why, claim.changed_at)


@pytest.mark.parametrize("state", [ClaimState.RATING, ClaimState.APPROVED, ClaimState.PUBLISHED])
def test_an_assigned_claim_that_needs_no_action_of_the_assignee_is_no_item(
    team: Team, article: Article, state: ClaimState
) -> None:
    make.claim(article, state=state, assignee=team.checker)
    assert kinds(team.checker) == []


def test_an_excluded_assigned_claim_is_no_item(team: Team, article: Article) -> None:
    assigned(article, team.checker, "dropped", set_aside=ExclusionReason.DROPPED)
    assert kinds(team.checker) == []


def test_a_claim_assigned_to_another_member_is_no_item(team: Team, article: Article) -> None:
    assigned(article, team.reviewer, "of another")
    assert kinds(team.checker) == []


class TestSigning:
    @pytest.fixture
    def verdict(self, team: Team, article: Article) -> Verdict:
        claim = make.claim(article, state=ClaimState.PROPOSED)
        return make.verdict(claim, proposed_by=team.checker)

    def test_a_recused_editor_gets_no_item(self, team: Team, verdict: Verdict) -> None:
        recusal = {"recused_at": timezone.now(), "recused_reason": "My sister's firm."}
        make.reviewing(verdict.claim, team.editor, **recusal)
        assert kinds(team.editor) == []

    def test_an_assigned_editor_gets_an_item(self, team: Team, verdict: Verdict) -> None:
        make.reviewing(verdict.claim, team.editor)
        assert kinds(team.editor) == ["sign"]

    def test_a_dropped_sign_off_is_asked_for_again(self, team: Team, verdict: Verdict) -> None:
        make.signoff(
            verdict, team.editor, dropped_at=timezone.now(), dropped_by=team.checker, dropped_because="Edit"
        )
        assert kinds(team.editor) == ["sign"]

    def test_a_sign_off_or_recusal_of_another_claim_does_not_count(
        self, team: Team, article: Article, verdict: Verdict
    ) -> None:
        other = make.verdict(make.claim(article, state=ClaimState.APPROVED))
        make.signoff(other, team.editor)
        make.reviewing(other.claim, team.editor, recused_at=timezone.now(), recused_reason="Mine.")
        assert [item.claim for item in list_inbox(team.editor)] == [verdict.claim]

    def test_only_the_proposer_of_the_current_version_cannot_sign(self, team: Team, verdict: Verdict) -> None:
        make.verdict(verdict.claim, proposed_by=team.editor)
        assert kinds(team.editor) == []
        make.verdict(verdict.claim, proposed_by=team.checker)
        assert kinds(team.editor) == ["sign"]


class TestStale:
    def stale(self, article: Article, days_ago: int) -> Verdict:
        claim = make.claim(article, state=ClaimState.PROPOSED, text=f"{days_ago} days")
        since = timezone.now() - dt.timedelta(days=days_ago)
        return make.verdict(claim, stale_since=since, stale_cause="Withdrawn.")

    def test_members_who_can_propose_get_an_item(self, team: Team, article: Article) -> None:
        self.stale(article, 1)
        assert [kinds(user) for user in (team.contributor, team.checker)] == [[], ["stale"]]

    def test_an_earlier_version_is_no_item(self, team: Team, article: Article) -> None:
        make.verdict(self.stale(article, 1).claim)
        assert kinds(team.checker) == []


class TestMentions:
    def test_a_reply_in_another_thread_is_no_answer(self, team: Team, article: Article) -> None:
        first = make.comment(article, author=team.editor, mentions=[team.checker.pk])
        other = make.comment(article, author=team.editor)
        make.comment(article, author=team.checker, parent=other)
        assert [item.comment for item in list_inbox(team.checker)] == [first]

    def test_a_mention_in_a_reply_is_answered_in_the_same_thread(self, team: Team, article: Article) -> None:
        first = make.comment(article, author=team.checker)
        reply = make.comment(article, author=team.editor, parent=first, mentions=[team.checker.pk])
        [item] = list_inbox(team.checker)
        assert (item.comment, item.article, item.claim) == (reply, article, None)
        assert item.why == "Editor mentioned you and waits for a reply."
        make.comment(article, author=team.checker, parent=first)
        assert kinds(team.checker) == []

    def test_a_reply_before_the_mention_is_no_answer(self, team: Team, article: Article) -> None:
        first = make.comment(article, author=team.editor)
        make.comment(article, author=team.checker, parent=first)
        make.comment(article, author=team.editor, parent=first, mentions=[team.checker.pk])
        assert kinds(team.checker) == ["answer"]

    def test_a_reply_of_another_member_is_no_answer(self, team: Team, article: Article) -> None:
        first = make.comment(article, author=team.editor, mentions=[team.checker.pk])
        make.comment(article, author=team.reviewer, parent=first)
        assert kinds(team.checker) == ["answer"]

    def test_a_mention_in_a_reply_of_a_resolved_thread_is_no_item(self, team: Team, article: Article) -> None:
        first = make.comment(article, author=team.editor, resolved_at=timezone.now(), resolved_by=team.editor)
        make.comment(article, author=team.editor, parent=first, mentions=[team.checker.pk])
        assert kinds(team.checker) == []

    def test_a_mention_of_oneself_is_no_item(self, team: Team, article: Article) -> None:
        make.comment(article, author=team.checker, mentions=[team.checker.pk])
        assert kinds(team.checker) == []

    @pytest.mark.parametrize("target", ["evidence", "verdict"])
    def test_a_mention_on_evidence_or_a_verdict_links_to_its_claim(
        self, team: Team, claim: Claim, target: str
    ) -> None:
        row = make.evidence(claim) if target == "evidence" else make.verdict(claim)
        make.comment(row, author=team.editor, mentions=[team.viewer.pk])
        [item] = list_inbox(team.viewer)
        assert (item.claim, item.article) == (claim, claim.article)


def test_articles_with_unassigned_drafts_are_sorted_by_age_and_count_those_drafts_only(
    team: Team, article: Article
) -> None:
    newer = make.article(team.desk)
    Article.objects.filter(pk=article.pk).update(created_at=timezone.now() - dt.timedelta(days=1))
    make.claims(newer, 2)
    make.claims(article, 1)
    make.claim(article, assignee=team.reviewer)
    make.claim(article, state=ClaimState.OPEN)
    items = list_inbox(team.checker)
    assert [(item.kind, item.article, item.count) for item in items] == [
        ("confirm", article, 1),
        ("confirm", newer, 2),
    ]


def test_a_rating_or_assignment_of_another_claim_does_not_count(team: Team, article: Article) -> None:
    claim, other = (make.claim(article, state=ClaimState.RATING) for _ in range(2))
    make.assessment(other, team.reviewer)
    make.reviewing(other, team.admin)
    [item] = list_inbox(team.reviewer)
    assert (item.claim, item.why) == (claim, "It is being rated, and you have not rated it yet.")


def test_a_recusal_is_no_assignment_of_the_others(team: Team, article: Article) -> None:
    claim = make.claim(article, state=ClaimState.RATING)
    claim.reviewer_assignments.create(
        desk=team.desk, reviewer=team.admin, recused_at=timezone.now(), recused_reason="My sister's firm."
    )
    assert kinds(team.reviewer) == ["rate"]


def test_a_former_member_has_no_items_of_the_desk(team: Team, article: Article) -> None:
    assigned(article, team.editor, "assigned")
    make.comment(article, author=team.checker, mentions=[team.editor.pk])
    make.claim(article, state=ClaimState.RATING)
    make.verdict(make.claim(article, state=ClaimState.PROPOSED), proposed_by=team.checker)
    assert set(kinds(team.editor)) == {"sign", "rate", "answer", "check"}
    team.editor.memberships.all().delete()
    assert kinds(team.editor) == []


def test_of_many_mentions_the_newest_are_listed_from_the_oldest_to_the_newest(
    team: Team, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcheck.inbox.inbox.MAX_OF_A_KIND", 1)  # five comments are read
    comments = [make.comment(article, author=team.editor, mentions=[team.checker.pk]) for _ in range(7)]
    assert [item.comment for item in list_inbox(team.checker)] == comments[2:]


def test_the_number_of_queries_does_not_grow_with_mentions(
    team: Team, article: Article, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for target in (article, make.claim(article), make.evidence(make.claim(article))):
        for _ in range(3):
            make.comment(target, author=team.editor, mentions=[team.viewer.pk])
    make.comment(make.verdict(make.claim(article)), author=team.editor, mentions=[team.viewer.pk])
    with django_assert_max_num_queries(7):
        items = list_inbox(team.viewer)
        assert {(str(item.desk), str(item.article), bool(item.claim)) for item in items}
    assert len(items) == 10
