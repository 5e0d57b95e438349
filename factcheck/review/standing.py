"""Where a claim stands, as one person may see it: who rates it, what that came to, who signed, what is public."""

from dataclasses import dataclass
from typing import Any

from factcheck.claims.models import Claim
from factcheck.enums import AgreementOutcome
from factcheck.review.agreement import outcome, share_of_same
from factcheck.review.decisions import Publication, Reviewing, SignOff
from factcheck.review.facts import judged_of
from factcheck.review.models import Verdict
from factcheck.review.publishing import stamp_of
from factcheck.review.steps import Offer, offers


@dataclass(frozen=True, slots=True)
class Standing:
    """What the page says of the review of a claim. Nothing in it depends on ratings that are still blind."""

    quorum: int
    signoffs_needed: int
    reviewers: list[Reviewing]
    recused: list[Reviewing]
    at_reveal: AgreementOutcome | None
    now: AgreementOutcome | None
    same_at_reveal: float | None
    same_now: float | None
    signed: list[SignOff]
    dropped: list[SignOff]
    published: Publication | None
    seen: str
    forward: list[Offer]
    with_reason: list[Offer]
    waiting: list[Offer]


def standing_of(user: Any, claim: Claim, verdict: Verdict | None) -> Standing:
    desk = claim.desk
    rows = list(Reviewing.objects.filter(claim=claim).select_related("reviewer"))
    signoffs = (
        SignOff.objects.filter(verdict=verdict).select_related("member", "dropped_by") if verdict else []
    )
    then, now = (judged_of(claim, blind=True), judged_of(claim)) if claim.is_revealed else ([], [])
    steps = offers(user, claim)
    may = [offer for offer in steps if not offer.missing]
    return Standing(
        quorum=claim.quorum or desk.quorum,
        signoffs_needed=desk.signoffs,
        reviewers=[row for row in rows if not row.recused_at],
        recused=[row for row in rows if row.recused_at],
        at_reveal=outcome(then) if claim.is_revealed else None,
        now=outcome(now) if claim.is_revealed else None,
        same_at_reveal=share_of_same(then),
        same_now=share_of_same(now),
        signed=[one for one in signoffs if not one.dropped_at],
        dropped=[one for one in signoffs if one.dropped_at],
        published=Publication.objects.filter(claim=claim).last(),
        seen=stamp_of(claim) if verdict else "",
        forward=[offer for offer in may if not offer.asks_reason],
        with_reason=[offer for offer in may if offer.asks_reason],
        waiting=[offer for offer in steps if offer.missing],
    )
