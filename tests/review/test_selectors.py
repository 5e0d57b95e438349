"""Selectors of the review: progress of articles, verdicts, ratings and threads."""

import datetime as dt

import pytest
from django.utils import timezone

from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, CommentTarget, Role
from factcheck.exceptions import NotFound
from factcheck.review.selectors import (
    ArticleProgress,
    count_progress,
    get_current_verdict,
    get_verdict,
    list_assessments,
    list_eligible_reviewers,
    list_stale_verdicts,
    load_verdicts,
)
from factcheck.review.threads import get_comment, threads_for_article, threads_for_claim
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


def test_the_progress_of_each_article_counts_its_own_claims(team: Team) -> None:
    first, second, third = (make.article(team.desk) for _ in range(3))
    make.claims(first, 2)
    make.claim(second, state=ClaimState.PUBLISHED)
    make.claim(third, state=ClaimState.RATING)
    assert count_progress([first, second]) == {
        first.pk: ArticleProgress(drafts=2),
        second.pk: ArticleProgress(concluded=1),
    }


def test_the_total_of_an_article_is_the_sum_of_its_phases() -> None:
    assert ArticleProgress(drafts=1, in_review=2, concluded=4).total == 7


def test_eligible_reviewers_are_members_of_the_desk_by_name(team: Team) -> None:
    make.member(make.desk(), Role.REVIEWER, name="Aaron")
    first = make.member(team.desk, Role.REVIEWER, name="Abel")
    assert list_eligible_reviewers(team.desk.pk) == [first, team.admin, team.editor, team.reviewer]


@pytest.mark.parametrize(("state", "shown"), [(ClaimState.RATING, 1), (ClaimState.REVEALED, 2)])
def test_ratings_of_others_are_listed_after_the_reveal(
    team: Team, claim: Claim, state: ClaimState, shown: int
) -> None:
    Claim.objects.filter(pk=claim.pk).update(state=state)
    own = make.assessment(claim, team.reviewer)
    make.assessment(claim, team.editor)
    make.assessment(make.claim(claim.article, state=ClaimState.REVEALED), team.editor)
    rows = list(list_assessments(team.reviewer, claim))
    assert own in rows
    assert {row.claim for row in rows} == {claim}
    assert len(rows) == shown


def test_the_current_verdict_of_each_claim_is_loaded(team: Team, claim: Claim) -> None:
    make.verdict(claim)
    newest = make.verdict(claim)
    other = make.claim(claim.article)
    make.verdict(other)
    assert load_verdicts([claim]) == {claim.pk: newest}
    assert get_current_verdict(claim) == newest
    with pytest.raises(NotFound, match="no verdict yet"):
        get_current_verdict(make.claim(claim.article))


def test_stale_verdicts_of_a_desk_are_listed_with_the_oldest_mark_first(team: Team, claim: Claim) -> None:
    def stale(of: Claim, days: int) -> make.Verdict:
        since = timezone.now() - dt.timedelta(days=days)
        return make.verdict(of, stale_since=since, stale_cause="Withdrawn.")

    replaced = make.claim(claim.article)
    stale(replaced, 9)
    make.verdict(replaced)
    stale(make.claim(make.article(make.desk())), 5)
    newer, older = stale(claim, 1), stale(make.claim(claim.article), 2)
    assert list(list_stale_verdicts(team.desk.pk)) == [older, newer]


def test_a_version_of_a_verdict_is_found_by_members_only(team: Team, claim: Claim) -> None:
    first, second = make.verdict(claim), make.verdict(claim)
    assert [get_verdict(team.viewer, verdict.pk) for verdict in (first, second)] == [first, second]
    with pytest.raises(NotFound, match="no such verdict"):
        get_verdict(team.stranger, first.pk)


def test_a_comment_is_found_by_members_only(team: Team, claim: Claim) -> None:
    make.comment(claim)
    comment = make.comment(claim)
    assert get_comment(team.viewer, comment.pk) == comment
    with pytest.raises(NotFound, match="no such comment"):
        get_comment(team.stranger, comment.pk)


def test_the_threads_of_an_article_are_those_on_the_article_itself(team: Team, claim: Claim) -> None:
    first, second = make.comment(claim.article), make.comment(claim.article)
    reply = make.comment(claim.article, parent=first)
    make.comment(claim)
    make.comment(make.article(team.desk))
    threads = threads_for_article(claim.article)
    assert [(thread.first, thread.replies) for thread in threads] == [(first, [reply]), (second, [])]


def test_the_threads_of_a_claim_include_earlier_versions_of_its_verdict(team: Team, claim: Claim) -> None:
    earlier = make.verdict(claim)
    on_earlier = make.comment(earlier)
    on_current = make.comment(make.verdict(claim))
    make.comment(make.verdict(make.claim(claim.article)))
    by_verdict = threads_for_claim(claim)[CommentTarget.VERDICT]
    assert {pk: [thread.first for thread in threads] for pk, threads in by_verdict.items()} == {
        earlier.pk: [on_earlier],
        on_current.verdict_id: [on_current],
    }
