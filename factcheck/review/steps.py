"""Taking the steps of the workflow: gather the facts, decide by the table, act in one transaction."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F

from factcheck import rules
from factcheck.articles.models import Article
from factcheck.claims import services as claims
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk, Rating, User
from factcheck.errors import Conflict
from factcheck.evidence.models import Evidence
from factcheck.review.models import Assessment
from factcheck.review.workflow import STEPS, Facts, Step, get_step, missing
from factcheck.terms import ClaimState, Lifecycle, SetAside

COUNTING = [lifecycle for lifecycle in Lifecycle if lifecycle.counts]


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that a person may take now."""

    slug: str
    label: str
    needs_reason: bool = False


def facts_of(claim: Claim, *, rating: Rating | None = None, reason: str = "") -> Facts:
    return Facts(
        state=ClaimState(claim.state),
        set_aside=SetAside(claim.set_aside),
        ratings=Assessment.objects.filter(claim=claim).count(),
        quorum=Desk.objects.values_list("quorum", flat=True).get(pk=claim.desk_id),
        counting_evidence=Evidence.objects.filter(claim=claim, lifecycle__in=COUNTING).count(),
        needs_evidence=rating.needs_evidence if rating else True,
        reason=reason,
    )


def offers(user: Any, claim: Claim) -> list[Offer]:
    """The steps that lead on from where the claim is and that this person may take (proposing has its own form)."""
    return [
        Offer(step.slug, step.label, needs_reason=step.slug == "reveal")
        for step in STEPS.values()
        if claim.state in step.sources
        and not claim.set_aside
        and step.slug != "propose"
        and rules.may(user, step.permission, claim)
    ]


@transaction.atomic
def take(actor: User, *, claim: Claim, slug: str, reason: str = "") -> Claim:
    """Take a step by name; NotAllowed or Conflict say why not."""
    step = get_step(slug)
    if step.slug == "propose":
        raise Conflict("A verdict is proposed by stating it: its rating, its reasons and its date.")
    rules.require(actor, step.permission, claim)
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    return advance(actor, claim, step, facts_of(claim, reason=reason))


@transaction.atomic
def open_most_worth(actor: User, *, article: Article, many: int) -> int:
    """Accept an article's `many` drafts most worth checking; how many there were."""
    chosen = claims.most_worth(article, many)
    for claim in chosen:
        take(actor, claim=claim, slug="open")
    return len(chosen)


def advance(actor: User, claim: Claim, step: Step, facts: Facts) -> Claim:
    """Move a locked claim along a step whose permission was asked for already."""
    refuse_gaps(step, facts)
    data = {"reason": facts.reason} if facts.reason else {}
    source = ClaimState(claim.state)
    if not claims.move(actor, claim=claim, source=source, target=step.target, event=step.event, **data):
        raise Conflict("Somebody moved this claim on at the same moment. Look at it again.")
    if step.target == ClaimState.REVEALED:
        Assessment.objects.filter(claim=claim).update(blind_rating=F("rating"))
    return claim


def refuse_gaps(step: Step, facts: Facts) -> None:
    """Raise Conflict with everything that stands against taking the step."""
    gaps = missing(step, facts)
    if gaps:
        raise Conflict(" ".join(gaps))
