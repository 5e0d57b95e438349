"""Writes of a claim that several actions share: locking, numbering, and its state.

These check no permission and are not use cases: pages, the API, commands and tasks call the actions instead.

Locks are taken in one order, so that no two changes wait for each other: first the revision (where a claim gets a
number), then the end of the desk's audit chain, then claims by their id.
"""

from typing import Any

from django.db import transaction
from django.db.models import Max

from factcheck.articles.models import Article, Revision
from factcheck.audit.services import lock_chain, record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import ClaimState, ExclusionReason


def lock_claim(claim: Claim) -> Claim:
    """Return the current row of a claim, locked until the transaction ends.

    The end of the desk's audit chain is locked before it. Every change ends with an event, which needs that lock; a
    change that locked its claim first could wait for one that has the chain and wants the claim.
    """
    lock_chain(claim.desk_id)
    return Claim.objects.select_for_update().get(pk=claim.pk)


def lock_numbering(article: Article) -> Revision:
    """Lock the newest revision of an article, so that its claims are numbered one after another, and return it.

    Without this lock two people, or a person and a worker, would take the same number; the constraint on it would
    then refuse one of the claims. It comes before the audit chain: a split run locks the revision for as long as it
    writes claims, and nothing else of the desk is to wait for that.
    """
    return article.revisions.select_for_update().latest("number")


def next_number(article: Article) -> int:
    """Return the number of the next claim of an article. Call `lock_numbering` first."""
    newest = Claim.objects.filter(article=article).aggregate(newest=Max("number"))["newest"]
    return (newest or 0) + 1


@transaction.atomic
def mark_touched(claim_id: int) -> None:
    """Note that a person used a claim, so that no later split run deletes it."""
    for claim in Claim.objects.select_for_update().filter(pk=claim_id, is_human_edited=False):
        claim.is_human_edited = True
        claim.save(update_fields=["is_human_edited"])


def set_state(
    actor: User, *, claim: Claim, source: ClaimState, target: ClaimState, event: str, **data: Any
) -> bool:
    """Change a claim's state and record the event. Return False if it is no longer in `source`, or is excluded."""
    # The condition is in the UPDATE: of two people who take the same step at once, one changes a row and one does not.
    if not Claim.objects.filter(pk=claim.pk, state=source, set_aside=ExclusionReason.NO).update(
        state=target, is_human_edited=True
    ):
        return False
    claim.refresh_from_db()
    claim.save(update_fields=["state", "changed_at"])  # `update` writes no history; this adds one line to it
    record_event(actor, event, claim, desk_id=claim.desk_id, **data)
    return True
