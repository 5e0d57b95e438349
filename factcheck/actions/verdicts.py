"""Propose verdicts and reaffirm stale ones."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.claim_state import lock_claim
from factcheck.actions.signoffs import invalidate_signoffs, new_version
from factcheck.actions.workflow import advance_claim
from factcheck.audit.services import lock_chain, record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.desks.selectors import get_rating
from factcheck.enums import CreatedBy
from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.maps.computed_verdicts import departs_from_map, evaluate_map
from factcheck.maps.selectors import build_article_map
from factcheck.review.models import Verdict
from factcheck.review.transitions import ensure_proposal_allowed
from factcheck.review.workflow import get_step
from factcheck.review.workflow_facts import load_facts
from factcheck.stored_messages import message

STALE_FIELDS = ("stale_since", "stale_cause", "stale_before", "stale_after")


@transaction.atomic
def propose_verdict(
    actor: User,
    *,
    claim: Claim,
    rating: str,
    reasons: str,
    as_of: dt.date | None = None,
    departure: str = "",
    correction: str = "",
) -> Verdict:
    """Propose the verdict of a claim. A claim that has one gets a new version.

    `rating` is a slug of the desk's scale. `departure` explains why it differs from what the argument map computes,
    and is required if it does. Only an editor may propose another rating than the reviewers agreed on. After a
    publication, `correction` tells readers what changed.
    """
    step = get_step("propose")
    permissions.ensure_permission(actor, step.permission, claim)
    # The map is evaluated under the lock too: evidence that is withdrawn at the same moment either counts here or
    # marks the new verdict stale.
    claim = lock_claim(claim)
    chosen = get_rating(claim.desk_id, rating)
    facts = load_facts(claim, actor=actor, rating=chosen, correction=correction.strip())
    ensure_proposal_allowed(actor, claim, facts)
    evaluation = evaluate_map(build_article_map(claim.article), claim.desk)
    computed = evaluation.label(f"c{claim.pk}")
    departs = departs_from_map(chosen, computed)
    if departs and not departure.strip():
        raise _missing_departure(computed.label)
    as_of = as_of or timezone.now().date()
    _validate(reasons, as_of)
    advance_claim(actor, claim=claim, step=step, facts=facts)
    return new_version(
        Verdict(
            desk_id=claim.desk_id,
            claim=claim,
            rating=chosen,
            reasons=reasons.strip(),
            as_of=as_of,
            computed=computed,
            computed_strength=evaluation.strength[f"c{claim.pk}"],
            departure=departure.strip() if departs else "",
            adjudicated=not facts.follows_ratings,
            correction=facts.correction if facts.was_published else "",
            proposed_by=actor,
        )
    )


@transaction.atomic
def reaffirm_verdict(actor: User, *, verdict: Verdict, reasons: str) -> Verdict:
    """Clear the stale mark of a verdict that is right all the same; `reasons` are added to its own.

    The sign-offs are invalidated, because the reasons are part of what was signed. A published verdict gets a new
    version.
    """
    permissions.ensure_permission(actor, "verdict.propose", verdict)
    lock_chain(verdict.desk_id)
    verdict = Verdict.objects.select_for_update().get(pk=verdict.pk)
    if verdict.stale_since is None or not verdict.current:
        raise ConflictError(_("Only a current, stale verdict can be reaffirmed."))
    if not reasons.strip():
        raise InvalidInput(
            _("Reaffirming needs a reason."), fields={"reasons": _("Say why the verdict is still right.")}
        )
    # Each person's reasons are a part of their own, because they are added and replace nothing.
    part = f"v{verdict.pk}.reasons.{actor.pk}"
    invalidate_signoffs(actor, verdict.claim, parts=[part], because=message("verdict_reaffirmed"))
    # Read again: invalidating may have made a new version.
    verdict = Verdict.objects.get(claim=verdict.claim_id, current=True)
    verdict.reasons, verdict.origin = f"{verdict.reasons}\n\n{reasons.strip()}", CreatedBy.PERSON
    verdict.stale_since = verdict.stale_cause = verdict.stale_before = verdict.stale_after = None
    verdict.save(update_fields=["reasons", "origin", *STALE_FIELDS])
    record_event(actor, "verdict.reaffirmed", verdict, desk_id=verdict.desk_id)
    return verdict


def _missing_departure(label: str) -> InvalidInput:
    return InvalidInput(
        _("The map computes “%(label)s”; this rating differs from it.") % {"label": label},
        fields={
            "departure": _("The map computes “%(label)s”. Say why the verdict is another.") % {"label": label}
        },
    )


def _validate(reasons: str, as_of: dt.date) -> None:
    if not reasons.strip():
        raise InvalidInput(
            _("A verdict needs its reasons."), fields={"reasons": _("Say how the evidence leads to it.")}
        )
    # One day ahead is today in some time zone.
    if as_of > timezone.now().date() + dt.timedelta(days=1):
        raise InvalidInput(
            _("A verdict cannot be from the future."), fields={"as_of": _("Today or an earlier day.")}
        )
