"""Corrections: an edit of a published claim makes a new version of its verdict, which is published by itself."""

from collections.abc import Callable
from typing import Any

import pytest

from factcheck.actions.evidence import update_evidence
from factcheck.actions.sources import update_source
from factcheck.actions.verdicts import propose_verdict
from factcheck.actions.workflow import perform_step
from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, CreatedBy
from factcheck.exceptions import ConflictError
from tests.factories import Team
from tests.review.edits import EDITS, evidence_added, speaker_changed, wording_changed
from tests.review.scenarios import approved, proposed, published, verdict_of

pytestmark = pytest.mark.django_db


def state_of(claim: Claim) -> str:
    return Claim.objects.get(pk=claim.pk).state


PUBLISHED_EDITS = [edit for edit in EDITS if edit not in (wording_changed, speaker_changed)]


@pytest.mark.parametrize("edit", PUBLISHED_EDITS, ids=lambda edit: edit.__name__)
def test_an_edit_of_a_published_claim_makes_a_new_version_with_a_correction(
    team: Team, edit: Callable[[Team, Claim], Any]
) -> None:
    claim = published(team)
    edit(team, claim)
    first, second = claim.verdicts.order_by("number")[:2]
    assert (state_of(claim), first.current, second.current) == (ClaimState.PROPOSED, False, True)
    assert second.correction
    assert first.signoffs.get().dropped_at is None
    assert not second.signoffs.exists()
    assert claim.publications.get().verdict == first


def test_a_correction_needs_its_own_sign_offs(team: Team) -> None:
    claim = published(team)
    evidence_added(team, claim)
    with pytest.raises(ConflictError, match="one more sign-off"):
        perform_step(team.editor, claim=claim, slug="publish")
    perform_step(team.editor, claim=claim, slug="approve")
    perform_step(team.editor, claim=claim, slug="publish")
    first, second = claim.publications.all()
    assert (first.correction, second.correction) == ("", "Evidence was added.")
    assert (len(first.content["evidence"]), len(second.content["evidence"])) == (1, 2)


def test_a_further_edit_is_added_to_the_correction_once(team: Team) -> None:
    claim = published(team)
    for edit in (evidence_added, evidence_added, _source_changed_of_first):
        edit(team, claim)
    assert verdict_of(claim).correction == "Evidence was added. A source of the evidence was changed."
    assert claim.verdicts.count() == 2


def _source_changed_of_first(team: Team, claim: Claim) -> Any:
    return update_source(team.checker, source=claim.evidence.first().source, publisher="The city")


def test_a_published_claim_can_be_reworded_only_after_reopening(team: Team) -> None:
    claim = published(team)
    with pytest.raises(ConflictError, match="Correct its verdict"):
        wording_changed(team, claim)
    perform_step(team.editor, claim=claim, slug="reopen", reason="A word is wrong.")
    wording_changed(team, claim)
    with pytest.raises(ConflictError, match="tell its readers what is corrected"):
        propose_verdict(
            team.checker,
            claim=claim,
            rating="false",
            reasons="As before.",
            departure="The map lacks context.",
        )
    propose_verdict(
        team.checker,
        claim=claim,
        rating="false",
        reasons="As before.",
        departure="The map lacks context.",
        correction="The wording.",
    )
    assert verdict_of(claim).correction == "The wording."


def test_a_correction_is_made_by_the_machine_and_keeps_its_proposer(team: Team) -> None:
    claim = published(team)
    update_evidence(team.editor, evidence=claim.evidence.get(), strength=0.2)
    correction = verdict_of(claim)
    assert (correction.number, correction.proposed_by) == (2, team.checker)
    assert [verdict.origin for verdict in claim.verdicts.all()] == [CreatedBy.PERSON, CreatedBy.MACHINE]
    assert [change.changed_by for change in correction.substance_changes.all()] == [team.editor]
    event = Event.objects.get(action="verdict.corrected")
    assert (event.actor, event.target_id, event.data) == (team.editor, correction.pk, {"version": 2})


def test_a_correction_has_no_approval_without_sign_offs_from_the_published_version(team: Team) -> None:
    claim = perform_step(team.admin, claim=proposed(team), slug="break-glass", reason="Nobody is in.")
    perform_step(team.admin, claim=claim, slug="publish")
    evidence_added(team, claim)
    correction = verdict_of(claim)
    assert (correction.glass_reason, correction.glass_by) == ("", None)
    assert claim.publications.get().verdict.glass_by == team.admin


def test_an_edit_of_a_claim_that_was_never_published_writes_no_correction(team: Team) -> None:
    claim = approved(team)
    evidence_added(team, claim)
    assert verdict_of(claim).correction == ""


def test_an_edit_of_a_published_claim_changes_no_other_verdict(team: Team) -> None:
    claim, other = published(team), published(team)
    evidence_added(team, claim)
    assert other.verdicts.get().current
    assert Claim.objects.get(pk=other.pk).state == ClaimState.PUBLISHED
