"""Which steps a claim can take now, and what is missing for the others. Reading only."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from factcheck import permissions
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enum_labels import get_label
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.exceptions import ConflictError
from factcheck.review.conditions import WorkflowFacts, requires_fresh_verdict, requires_signoffs
from factcheck.review.workflow import STEPS
from factcheck.review.workflow_facts import load_facts
from factcheck.review.workflow_step import StalenessEffect, Step

S = ClaimState

STATE_PHRASES = {
    S.DRAFT: pgettext_lazy("a claim that is …", "a draft"),
    S.OPEN: pgettext_lazy("a claim that is …", "open"),
    S.RATING: pgettext_lazy("a claim that is …", "being rated"),
    S.REVEALED: pgettext_lazy("a claim that is …", "revealed"),
    S.PROPOSED: pgettext_lazy("a claim that is …", "proposed"),
    S.APPROVED: pgettext_lazy("a claim that is …", "approved"),
    S.PUBLISHED: pgettext_lazy("a claim that is …", "published"),
}


@dataclass(frozen=True, slots=True)
class AvailableStep:
    """A step that is shown for a claim; `missing` says why this person cannot take it now, empty if they can."""

    step: Step
    missing: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        return self.step.slug

    @property
    def label(self) -> str:
        return self.step.label

    @property
    def shortcut(self) -> str:
        """The name of the step's keyboard shortcut; empty for a step without one."""
        return self.step.shortcut.slug if self.step.shortcut else ""


def available_steps(user: Any, claim: Claim) -> list[AvailableStep]:
    """Return the steps that the page shows for a claim: those that a user may take, and what is missing for others.

    Steps with a form of their own are left out.
    """
    # An excluded claim takes no step until it is put back, and the page says so itself.
    if claim.set_aside:
        return []
    # A reason is asked for in the form of the step. That it is not written yet must not block the step.
    facts = load_facts(claim, actor=user, reason="a reason to be given")
    state = ClaimState(claim.state)
    steps = [step for step in STEPS.values() if state in step.sources and not step.has_own_form]
    steps += [step for step in STEPS.values() if state in step.announced_in]
    shown = [AvailableStep(step, tuple(_list_missing(user, claim, step, facts))) for step in steps]
    return [item for item in shown if not item.missing or item.step.shown_when_blocked]


def _list_missing(user: Any, claim: Claim, step: Step, facts: WorkflowFacts) -> list[str]:
    # A person without the role sees only the role. What else is missing can be hidden from them.
    reason = permissions.denial_reason(user, step.permission, claim)
    return [reason] if reason else unmet_conditions(step, facts)


def ensure_step_allowed(step: Step, facts: WorkflowFacts) -> None:
    """Raise ConflictError with everything that is missing for a step."""
    missing = unmet_conditions(step, facts)
    if missing:
        raise ConflictError(" ".join(missing))


def ensure_proposal_allowed(actor: User, claim: Claim, facts: WorkflowFacts) -> None:
    """Raise PermissionDenied or ConflictError if a verdict cannot be proposed.

    Only an editor may propose a rating other than the one that the reviewers agreed on.
    """
    if not facts.follows_ratings:
        permissions.ensure_permission(actor, "verdict.adjudicate", claim)
    ensure_step_allowed(STEPS["propose"], facts)


def unmet_conditions(step: Step, facts: WorkflowFacts) -> list[str]:
    """Return what is missing for a step, each as a sentence; an empty list if it can be taken."""
    if facts.set_aside:
        return [
            _("The claim is excluded (%(why)s). Restore it first.")
            % {"why": get_label(ExclusionReason, facts.set_aside)}
        ]
    if facts.state not in step.sources:
        return [_wrong_state(step, facts)]
    conditions = step.conditions
    if step.staleness is StalenessEffect.REFUSE:
        conditions = (requires_fresh_verdict, *conditions)
    return [missing for condition in conditions if (missing := condition(facts))]


def _wrong_state(step: Step, facts: WorkflowFacts) -> str:
    needed = _(" or ").join(str(STATE_PHRASES[state]) for state in step.sources)
    params = {"step": step.label, "needed": needed, "state": STATE_PHRASES[facts.state]}
    sentence = (
        _("“%(step)s” is only possible for a claim that is %(needed)s; this one is %(state)s.") % params
    )
    # A proposed verdict that waits for sign-offs: how many are missing is what helps.
    signoffs = requires_signoffs(facts) if facts.state == S.PROPOSED and S.APPROVED in step.sources else ""
    return f"{sentence} {signoffs}" if signoffs else sentence
