"""Dropping the sign-offs of a verdict when something under it was edited, and what becomes of its claim then."""

from django.db.models import Max
from django.utils import timezone

from factcheck.audit.services import record_event
from factcheck.claims import services as claims
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import ClaimState
from factcheck.review.models import SignOff, Verdict


def invalidate_signoffs(actor: User, claim: Claim, *, because: str) -> None:
    """Something under a claim's verdict was edited: what was signed is no more what stands there.

    Sign-offs are dropped, and an approved claim is proposed again. A published one gets a new version of its verdict
    with `because` as its correction note; readers see the version published before until this one is published too.
    """
    claim = claims.lock_claim(claim)
    state = ClaimState(claim.state)
    if state is ClaimState.PUBLISHED:
        _start_correction(actor, claim, because)
    elif state in (ClaimState.PROPOSED, ClaimState.APPROVED):
        drop_signoffs(actor, claim, because=because)
        _extend_correction(claim, because)
    if state in (ClaimState.APPROVED, ClaimState.PUBLISHED):
        claims.set_state(
            actor, claim=claim, source=state, target=ClaimState.PROPOSED, event="claim.approval_dropped"
        )


def drop_signoffs(actor: User, claim: Claim, *, because: str) -> None:
    """Drop what was signed of a claim's current verdict, unless it was published: what was published stays signed."""
    verdict = Verdict.objects.filter(claim=claim, current=True, publication__isnull=True).first()
    if verdict is None:
        return
    standing = SignOff.objects.filter(verdict=verdict, dropped_at__isnull=True)
    members = list(standing.values_list("member_id", flat=True))
    standing.update(dropped_at=timezone.now(), dropped_by=actor, dropped_because=because[:200])
    if verdict.glass_reason:
        verdict.glass_reason, verdict.glass_by = "", None
        verdict.save(update_fields=["glass_reason", "glass_by"])
    if members:
        record_event(actor, "verdict.signoffs_dropped", verdict, desk_id=claim.desk_id, members=members)


def new_version(verdict: Verdict) -> Verdict:
    """Save a verdict as the next version of its claim's, which becomes the current one."""
    earlier = Verdict.objects.filter(claim=verdict.claim)
    verdict.number = (earlier.aggregate(newest=Max("number"))["newest"] or 0) + 1
    for current in earlier.filter(current=True):
        current.current = False
        current.save(update_fields=["current"])
    verdict.save()
    return verdict


def _start_correction(actor: User, claim: Claim, because: str) -> None:
    verdict = Verdict.objects.get(claim=claim, current=True)
    verdict.pk = None
    verdict.correction, verdict.proposed_by = f"{because}.", actor
    verdict.glass_reason, verdict.glass_by = "", None
    new_version(verdict)
    record_event(actor, "verdict.corrected", verdict, desk_id=claim.desk_id, version=verdict.number)


def _extend_correction(claim: Claim, because: str) -> None:
    """A correction that is under way tells its readers of each further edit."""
    verdict = Verdict.objects.get(claim=claim, current=True)
    if claim.publications.exists() and because not in verdict.correction:
        verdict.correction = f"{verdict.correction} {because}.".strip()
        verdict.save(update_fields=["correction"])
