"""Conditions of workflow steps. Each returns a sentence that says what is missing, or an empty string.

Pure. The sentences reveal nothing about ratings that are still blind.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.enums import ClaimState, ExclusionReason


@dataclass(frozen=True, slots=True)
class WorkflowFacts:
    """What the conditions look at: the claim, the actor, and the reason and correction of the request.

    `reviewers` is the number of assigned reviewers who have not recused themselves; None if none are assigned. The two
    `..._by_changer_only` are the rule of `independence`, for the sign-offs as they are and with one by the actor.
    """

    state: ClaimState
    set_aside: ExclusionReason = ExclusionReason.NO
    ratings: int = 0
    quorum: int = 2
    reviewers: int | None = None
    counted_evidence: int = 0
    needs_evidence: bool = True
    follows_ratings: bool = True
    signoffs: int = 0
    signoffs_needed: int = 1
    is_glass_broken: bool = False
    is_proposer: bool = False
    has_signed: bool = False
    is_signed_by_changer_only: bool = False
    would_be_signed_by_changer_only: bool = False
    is_recused: bool = False
    is_stale: bool = False
    was_published: bool = False
    reason: str = ""
    correction: str = ""

    @property
    def signoffs_missing(self) -> int:
        """The number of sign-offs that are missing; 0 once an admin approved without them."""
        if self.is_glass_broken:
            return 0
        return max(int(self.is_signed_by_changer_only), self.signoffs_needed - self.signoffs)


Condition = Callable[[WorkflowFacts], str]


def requires_reviewers(facts: WorkflowFacts) -> str:
    if facts.reviewers is None or facts.reviewers >= facts.quorum:
        return ""
    params = {"quorum": facts.quorum, "many": facts.reviewers}
    return (
        _("The quorum is %(quorum)s, and %(many)s are assigned to rate. Assign more, or lower the quorum.")
        % params
    )


def requires_quorum_or_reason(facts: WorkflowFacts) -> str:
    # The sentence never says how many have rated: that is blind until the reveal.
    if facts.ratings >= facts.quorum or facts.reason.strip():
        return ""
    return _("Ending the rating before the quorum needs a reason. At the quorum it ends automatically.")


def requires_evidence(facts: WorkflowFacts) -> str:
    if facts.counted_evidence or not facts.needs_evidence:
        return ""
    return _(
        "This rating needs at least one active piece of evidence with a quote. Link one, or choose “Unproven”."
    )


def requires_correction(facts: WorkflowFacts) -> str:
    if facts.correction.strip() or not facts.was_published:
        return ""
    return _("The claim was published before: tell its readers what is corrected.")


def requires_fresh_verdict(facts: WorkflowFacts) -> str:
    return _("The verdict is stale. Reaffirm it or propose another one first.") if facts.is_stale else ""


def requires_other_than_proposer(facts: WorkflowFacts) -> str:
    if not facts.is_proposer:
        return ""
    return _("You proposed this verdict. %(wanting)s") % {
        "wanting": _missing_signoffs(max(1, facts.signoffs_missing))
    }


def requires_other_than_changer(facts: WorkflowFacts) -> str:
    # Where two sign-offs are needed, the person who changed it can give one of them.
    if not facts.would_be_signed_by_changer_only or facts.signoffs + 1 < facts.signoffs_needed:
        return ""
    return _("Changed by you: needs another person’s sign-off.")


def requires_first_signature(facts: WorkflowFacts) -> str:
    if not facts.has_signed:
        return ""
    wanting = _missing_signoffs(max(1, facts.signoffs_missing))
    return _("You have already signed off this verdict. %(wanting)s") % {"wanting": wanting}


def requires_not_recused(facts: WorkflowFacts) -> str:
    return (
        _("You recused yourself from this claim, so you cannot sign off its verdict.")
        if facts.is_recused
        else ""
    )


def requires_signoffs(facts: WorkflowFacts) -> str:
    if facts.is_signed_by_changer_only and facts.signoffs >= facts.signoffs_needed and facts.signoffs_missing:
        return _("The only person who signed it changed it too. It needs another person’s sign-off.")
    return _missing_signoffs(facts.signoffs_missing) if facts.signoffs_missing else ""


def requires_reason(facts: WorkflowFacts) -> str:
    return "" if facts.reason.strip() else _("This step needs a reason.")


def _missing_signoffs(count: int) -> str:
    wanting = ngettext(
        "It needs one more sign-off by someone who did not propose it.",
        "It needs %(many)s more sign-offs by people who did not propose it.",
        count,
    )
    return wanting % {"many": count}
