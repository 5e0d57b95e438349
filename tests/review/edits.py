"""Edits of the content of a verdict. Each of them drops its sign-offs."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from factcheck.actions.claims import edit_claim
from factcheck.actions.evidence import link_evidence, update_evidence
from factcheck.actions.sources import update_source
from factcheck.actions.verdicts import propose_verdict, reaffirm_verdict
from factcheck.claims.models import Claim
from factcheck.enums import EvidenceStatus, Stance
from factcheck.review.models import Verdict
from factcheck.stored_messages import free_text
from tests import factories as make
from tests.factories import Team
from tests.review.scenarios import verdict_of


def wording_changed(team: Team, claim: Claim) -> Any:
    return edit_claim(team.checker, claim=claim, text="The bridge cost less.")


def speaker_changed(team: Team, claim: Claim) -> Any:
    return edit_claim(team.checker, claim=claim, speaker="Anna Berg")


def evidence_added(team: Team, claim: Claim) -> Any:
    source = make.source(team.desk)
    return link_evidence(team.checker, claim=claim, source=source, quote="It did.", stance=Stance.SUPPORTS)


def evidence_weakened(team: Team, claim: Claim) -> Any:
    return update_evidence(team.checker, evidence=claim.evidence.get(), strength=0.2)


def evidence_noted(team: Team, claim: Claim) -> Any:
    return update_evidence(team.checker, evidence=claim.evidence.get(), note="See page 3.")


def evidence_withdrawn(team: Team, claim: Claim) -> Any:
    return update_evidence(team.checker, evidence=claim.evidence.get(), lifecycle=EvidenceStatus.WITHDRAWN)


def source_changed(team: Team, claim: Claim) -> Any:
    return update_source(team.checker, source=claim.evidence.get().source, publisher="The city")


def proposed_again(team: Team, claim: Claim) -> Any:
    proposal = {
        "rating": "mostly-false",
        "reasons": "On second thoughts.",
        "correction": "The rating.",
        "departure": "It lacks context.",
    }
    return propose_verdict(team.checker, claim=claim, **proposal)


def reaffirmed(team: Team, claim: Claim) -> Any:
    verdict = verdict_of(claim)
    Verdict.objects.filter(pk=verdict.pk).update(
        stale_since=timezone.now(), stale_cause=free_text("Withdrawn.")
    )
    return reaffirm_verdict(team.checker, verdict=verdict, reasons="The other piece is enough.")


EDITS: list[Callable[[Team, Claim], Any]] = [
    wording_changed,
    speaker_changed,
    evidence_added,
    evidence_weakened,
    evidence_noted,
    evidence_withdrawn,
    source_changed,
    proposed_again,
    reaffirmed,
]
