"""Merging claims: evidence and talk of the others come along, and whoever rates them or stepped back.

Called by `maps.merging`, which knows what people drew to them in the argument map.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.audit.services import record_event
from factcheck.claims import merge
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.evidence.models import Evidence
from factcheck.exceptions import ConflictError
from factcheck.review.models import Comment, Publication, ReviewerAssignment


@transaction.atomic
def merge_claims(actor: User, *, claim: Claim, others: Sequence[Claim]) -> Claim:
    """Merge other claims of the same text into a claim. The trail says what came from where."""
    merged = merge.merge_claims(actor, claim=claim, others=others)
    ensure_not_published([merged, *others])
    for one in others:
        _take_over(actor, of=one, into=merged)
        copy_assignments(actor, of=one, on=merged)
    return merged


def ensure_not_published(claims: Sequence[Claim]) -> None:
    """Raise Conflict where a claim was published before, though it is open again: its readers know it as a whole."""
    if Publication.objects.filter(claim__in=claims).exists():
        raise ConflictError(
            _("A claim that was published is neither divided nor merged: its readers know it as it is.")
        )


def copy_assignments(actor: User, *, of: Claim, on: Claim) -> None:
    """Whoever rates a claim, or stepped back from it, does so on another too; stepping back is for good."""
    known = {row.reviewer_id: row for row in ReviewerAssignment.objects.filter(claim=on)}
    for row in ReviewerAssignment.objects.filter(claim=of):
        mine = known.get(row.reviewer_id)
        if mine and (mine.recused_at or not row.recused_at):
            continue
        mine = mine or ReviewerAssignment(
            desk_id=on.desk_id, claim=on, reviewer_id=row.reviewer_id, assigned_by_id=row.assigned_by_id
        )
        mine.recused_at, mine.recused_reason = row.recused_at, row.recused_reason
        mine.save()
        action = "reviewer.recusal_copied" if row.recused_at else "reviewer.assigned"
        record_event(actor, action, mine, desk_id=on.desk_id, claim=on.pk, reviewer=row.reviewer_id)


def _take_over(actor: User, *, of: Claim, into: Claim) -> None:
    kinds: dict[str, type[Evidence | Comment]] = {"evidence": Evidence, "comments": Comment}
    moved = {name: _moved(list(model.objects.filter(claim=of)), into) for name, model in kinds.items()}
    if any(moved.values()):
        record_event(actor, "claim.took_over", into, desk_id=into.desk_id, of=of.pk, **moved)


def _moved(rows: Sequence[Evidence | Comment], into: Claim) -> list[int]:
    for row in rows:
        row.claim = into
        row.save(update_fields=["claim"])
    return [row.pk for row in rows]
