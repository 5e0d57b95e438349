"""The way of a claim through the review, as one table; decided purely here, acted on in `steps.py`.

A step says from where to where it leads, which permission it takes, what must hold, and the event it leaves.
"""

from collections.abc import Callable
from dataclasses import dataclass

from factcheck.errors import UnknownKind
from factcheck.terms import ClaimState, SetAside

S = ClaimState


@dataclass(frozen=True, slots=True)
class Facts:
    """What a decision looks at: numbers about one claim, and what comes with the request."""

    state: ClaimState
    set_aside: SetAside = SetAside.NO
    ratings: int = 0
    quorum: int = 2
    counting_evidence: int = 0
    needs_evidence: bool = True
    reason: str = ""


Condition = Callable[[Facts], str]


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the table. Each condition answers with what is missing, or with nothing."""

    slug: str
    label: str
    sources: tuple[ClaimState, ...]
    target: ClaimState
    permission: str
    event: str
    conditions: tuple[Condition, ...] = ()


def has_quorum_or_reason(facts: Facts) -> str:
    # Never says how many rated: that is still blind.
    if facts.ratings >= facts.quorum or facts.reason.strip():
        return ""
    return "A rating is closed early only with a reason; without one it closes by itself at the quorum."


def has_evidence(facts: Facts) -> str:
    if facts.counting_evidence or not facts.needs_evidence:
        return ""
    return "This rating needs at least one active piece of evidence with a quote. Link one, or choose “Unproven”."


STEPS = {
    step.slug: step
    for step in (
        Step("open", "Accept for checking", (S.DRAFT,), S.OPEN, "claim.open", "claim.opened"),
        Step(
            "start-rating",
            "Start the blind rating",
            (S.OPEN,),
            S.RATING,
            "claim.start_rating",
            "claim.rating_started",
        ),
        Step(
            "reveal",
            "Reveal the ratings",
            (S.RATING,),
            S.REVEALED,
            "claim.reveal",
            "claim.revealed",
            (has_quorum_or_reason,),
        ),
        Step(
            "propose",
            "Propose the verdict",
            (S.REVEALED, S.PROPOSED),
            S.PROPOSED,
            "verdict.propose",
            "verdict.proposed",
            (has_evidence,),
        ),
    )
}

MOVED = {
    S.DRAFT: "a draft",
    S.OPEN: "open",
    S.RATING: "being rated",
    S.REVEALED: "revealed",
    S.PROPOSED: "proposed",
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
        needed = " or ".join(MOVED[state] for state in step.sources)
        return [
            f"“{step.label}” takes a claim that is {needed}; this one is {MOVED.get(facts.state, facts.state)}."
        ]
    return [gap for condition in step.conditions if (gap := condition(facts))]
