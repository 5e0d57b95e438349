"""Rating claims and concluding verdicts."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from factcheck import permissions
from factcheck.actions.assignments import ensure_may_rate
from factcheck.actions.signoffs import drop_signoffs, invalidate_signoffs, new_version
from factcheck.actions.workflow import advance, ensure_proposal_allowed
from factcheck.audit.services import lock_chain, record_event
from factcheck.claims.models import Claim
from factcheck.claims.services import lock_claim
from factcheck.desks.models import User
from factcheck.desks.selectors import get_rating
from factcheck.enum_labels import get_label
from factcheck.enums import ClaimState, Confidence, ExclusionReason
from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.review.models import Assessment, Verdict
from factcheck.review.workflow import STEPS
from factcheck.review.workflow_facts import load_facts

RATABLE = (ClaimState.RATING, ClaimState.REVEALED)


@transaction.atomic
def rate_claim(
    actor: User, *, claim: Claim, rating: str, confidence: Confidence = Confidence.MEDIUM, reasons: str = ""
) -> Assessment:
    """Give or change one's own rating (a slug of the desk's scale). The quorum's last rating reveals them all."""
    permissions.ensure_permission(actor, "assessment.give", claim)
    claim = lock_claim(claim)
    if claim.set_aside or claim.state not in RATABLE:
        state = get_label(ExclusionReason, claim.set_aside) or get_label(ClaimState, claim.state)
        raise ConflictError(
            _("Claims are rated once their rating has started; this one is %(state)s.") % {"state": state}
        )
    ensure_may_rate(actor, claim)
    assessment, created = Assessment.objects.update_or_create(
        claim=claim,
        reviewer=actor,
        defaults={
            "desk_id": claim.desk_id,
            "rating": get_rating(claim.desk_id, rating),
            "confidence": Confidence(confidence),
            "reasons": reasons,
        },
    )
    record_event(
        actor, "assessment.given" if created else "assessment.changed", assessment, desk_id=claim.desk_id
    )
    facts = load_facts(claim)
    if claim.state == ClaimState.RATING and facts.ratings >= facts.quorum:
        advance(actor, claim, STEPS["reveal"], facts)
    return assessment


@transaction.atomic
def conclude(
    actor: User,
    *,
    claim: Claim,
    rating: str,
    reasons: str,
    as_of: dt.date | None = None,
    correction: str = "",
    **computed: Any,
) -> Verdict:
    """Propose the verdict of a claim; a claim that has one gets a new version.

    What the ratings did not agree on takes an editor, who adjudicates; once the claim was published, `correction` says
    for its readers what changed.

    Called by `maps.verdicts.propose`, which adds what the map `computed` and why the rating departs from it.
    """
    step = STEPS["propose"]
    permissions.ensure_permission(actor, step.permission, claim)
    claim = lock_claim(claim)
    chosen = get_rating(claim.desk_id, rating)
    as_of = as_of or timezone.now().date()
    _validate(reasons, as_of)
    facts = load_facts(claim, actor=actor, rating=chosen, correction=correction.strip())
    ensure_proposal_allowed(actor, claim, facts)
    drop_signoffs(actor, claim, because=gettext_noop("Another verdict was proposed"))
    advance(actor, claim, step, facts)
    return new_version(
        Verdict(
            desk_id=claim.desk_id,
            claim=claim,
            rating=chosen,
            reasons=reasons.strip(),
            as_of=as_of,
            adjudicated=not facts.follows_ratings,
            correction=facts.correction if facts.was_published else "",
            proposed_by=actor,
            **computed,
        )
    )


@transaction.atomic
def mark_stale(verdict: Verdict, *, cause: str, before: str, after: str) -> None:
    """Mark a verdict as standing on something that changed; the first cause stays until it is cleared."""
    lock_chain(verdict.desk_id)
    for fresh in Verdict.objects.select_for_update().filter(pk=verdict.pk, stale_since__isnull=True):
        fresh.stale_since, fresh.stale_cause = timezone.now(), cause[:400]
        fresh.stale_before, fresh.stale_after = before[:60], after[:60]
        fresh.save(update_fields=["stale_since", "stale_cause", "stale_before", "stale_after"])
        record_event(None, "verdict.stale", verdict, desk_id=verdict.desk_id, before=before, after=after)


@transaction.atomic
def reaffirm_verdict(actor: User, *, verdict: Verdict, reasons: str) -> Verdict:
    """Clear a verdict's stale mark: it holds all the same, and why. Of a published verdict this is a new version."""
    permissions.ensure_permission(actor, "verdict.propose", verdict)
    lock_chain(verdict.desk_id)
    verdict = Verdict.objects.select_for_update().get(pk=verdict.pk)
    if verdict.stale_since is None or not verdict.current:
        raise ConflictError(_("Only a current verdict that is marked stale can be reaffirmed."))
    if not reasons.strip():
        raise InvalidInput(
            _("Reaffirming needs a reason."), fields={"reasons": _("Say why the verdict holds all the same.")}
        )
    invalidate_signoffs(actor, verdict.claim, because=gettext_noop("The verdict was reaffirmed"))
    verdict = Verdict.objects.get(claim=verdict.claim_id, current=True)
    verdict.reasons = f"{verdict.reasons}\n\n{reasons.strip()}"
    verdict.stale_since, verdict.stale_cause, verdict.stale_before, verdict.stale_after = None, "", "", ""
    verdict.save(update_fields=["reasons", "stale_since", "stale_cause", "stale_before", "stale_after"])
    record_event(actor, "verdict.reaffirmed", verdict, desk_id=verdict.desk_id)
    return verdict


def _validate(reasons: str, as_of: dt.date) -> None:
    if not reasons.strip():
        raise InvalidInput(
            _("A verdict needs its reasons."), fields={"reasons": _("Say how the evidence leads to it.")}
        )
    if as_of > timezone.now().date() + dt.timedelta(days=1):  # a day ahead is today somewhere
        raise InvalidInput(
            _("A verdict is not from the future."), fields={"as_of": _("Today or an earlier day.")}
        )
