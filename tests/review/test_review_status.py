"""The review of one claim as its page shows it."""

import pytest
from django.utils import timezone

from factcheck.claims.models import Claim
from factcheck.enums import AgreementOutcome, ClaimState
from factcheck.review.publishing import content_digest
from factcheck.review.review_status import load_review_status
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


def put(claim: Claim, state: ClaimState) -> Claim:
    claim.state = state
    claim.save()
    return claim


def test_reviewers_are_listed_apart_from_those_recused(team: Team, claim: Claim) -> None:
    assigned = make.reviewing(claim, team.reviewer)
    recused = make.reviewing(claim, team.editor, recused_at=timezone.now(), recused_reason="My sister's.")
    make.reviewing(make.claim(claim.article), team.admin)
    status = load_review_status(team.editor, claim, None)
    assert (status.reviewers, status.recused) == ([assigned], [recused])


def test_sign_offs_are_listed_apart_from_those_dropped(team: Team, claim: Claim) -> None:
    make.signoff(make.verdict(claim), team.reviewer)
    verdict = make.verdict(claim)
    signed = make.signoff(verdict, team.editor)
    dropped = make.signoff(
        verdict, team.admin, dropped_at=timezone.now(), dropped_by=team.checker, dropped_because="Edit"
    )
    status = load_review_status(team.editor, claim, verdict)
    assert (status.signed, status.dropped) == ([signed], [dropped])
    assert status.digest == content_digest(claim)


def test_a_claim_without_a_verdict_has_no_sign_offs_and_no_digest(team: Team, claim: Claim) -> None:
    status = load_review_status(team.editor, claim, None)
    assert (status.signed, status.dropped, status.digest, status.published) == ([], [], "", None)


@pytest.mark.parametrize("state", [ClaimState.RATING, ClaimState.REVEALED])
def test_the_agreement_is_shown_once_the_ratings_are_revealed(
    team: Team, claim: Claim, state: ClaimState
) -> None:
    blind = make.rating(team.desk, "false")
    for reviewer, slug in ((team.reviewer, "false"), (team.editor, "true")):
        make.assessment(claim, reviewer, slug, blind_rating=blind)
    status = load_review_status(team.editor, put(claim, state), None)
    shown = (status.at_reveal, status.now, status.same_at_reveal, status.same_now)
    if state is ClaimState.RATING:
        assert shown == (None, None, None, None)
    else:
        assert shown == (AgreementOutcome.AGREED, AgreementOutcome.CONTESTED, 1.0, 0.0)


def test_the_quorum_of_the_claim_comes_before_that_of_the_desk(team: Team, claim: Claim) -> None:
    team.desk.signoffs = 3
    team.desk.save()
    claim.refresh_from_db()
    status = load_review_status(team.editor, claim, None)
    assert (status.quorum, status.signoffs_needed) == (team.desk.quorum, 3)
    claim.quorum = 5
    assert load_review_status(team.editor, claim, None).quorum == 5


def test_the_publication_is_the_newest_of_the_claim(team: Team, claim: Claim) -> None:
    make.publication(make.verdict(claim))
    newest = make.publication(make.verdict(claim))
    make.publication(make.verdict(make.claim(claim.article)))
    assert load_review_status(team.editor, claim, None).published == newest


def test_steps_are_sorted_by_what_they_ask_for(team: Team, claim: Claim) -> None:
    make.evidence(claim)
    verdict = make.verdict(put(claim, ClaimState.PROPOSED), proposed_by=team.checker)
    status = load_review_status(team.editor, claim, verdict)
    assert [item.slug for item in status.forward] == ["approve"]
    assert all(item.step.asks_reason and not item.missing for item in status.with_reason)
    assert all(item.missing for item in status.waiting)
    own = load_review_status(team.checker, claim, verdict)
    assert "approve" in [item.slug for item in own.waiting]
    assert "approve" not in [item.slug for item in own.forward]
