"""The way of a claim through the review, as one table; decided purely here, acted on in `steps.py`.

A step says from where to where it leads, which permission it takes, what must hold, and the event it leaves.
"""

from dataclasses import dataclass

from factcheck.errors import UnknownKind
from factcheck.review import conditions as must
from factcheck.review.conditions import Condition, Facts
from factcheck.terms import ClaimState

S = ClaimState


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the table. Each condition answers with what is missing, or with nothing.

    `back` leads back on the way, `asks_reason` may be given a reason, and a `personal` step is a name under
    a decision: a key of the API never takes it.
    """

    slug: str
    label: str
    sources: tuple[ClaimState, ...]
    target: ClaimState
    permission: str
    event: str
    conditions: tuple[Condition, ...] = ()
    asks_reason: bool = False
    personal: bool = False
    back: bool = False


_ROWS = (
    Step("open", "Accept for checking", (S.DRAFT,), S.OPEN, "claim.open", "claim.opened"),
    Step(
        "start-rating",
        "Start the blind rating",
        (S.OPEN,),
        S.RATING,
        "claim.start_rating",
        "claim.rating_started",
        (must.have_reviewers,),
    ),
    Step(
        "reveal",
        "Reveal the ratings",
        (S.RATING,),
        S.REVEALED,
        "claim.reveal",
        "claim.revealed",
        (must.reach_quorum_or_say_why,),
        asks_reason=True,
    ),
    Step(
        "propose",
        "Propose the verdict",
        (S.REVEALED, S.PROPOSED, S.APPROVED, S.PUBLISHED),
        S.PROPOSED,
        "verdict.propose",
        "verdict.proposed",
        (must.have_evidence, must.say_what_is_corrected),
    ),
    Step(
        "approve",
        "Sign off the verdict",
        (S.PROPOSED,),
        S.APPROVED,
        "verdict.sign",
        "claim.approved",
        (must.not_be_stale, must.not_be_the_proposer, must.not_have_signed, must.not_be_recused),
        personal=True,
    ),
    Step(
        "break-glass",
        "Approve without enough sign-offs",
        (S.PROPOSED,),
        S.APPROVED,
        "verdict.break_glass",
        "claim.glass_broken",
        (must.not_be_stale, must.say_why),
        asks_reason=True,
        personal=True,
    ),
    Step(
        "publish",
        "Publish the verdict",
        (S.APPROVED,),
        S.PUBLISHED,
        "verdict.publish",
        "claim.published",
        (must.not_be_stale, must.have_signoffs, must.say_what_is_corrected),
        personal=True,
    ),
    Step(
        "back-to-draft",
        "Send back to the drafts",
        (S.OPEN,),
        S.DRAFT,
        "claim.open",
        "claim.sent_back_to_draft",
        (must.say_why,),
        asks_reason=True,
        back=True,
    ),
    Step(
        "back-to-open",
        "Discard the ratings and gather evidence again",
        (S.RATING, S.REVEALED),
        S.OPEN,
        "claim.send_back",
        "claim.sent_back_to_open",
        (must.say_why,),
        asks_reason=True,
        back=True,
    ),
    Step(
        "reopen",
        "Take the verdict back",
        (S.PROPOSED, S.APPROVED, S.PUBLISHED),
        S.REVEALED,
        "claim.send_back",
        "claim.reopened",
        (must.say_why,),
        asks_reason=True,
        back=True,
    ),
)

STEPS = {step.slug: step for step in _ROWS}

STANDING = {
    S.DRAFT: "a draft",
    S.OPEN: "open",
    S.RATING: "being rated",
    S.REVEALED: "revealed",
    S.PROPOSED: "proposed",
    S.APPROVED: "approved",
    S.PUBLISHED: "published",
}


def get_step(slug: str) -> Step:
    if slug not in STEPS:
        raise UnknownKind("step", slug, list(STEPS))
    return STEPS[slug]


def missing(step: Step, facts: Facts) -> list[str]:
    """What stands against taking the step, each as a sentence; nothing if it may be taken."""
    if facts.set_aside:
        return [f"The claim was set aside ({facts.set_aside.replace('_', ' ')}); put it back first."]
    if facts.state not in step.sources:
        needed = " or ".join(STANDING[state] for state in step.sources)
        short = must.have_signoffs(facts) if facts.state == S.PROPOSED and S.APPROVED in step.sources else ""
        return [
            f"“{step.label}” takes a claim that is {needed}; this one is {STANDING[facts.state]}."
            + (f" {short}" if short else "")
        ]
    return [gap for condition in step.conditions if (gap := condition(facts))]
