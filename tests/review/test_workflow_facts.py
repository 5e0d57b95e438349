"""The facts of a claim that the conditions of the workflow look at."""

import pytest
from django.utils import timezone

from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, EvidenceStatus, ExclusionReason
from factcheck.review.conditions import WorkflowFacts
from factcheck.review.workflow_facts import list_signer_ids, load_facts, load_rating_values
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

RECUSED = {"recused_at": timezone.now(), "recused_reason": "My sister's firm."}


def test_the_facts_of_a_new_claim(claim: Claim) -> None:
    assert load_facts(claim) == WorkflowFacts(ClaimState.DRAFT)


def test_the_rows_of_another_claim_are_no_facts_of_this_one(team: Team, claim: Claim) -> None:
    other = make.claim(claim.article, state=ClaimState.PUBLISHED)
    make.evidence(other)
    make.assessment(other, team.reviewer)
    make.reviewing(other, team.reviewer, **RECUSED)
    verdict = make.verdict(other, proposed_by=team.reviewer, correction="The cost.")
    make.signoff(verdict, team.editor)
    make.publication(verdict)
    assert load_facts(claim, actor=team.reviewer) == WorkflowFacts(ClaimState.DRAFT)


def test_an_excluded_claim_has_its_reason(claim: Claim) -> None:
    claim.set_aside = ExclusionReason.DROPPED
    assert load_facts(claim).set_aside is ExclusionReason.DROPPED


@pytest.mark.parametrize(("own", "quorum"), [(None, 2), (3, 3)])
def test_the_quorum_is_that_of_the_claim_or_else_of_the_desk(
    claim: Claim, own: int | None, quorum: int
) -> None:
    claim.quorum = own
    assert load_facts(claim).quorum == quorum


def test_reviewers_are_those_assigned_without_those_recused(team: Team, claim: Claim) -> None:
    make.reviewing(claim, team.reviewer)
    make.reviewing(claim, team.editor, **RECUSED)
    assert load_facts(claim).reviewers == 1


def test_a_recusal_without_an_assignment_leaves_the_claim_to_all_reviewers(team: Team, claim: Claim) -> None:
    claim.reviewer_assignments.create(desk=team.desk, reviewer=team.reviewer, **RECUSED)
    assert load_facts(claim).reviewers is None


@pytest.mark.parametrize("status", EvidenceStatus)
def test_evidence_counts_by_its_status(claim: Claim, status: EvidenceStatus) -> None:
    make.evidence(claim, lifecycle=status)
    assert load_facts(claim).counted_evidence == int(status.is_counted)


@pytest.mark.parametrize(("slug", "needs_evidence"), [("false", True), ("unproven", False)])
def test_the_rating_says_whether_it_needs_evidence(claim: Claim, slug: str, needs_evidence: bool) -> None:
    facts = load_facts(claim, rating=make.rating(claim.desk, slug))
    assert (facts.needs_evidence, facts.follows_ratings) == (needs_evidence, True)


@pytest.mark.parametrize(("slug", "follows"), [("false", True), ("true", False)])
def test_a_rating_follows_the_ratings_of_the_reviewers(
    team: Team, claim: Claim, slug: str, follows: bool
) -> None:
    for reviewer in (team.reviewer, team.editor):
        make.assessment(claim, reviewer, "false")
    facts = load_facts(claim, rating=make.rating(team.desk, slug))
    assert (facts.ratings, facts.follows_ratings) == (2, follows)


def test_sign_offs_are_the_valid_ones_of_the_current_verdict(team: Team, claim: Claim) -> None:
    make.signoff(make.verdict(claim), team.reviewer)
    current = make.verdict(claim)
    make.signoff(
        current, team.admin, dropped_at=timezone.now(), dropped_by=team.checker, dropped_because="Edit"
    )
    make.signoff(current, team.editor)
    assert list_signer_ids(current) == [team.editor.pk]
    signed = {
        user: load_facts(claim, actor=user).has_signed for user in (team.reviewer, team.admin, team.editor)
    }
    assert signed == {team.reviewer: False, team.admin: False, team.editor: True}
    assert load_facts(claim).signoffs == 1


def test_the_number_of_sign_offs_is_set_by_the_desk(team: Team, claim: Claim) -> None:
    team.desk.signoffs = 3
    team.desk.save()
    claim.refresh_from_db()
    facts = load_facts(claim)
    assert (facts.signoffs_needed, facts.signoffs_missing) == (3, 3)


def test_an_approval_without_sign_offs_misses_none(team: Team, claim: Claim) -> None:
    make.verdict(claim, glass_reason="Deadline.", glass_by=team.admin)
    facts = load_facts(claim)
    assert (facts.is_glass_broken, facts.signoffs_missing) == (True, 0)


def test_more_sign_offs_than_needed_are_not_missing(team: Team, claim: Claim) -> None:
    verdict = make.verdict(claim)
    for member in (team.editor, team.admin):
        make.signoff(verdict, member)
    assert load_facts(claim).signoffs_missing == 0


def test_the_proposer_is_that_of_the_current_verdict(team: Team, claim: Claim) -> None:
    make.verdict(claim, proposed_by=team.editor)
    make.verdict(claim, proposed_by=team.checker)
    proposers = [load_facts(claim, actor=user).is_proposer for user in (team.editor, team.checker, None)]
    assert proposers == [False, True, False]


def test_only_the_recused_reviewer_is_recused(team: Team, claim: Claim) -> None:
    make.reviewing(claim, team.reviewer, **RECUSED)
    make.reviewing(claim, team.editor)
    recused = [load_facts(claim, actor=user).is_recused for user in (team.reviewer, team.editor, team.admin)]
    assert recused == [True, False, False]


def test_staleness_is_that_of_the_current_verdict(claim: Claim) -> None:
    make.verdict(claim, stale_since=timezone.now(), stale_cause="Withdrawn.")
    assert load_facts(claim).is_stale
    make.verdict(claim)
    assert not load_facts(claim).is_stale


@pytest.mark.parametrize(
    ("passed", "correction"), [(None, "The cost."), ("", ""), ("The date.", "The date.")]
)
def test_the_correction_is_the_one_passed_or_that_of_the_current_verdict(
    claim: Claim, passed: str | None, correction: str
) -> None:
    make.publication(make.verdict(claim, correction="The cost."))
    facts = load_facts(claim, reason="Because.", correction=passed)
    assert (facts.correction, facts.was_published, facts.reason) == (correction, True, "Because.")


def test_rating_values_are_those_of_now_or_of_the_reveal(team: Team, claim: Claim) -> None:
    make.assessment(claim, team.reviewer, "true", blind_rating=make.rating(team.desk, "false"))
    make.assessment(claim, team.editor, "false")
    make.assessment(make.claim(claim.article), team.admin, blind_rating=make.rating(team.desk, "true"))
    assert {(value.rater, value.slug) for value in load_rating_values(claim)} == {
        (team.reviewer.pk, "true"),
        (team.editor.pk, "false"),
    }
    [blind] = load_rating_values(claim, blind=True)
    assert (blind.unit, blind.rater, blind.slug, blind.best) == (claim.pk, team.reviewer.pk, "false", 5)
