"""Taking the steps of the workflow: gather the facts, decide by the table, act in one transaction."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.articles.models import Article
from factcheck.claims import services as claims
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import ClaimState
from factcheck.exceptions import ConflictError, PermissionDenied
from factcheck.review.acts import ACTS
from factcheck.review.conditions import Facts
from factcheck.review.publishing import content_digest
from factcheck.review.workflow import STEPS, Step, get_step, unmet_conditions
from factcheck.review.workflow_facts import load_facts


@dataclass(frozen=True, slots=True)
class AvailableStep:
    """A step that leads on from where a claim is; `missing` says why this person cannot take it now."""

    slug: str
    label: str
    asks_reason: bool = False
    back: bool = False
    missing: tuple[str, ...] = ()


def available_steps(user: Any, claim: Claim) -> list[AvailableStep]:
    """The steps from where the claim is: those that this person may take now, and what is missing for the rest.

    Proposing has its own form. Ways back are told of only to those who may take them.
    """
    if claim.set_aside:
        return []
    facts = load_facts(claim, actor=user, reason="a reason to be given")
    steps = [step for step in STEPS.values() if claim.state in step.sources and step.slug != "propose"]
    if claim.state == ClaimState.PROPOSED:
        steps.append(STEPS["publish"])
    found = [
        AvailableStep(
            step.slug, step.label, step.asks_reason, step.back, tuple(_unmet_for(user, claim, step, facts))
        )
        for step in steps
    ]
    return [offer for offer in found if not offer.missing or not (offer.back or offer.slug == "break-glass")]


def _unmet_for(user: Any, claim: Claim, step: Step, facts: Facts) -> list[str]:
    refusal = permissions.denial_reason(user, step.permission, claim)
    return [refusal] if refusal else unmet_conditions(step, facts)


@transaction.atomic
def perform_step(
    actor: User, *, claim: Claim, slug: str, reason: str = "", seen: str = "", by_key: bool = False
) -> Claim:
    """Take a step by name; NotAllowed or Conflict say why not.

    `by_key` is a call by a key of the API. `seen` is the stamp of what the actor was shown: nobody signs or publishes
    what changed since.
    """
    step = get_step(slug)
    if step.slug == "propose":
        raise ConflictError(_("A verdict is proposed by stating it: its rating, its reasons and its date."))
    permissions.ensure_permission(actor, step.permission, claim)
    if by_key and step.personal:
        raise PermissionDenied(
            _("“%(label)s” is done by a person who is signed in, never by a key.") % {"label": step.label}
        )
    claim = claims.lock_claim(claim)
    facts = load_facts(claim, actor=actor, reason=reason.strip())
    ensure_step_allowed(step, facts)
    if seen and step.personal and seen != content_digest(claim):
        raise ConflictError(_("Something changed since this page was shown. Look at it again, then decide."))
    return advance(actor, claim, step, facts)


@transaction.atomic
def open_top_claims(actor: User, *, article: Article, many: int) -> int:
    """Accept an article's `many` drafts most worth checking; how many there were."""
    chosen = claims.top_check_worthy(article, many)
    for claim in chosen:
        perform_step(actor, claim=claim, slug="open")
    return len(chosen)


def advance(actor: User, claim: Claim, step: Step, facts: Facts) -> Claim:
    """Move a locked claim along a step whose permission was asked for already; what the step does, it does first."""
    ensure_step_allowed(step, facts)
    if step.slug in ACTS and not ACTS[step.slug](actor, claim, facts):
        return claim
    data = {"reason": facts.reason} if facts.reason else {}
    source = ClaimState(claim.state)
    if not claims.set_state(actor, claim=claim, source=source, target=step.target, event=step.event, **data):
        raise ConflictError(_("Somebody moved this claim on at the same moment. Look at it again."))
    return claim


def ensure_proposal_allowed(actor: User, claim: Claim, facts: Facts) -> None:
    """Raise NotAllowed or Conflict where a verdict cannot be proposed; one beside the ratings takes an editor."""
    if not facts.follows_ratings:
        permissions.ensure_permission(actor, "verdict.adjudicate", claim)
    ensure_step_allowed(STEPS["propose"], facts)


def ensure_step_allowed(step: Step, facts: Facts) -> None:
    """Raise Conflict with everything that stands against taking the step."""
    gaps = unmet_conditions(step, facts)
    if gaps:
        raise ConflictError(" ".join(gaps))
