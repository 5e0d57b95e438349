"""The review of one claim as its page shows it: reviewers, agreement, sign-offs, publication, next steps."""

from dataclasses import dataclass
from typing import Any

from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import AgreementOutcome
from factcheck.review.agreement import classify_agreement, percent_agreement
from factcheck.review.independence import is_signed_by_changer_only
from factcheck.review.models import Publication, ReviewerAssignment, SignOff, SubstanceChange, Verdict
from factcheck.review.publishing import content_digest
from factcheck.review.transitions import AvailableStep, available_steps
from factcheck.review.workflow_facts import load_rating_values


@dataclass(frozen=True, slots=True)
class ReviewStatus:
    """The review of a claim as one person may see it.

    The fields on agreement are None until the ratings are revealed, so that nothing depends on blind ratings.
    `changers` are those who changed what the verdict rests on since it was proposed; `needs_another_signer` says that
    this person is one of them, and that nobody else has signed.
    """

    quorum: int
    signoffs_needed: int
    reviewers: list[ReviewerAssignment]
    recused: list[ReviewerAssignment]
    at_reveal: AgreementOutcome | None
    now: AgreementOutcome | None
    same_at_reveal: float | None
    same_now: float | None
    signed: list[SignOff]
    dropped: list[SignOff]
    changers: list[User]
    needs_another_signer: bool
    published: Publication | None
    digest: str
    forward: list[AvailableStep]
    with_reason: list[AvailableStep]
    waiting: list[AvailableStep]


def load_review_status(user: Any, claim: Claim, verdict: Verdict | None) -> ReviewStatus:
    """Return the review status of a claim with its current verdict, if it has one."""
    rows = list(ReviewerAssignment.objects.filter(claim=claim).select_related("reviewer"))
    signoffs = (
        SignOff.objects.filter(verdict=verdict).select_related("member", "dropped_by") if verdict else []
    )
    signed = [signoff for signoff in signoffs if not signoff.dropped_at]
    changers = _list_changers(verdict) if verdict else []
    is_revealed = claim.is_revealed
    blind = load_rating_values(claim, blind=True) if is_revealed else []
    current = load_rating_values(claim) if is_revealed else []
    steps = available_steps(user, claim)
    allowed = [step for step in steps if not step.missing]
    return ReviewStatus(
        quorum=claim.effective_quorum,
        signoffs_needed=claim.desk.signoffs,
        reviewers=[row for row in rows if not row.recused_at],
        recused=[row for row in rows if row.recused_at],
        at_reveal=classify_agreement(blind) if is_revealed else None,
        now=classify_agreement(current) if is_revealed else None,
        same_at_reveal=percent_agreement(blind),
        same_now=percent_agreement(current),
        signed=signed,
        dropped=[signoff for signoff in signoffs if signoff.dropped_at],
        changers=changers,
        needs_another_signer=is_signed_by_changer_only(
            {*(signoff.member_id for signoff in signed), user.pk}, {changer.pk for changer in changers}
        ),
        published=Publication.objects.filter(claim=claim).last(),
        digest=content_digest(claim) if verdict else "",
        forward=[item for item in allowed if not item.step.asks_reason],
        with_reason=[item for item in allowed if item.step.asks_reason],
        waiting=[item for item in steps if item.missing],
    )


def _list_changers(verdict: Verdict) -> list[User]:
    changes = SubstanceChange.objects.filter(verdict=verdict)
    return list(User.objects.filter(pk__in=changes.values("changed_by")).order_by("name", "email"))
