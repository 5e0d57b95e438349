"""Add and drop sign-offs of a verdict, and make new versions of it.

Every action that changes what was signed (a claim's text, its evidence, a source) calls `invalidate_signoffs`.
"""

from django.db.models import Max
from django.utils import timezone

from factcheck.actions.claim_state import lock_claim, set_state
from factcheck.audit.services import record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import ClaimState
from factcheck.review.models import SignOff, Verdict
from factcheck.stored_messages import StoredMessage


def invalidate_signoffs(actor: User, claim: Claim, *, because: StoredMessage) -> None:
    """Drop the sign-offs of a claim whose content was edited, and return it to the state "proposed" if needed.

    A published claim gets a new version of its verdict with `because` as the correction note. Readers see the version
    that was published before until the new one is published too. Call it in the transaction of the edit.
    """
    claim = lock_claim(claim)
    state = ClaimState(claim.state)
    if state is ClaimState.PUBLISHED:
        _start_correction(actor, claim, because)
    elif state in (ClaimState.PROPOSED, ClaimState.APPROVED):
        drop_signoffs(actor, claim, because=because)
        _extend_correction(claim, because)
    if state in (ClaimState.APPROVED, ClaimState.PUBLISHED):
        set_state(
            actor, claim=claim, source=state, target=ClaimState.PROPOSED, event="claim.approval_dropped"
        )


def add_signoff(actor: User, claim: Claim) -> SignOff:
    """Sign the current verdict of a locked claim."""
    verdict = Verdict.objects.get(claim=claim, current=True)
    signoff = SignOff.objects.create(
        desk_id=claim.desk_id, verdict=verdict, member=actor, proposed_by_id=verdict.proposed_by_id
    )
    record_event(actor, "verdict.signed", verdict, desk_id=claim.desk_id, version=verdict.number)
    return signoff


def drop_signoffs(actor: User, claim: Claim, *, because: StoredMessage) -> None:
    """Drop the valid sign-offs of a claim's current verdict. The rows stay, with when, by whom and why.

    A verdict that was published keeps its sign-offs: they document what readers were shown.
    """
    verdict = Verdict.objects.filter(claim=claim, current=True, publication__isnull=True).first()
    if verdict is None:
        return
    valid = SignOff.objects.filter(verdict=verdict, dropped_at__isnull=True)
    members = list(valid.values_list("member_id", flat=True))
    valid.update(dropped_at=timezone.now(), dropped_by=actor, dropped_because=because)
    # An approval without enough sign-offs was given for the same content, so it ends with them.
    if verdict.glass_reason:
        verdict.glass_reason, verdict.glass_by = "", None
        verdict.save(update_fields=["glass_reason", "glass_by"])
    if members:
        record_event(actor, "verdict.signoffs_dropped", verdict, desk_id=claim.desk_id, members=members)


def new_version(verdict: Verdict) -> Verdict:
    """Save a verdict as the next version for its claim, and make it the current one.

    The old version is saved first: a constraint allows one current verdict a claim. Rows are saved one by one, so that
    each change goes into the history.
    """
    earlier = Verdict.objects.filter(claim=verdict.claim)
    verdict.number = (earlier.aggregate(newest=Max("number"))["newest"] or 0) + 1
    for current in earlier.filter(current=True):
        current.current = False
        current.save(update_fields=["current"])
    verdict.save()
    return verdict


def _start_correction(actor: User, claim: Claim, because: StoredMessage) -> None:
    """Copy the published verdict to a new version, proposed by the person who made the edit."""
    verdict = Verdict.objects.get(claim=claim, current=True)
    verdict.pk = None
    verdict.correction, verdict.proposed_by = _correction_note(because), actor
    verdict.glass_reason, verdict.glass_by = "", None
    new_version(verdict)
    record_event(actor, "verdict.corrected", verdict, desk_id=claim.desk_id, version=verdict.number)


def _extend_correction(claim: Claim, because: StoredMessage) -> None:
    """Add a further edit to the correction note of a verdict that was published before."""
    verdict = Verdict.objects.get(claim=claim, current=True)
    note = _correction_note(because)
    if claim.publications.exists() and note not in verdict.correction:
        verdict.correction = f"{verdict.correction} {note}".strip()
        verdict.save(update_fields=["correction"])


def _correction_note(because: StoredMessage) -> str:
    """Return the first draft of a correction note, which people can edit: a text, in the source language."""
    return f"{because.source_text}."
