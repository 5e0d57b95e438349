"""Simultaneous decisions on a real database: no sign-off is lost, and none survives a later edit."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from factcheck.actions.assessments import rate_claim
from factcheck.actions.claims import edit_claim
from factcheck.actions.evidence import update_evidence
from factcheck.actions.workflow import perform_step
from factcheck.audit.services import verify_chain
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, Role
from factcheck.exceptions import ConflictError
from tests import factories as make
from tests.review.scenarios import proposed, verdict_of

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act answers, all begun together; a Conflict is an result too."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return act()
        except ConflictError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_simultaneous_sign_offs_of_one_person_count_once() -> None:
    team = make.team()
    team.desk.signoffs = 2
    team.desk.save()
    claim = proposed(team)
    results = at_once(*[lambda: perform_step(team.editor, claim=claim, slug="approve")] * 3)
    assert sum(isinstance(result, ConflictError) for result in results) == 2
    assert verdict_of(claim).signoffs.count() == 1
    assert Claim.objects.get(pk=claim.pk).state == ClaimState.PROPOSED
    assert verify_chain(team.desk.pk) == []


def test_a_simultaneous_sign_off_and_edit_are_serialised() -> None:
    team = make.team()
    for _ in range(4):
        claim = proposed(team)
        piece = claim.evidence.get()
        at_once(
            lambda claim=claim: perform_step(team.editor, claim=claim, slug="approve"),
            lambda piece=piece: update_evidence(team.checker, evidence=piece, strength=0.2),
        )
        state = Claim.objects.get(pk=claim.pk).state
        standing = verdict_of(claim).signoffs.filter(dropped_at=None).count()
        assert (state, standing) in {(ClaimState.PROPOSED, 0), (ClaimState.APPROVED, 1)}
    assert verify_chain(team.desk.pk) == []


def test_whoever_changes_a_claim_does_not_approve_it_alone_at_the_same_moment() -> None:
    team = make.team()
    for _ in range(4):
        claim = proposed(team)
        acts = [
            lambda claim=claim: edit_claim(team.editor, claim=claim, text="The bridge cost nothing."),
            lambda claim=claim: perform_step(team.editor, claim=claim, slug="approve"),
            lambda claim=claim: perform_step(team.editor, claim=claim, slug="approve"),
        ]
        at_once(*acts)
        # Signed first, the edit drops it; edited first, the sign-off is refused.
        assert Claim.objects.get(pk=claim.pk).state == ClaimState.PROPOSED
        assert not verdict_of(claim).signoffs.filter(dropped_at=None).exists()


def test_of_two_who_sign_at_once_the_one_who_changed_it_does_not_count() -> None:
    team = make.team()
    for _ in range(4):
        claim = proposed(team)
        edit_claim(team.editor, claim=claim, text="The bridge cost nothing.")
        first, _ = at_once(
            lambda claim=claim: perform_step(team.editor, claim=claim, slug="approve"),
            lambda claim=claim: perform_step(team.admin, claim=claim, slug="approve"),
        )
        assert isinstance(first, ConflictError)
        assert [row.member for row in verdict_of(claim).signoffs.all()] == [team.admin]
        assert Claim.objects.get(pk=claim.pk).state == ClaimState.APPROVED


def test_two_simultaneous_last_ratings_reveal_a_claim_once() -> None:
    team = make.team(quorum=2)
    second = make.member(team.desk, Role.REVIEWER)
    claim = make.claim(make.article(team.desk), state=ClaimState.RATING)
    at_once(
        lambda: rate_claim(team.reviewer, claim=claim, rating="false"),
        lambda: rate_claim(second, claim=claim, rating="true"),
    )
    assert Claim.objects.get(pk=claim.pk).state == ClaimState.REVEALED
    assert claim.assessments.filter(blind_rating__isnull=False).count() == 2
    assert team.desk.events.filter(action="claim.revealed").count() == 1
    assert verify_chain(team.desk.pk) == []
