"""Rate claims."""

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.assignments import ensure_may_rate
from factcheck.actions.claim_state import lock_claim
from factcheck.actions.workflow import advance_claim
from factcheck.audit.services import record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.desks.selectors import get_rating
from factcheck.enum_labels import get_label
from factcheck.enums import ClaimState, Confidence, ExclusionReason
from factcheck.exceptions import ConflictError
from factcheck.review.models import Assessment
from factcheck.review.selectors import RATABLE_STATES
from factcheck.review.workflow import get_step
from factcheck.review.workflow_facts import load_facts


@transaction.atomic
def rate_claim(
    actor: User, *, claim: Claim, rating: str, confidence: Confidence = Confidence.MEDIUM, reasons: str = ""
) -> Assessment:
    """Add or change one's own rating of a claim; `rating` is a slug of the desk's scale.

    The last rating of the quorum reveals all of them.
    """
    permissions.ensure_permission(actor, "assessment.give", claim)
    # Under the lock of the claim, so that of two last ratings exactly one reveals.
    claim = lock_claim(claim)
    if claim.set_aside or claim.state not in RATABLE_STATES:
        state = get_label(ExclusionReason, claim.set_aside) or get_label(ClaimState, claim.state)
        raise ConflictError(
            _("Claims can be rated once their rating has started; this one is %(state)s.") % {"state": state}
        )
    ensure_may_rate(actor, claim)
    assessment, is_new = Assessment.objects.update_or_create(
        claim=claim,
        reviewer=actor,
        defaults={
            "desk_id": claim.desk_id,
            "rating": get_rating(claim.desk_id, rating),
            "confidence": Confidence(confidence),
            "reasons": reasons,
        },
    )
    action = "assessment.given" if is_new else "assessment.changed"
    record_event(actor, action, assessment, desk_id=claim.desk_id)
    facts = load_facts(claim)
    if claim.state == ClaimState.RATING and facts.ratings >= facts.quorum:
        advance_claim(actor, claim=claim, step=get_step("reveal"), facts=facts)
    return assessment
