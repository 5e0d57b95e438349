"""The way of a claim through the review, as one table; decided purely here, acted on in `steps.py`.

A step says from where to where it leads, which permission it takes, what must hold, and the event it leaves.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext_lazy

from factcheck.enum_labels import get_label
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.exceptions import UnknownChoice
from factcheck.review import conditions as must
from factcheck.review.conditions import Condition, Facts

S = ClaimState


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the table. Each condition answers with what is missing, or with nothing.

    `back` leads back on the way, `asks_reason` may be given a reason, and a `personal` step is a name under
    a decision: a key of the API never takes it.
    """

    slug: str
    title: str
    sources: tuple[ClaimState, ...]
    target: ClaimState
    permission: str
    event: str
    conditions: tuple[Condition, ...] = ()
    asks_reason: bool = False
    personal: bool = False
    back: bool = False

    @property
    def label(self) -> str:
        """What it is called, in the language of whoever reads."""
        return _(self.title)


_ROWS = (
    Step("open", gettext_noop("Accept for checking"), (S.DRAFT,), S.OPEN, "claim.open", "claim.opened"),
    Step(
        "start-rating",
        gettext_noop("Start the blind rating"),
        (S.OPEN,),
        S.RATING,
        "claim.start_rating",
        "claim.rating_started",
        (must.requires_reviewers,),
    ),
    Step(
        "reveal",
        gettext_noop("Reveal the ratings"),
        (S.RATING,),
        S.REVEALED,
        "claim.reveal",
        "claim.revealed",
        (must.requires_quorum_or_reason,),
        asks_reason=True,
    ),
    Step(
        "propose",
        gettext_noop("Propose the verdict"),
        (S.REVEALED, S.PROPOSED, S.APPROVED, S.PUBLISHED),
        S.PROPOSED,
        "verdict.propose",
        "verdict.proposed",
        (must.requires_evidence, must.requires_correction),
    ),
    Step(
        "approve",
        gettext_noop("Sign off the verdict"),
        (S.PROPOSED,),
        S.APPROVED,
        "verdict.sign",
        "claim.approved",
        (
            must.requires_fresh_verdict,
            must.requires_other_than_proposer,
            must.requires_first_signature,
            must.requires_not_recused,
        ),
        personal=True,
    ),
    Step(
        "break-glass",
        gettext_noop("Approve without enough sign-offs"),
        (S.PROPOSED,),
        S.APPROVED,
        "verdict.break_glass",
        "claim.glass_broken",
        (must.requires_fresh_verdict, must.requires_reason),
        asks_reason=True,
        personal=True,
    ),
    Step(
        "publish",
        gettext_noop("Publish the verdict"),
        (S.APPROVED,),
        S.PUBLISHED,
        "verdict.publish",
        "claim.published",
        (must.requires_fresh_verdict, must.requires_signoffs, must.requires_correction),
        personal=True,
    ),
    Step(
        "back-to-draft",
        gettext_noop("Send back to the drafts"),
        (S.OPEN,),
        S.DRAFT,
        "claim.open",
        "claim.sent_back_to_draft",
        (must.requires_reason,),
        asks_reason=True,
        back=True,
    ),
    Step(
        "back-to-open",
        gettext_noop("Discard the ratings and gather evidence again"),
        (S.RATING, S.REVEALED),
        S.OPEN,
        "claim.send_back",
        "claim.sent_back_to_open",
        (must.requires_reason,),
        asks_reason=True,
        back=True,
    ),
    Step(
        "reopen",
        gettext_noop("Take the verdict back"),
        (S.PROPOSED, S.APPROVED, S.PUBLISHED),
        S.REVEALED,
        "claim.send_back",
        "claim.reopened",
        (must.requires_reason,),
        asks_reason=True,
        back=True,
    ),
)

STEPS = {step.slug: step for step in _ROWS}

STATE_PHRASES = {
    S.DRAFT: pgettext_lazy("a claim that is …", "a draft"),
    S.OPEN: pgettext_lazy("a claim that is …", "open"),
    S.RATING: pgettext_lazy("a claim that is …", "being rated"),
    S.REVEALED: pgettext_lazy("a claim that is …", "revealed"),
    S.PROPOSED: pgettext_lazy("a claim that is …", "proposed"),
    S.APPROVED: pgettext_lazy("a claim that is …", "approved"),
    S.PUBLISHED: pgettext_lazy("a claim that is …", "published"),
}


def get_step(slug: str) -> Step:
    if slug not in STEPS:
        raise UnknownChoice(_("step"), slug, list(STEPS))
    return STEPS[slug]


def unmet_conditions(step: Step, facts: Facts) -> list[str]:
    """What stands against taking the step, each as a sentence; nothing if it may be taken."""
    if facts.set_aside:
        return [
            _("The claim was set aside (%(why)s); put it back first.")
            % {"why": get_label(ExclusionReason, facts.set_aside)}
        ]
    if facts.state not in step.sources:
        needed = _(" or ").join(str(STATE_PHRASES[state]) for state in step.sources)
        short = (
            must.requires_signoffs(facts) if facts.state == S.PROPOSED and S.APPROVED in step.sources else ""
        )
        told = {"step": step.label, "needed": needed, "state": STATE_PHRASES[facts.state]}
        gap = _("“%(step)s” takes a claim that is %(needed)s; this one is %(state)s.") % told
        return [f"{gap} {short}" if short else gap]
    return [gap for condition in step.conditions if (gap := condition(facts))]
