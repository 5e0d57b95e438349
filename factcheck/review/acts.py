"""What a step does beside moving the claim: slug -> function. Each answers whether the claim moves on."""

from collections.abc import Callable

from django.utils.translation import gettext_noop

from factcheck.actions.signoffs import drop_signoffs
from factcheck.audit.services import record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.review.conditions import Facts
from factcheck.review.models import Assessment, SignOff, Verdict
from factcheck.review.publishing import publish

Act = Callable[[User, Claim, Facts], bool]


def keep_blind_ratings(_: User, claim: Claim, __: Facts) -> bool:
    for assessment in Assessment.objects.filter(claim=claim):
        assessment.blind_rating_id = assessment.rating_id
        assessment.save(update_fields=["blind_rating"])
    return True


def sign(actor: User, claim: Claim, facts: Facts) -> bool:
    """Add a sign-off; the claim is approved once there are enough."""
    verdict = Verdict.objects.get(claim=claim, current=True)
    SignOff.objects.create(
        desk_id=claim.desk_id, verdict=verdict, member=actor, proposed_by_id=verdict.proposed_by_id
    )
    record_event(actor, "verdict.signed", verdict, desk_id=claim.desk_id, version=verdict.number)
    return facts.signoffs_missing <= 1


def break_glass(actor: User, claim: Claim, facts: Facts) -> bool:
    """Approve without enough sign-offs; the reason stands on the verdict."""
    verdict = Verdict.objects.get(claim=claim, current=True)
    verdict.glass_reason, verdict.glass_by = facts.reason, actor
    verdict.save(update_fields=["glass_reason", "glass_by"])
    return True


def discard_ratings(_: User, claim: Claim, __: Facts) -> bool:
    """The next rating begins anew; what was given stays in the history of its rows."""
    for assessment in Assessment.objects.filter(claim=claim):
        assessment.delete()
    return True


def take_verdict_back(actor: User, claim: Claim, _: Facts) -> bool:
    drop_signoffs(actor, claim, because=gettext_noop("The verdict was taken back"))
    return True


ACTS: dict[str, Act] = {
    "reveal": keep_blind_ratings,
    "approve": sign,
    "break-glass": break_glass,
    "publish": publish,
    "back-to-open": discard_ratings,
    "reopen": take_verdict_back,
}
