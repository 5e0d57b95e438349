"""Assign reviewers to claims, set how many rate, and recuse.

The quorum and the assignments are fixed while a claim is rated. If they could change then, the answers would tell how
many have rated, and who.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.claim_state import lock_claim
from factcheck.audit.services import record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import ClaimState
from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.review.models import Assessment, ReviewerAssignment

BEFORE_RATING = (ClaimState.DRAFT, ClaimState.OPEN)
UNTIL_REVEAL = (*BEFORE_RATING, ClaimState.RATING)
MAX_QUORUM = 20
MAX_REASON_LENGTH = 400


@transaction.atomic
def set_quorum(actor: User, *, claim: Claim, quorum: int | None) -> Claim:
    """Set how many reviewers rate a claim; None for the quorum of the desk."""
    permissions.ensure_permission(actor, "review.assign", claim)
    claim = lock_claim(claim)
    if claim.state not in BEFORE_RATING:
        raise ConflictError(_("The quorum of a claim can only be changed before its rating starts."))
    if quorum is not None and not 1 <= quorum <= MAX_QUORUM:
        raise InvalidInput(
            _("A quorum of %(quorum)s is not possible.") % {"quorum": quorum},
            fields={"quorum": _("From 1 to %(most)s, or none for the desk's.") % {"most": MAX_QUORUM}},
        )
    if claim.quorum != quorum:
        claim.quorum = quorum
        claim.save(update_fields=["quorum", "changed_at"])
        record_event(actor, "claim.quorum_set", claim, desk_id=claim.desk_id, quorum=quorum)
    return claim


@transaction.atomic
def set_reviewers(actor: User, *, claim: Claim, reviewers: Iterable[User], quorum: int | None) -> None:
    """Make these users the reviewers of a claim: assign the new ones and unassign the others."""
    reviewers = list(reviewers)
    if quorum != claim.quorum:
        set_quorum(actor, claim=claim, quorum=quorum)
    assign(actor, claim=claim, reviewers=reviewers)
    for row in claim.reviewer_assignments.filter(recused_at__isnull=True).exclude(reviewer__in=reviewers):
        unassign(actor, claim=claim, reviewer=row.reviewer)


@transaction.atomic
def assign(actor: User, *, claim: Claim, reviewers: Iterable[User]) -> list[ReviewerAssignment]:
    """Assign reviewers to a claim. Once a claim has reviewers, nobody else rates it.

    A reviewer who is assigned already stays assigned.
    """
    permissions.ensure_permission(actor, "review.assign", claim)
    claim = lock_claim(claim)
    if claim.state not in UNTIL_REVEAL:
        raise ConflictError(_("Reviewers are assigned before the ratings are revealed."))
    return [_assign(actor, claim, reviewer) for reviewer in reviewers]


def _assign(actor: User, claim: Claim, reviewer: User) -> ReviewerAssignment:
    if not permissions.has_permission(reviewer, "assessment.give", claim):
        message = _("%(reviewer)s cannot rate on this desk: choose a reviewer of this desk.") % {
            "reviewer": reviewer
        }
        raise InvalidInput(message, fields={"reviewer": message})
    row, is_new = ReviewerAssignment.objects.get_or_create(
        claim=claim, reviewer=reviewer, defaults={"desk_id": claim.desk_id, "assigned_by": actor}
    )
    if row.recused_at:
        message = _("%(reviewer)s has recused themselves from this claim.") % {"reviewer": reviewer}
        raise ConflictError(message, fields={"reviewer": message})
    if is_new:
        record_event(
            actor, "reviewer.assigned", row, desk_id=claim.desk_id, claim=claim.pk, reviewer=reviewer.pk
        )
    return row


@transaction.atomic
def unassign(actor: User, *, claim: Claim, reviewer: User) -> None:
    """Remove an assignment before the rating starts. A recusal is not removed."""
    permissions.ensure_permission(actor, "review.assign", claim)
    claim = lock_claim(claim)
    if claim.state not in BEFORE_RATING:
        raise ConflictError(
            _("Reviewers cannot be removed while a claim is rated; they may recuse themselves.")
        )
    row = ReviewerAssignment.objects.filter(claim=claim, reviewer=reviewer, recused_at__isnull=True).first()
    if row is not None:
        # Recorded first, because the event needs the id of the row.
        record_event(
            actor, "reviewer.unassigned", row, desk_id=claim.desk_id, claim=claim.pk, reviewer=reviewer.pk
        )
        row.delete()


@transaction.atomic
def recuse(actor: User, *, claim: Claim, reason: str) -> ReviewerAssignment:
    """Withdraw from rating and signing a claim, for good. A rating that is still blind is deleted."""
    permissions.ensure_permission(actor, "assessment.give", claim)
    if not reason.strip():
        raise InvalidInput(
            _("A recusal needs a reason."),
            fields={"reason": _("Say why, so that others can rely on it.")},
        )
    claim = lock_claim(claim)
    recusal = {"recused_at": timezone.now(), "recused_reason": reason.strip()[:MAX_REASON_LENGTH]}
    row, _is_new = ReviewerAssignment.objects.update_or_create(
        claim=claim,
        reviewer=actor,
        defaults=recusal,
        create_defaults={"desk_id": claim.desk_id, **recusal},
    )
    # After the reveal the rating stays: others may have revised theirs because of it.
    if not claim.is_revealed:
        for assessment in Assessment.objects.filter(claim=claim, reviewer=actor):
            assessment.delete()
    record_event(actor, "reviewer.recused", row, desk_id=claim.desk_id, claim=claim.pk)
    return row


def ensure_may_rate(actor: User, claim: Claim) -> None:
    """Raise ConflictError if a member who may rate on the desk cannot rate this claim."""
    rows = list(ReviewerAssignment.objects.filter(claim=claim))
    own = next((row for row in rows if row.reviewer_id == actor.pk), None)
    if own and own.recused_at:
        raise ConflictError(_("You recused yourself from this claim."))
    is_assigned = any(row.assigned_by_id for row in rows)
    if claim.state == ClaimState.RATING and is_assigned and own is None:
        raise ConflictError(
            _("This claim is rated by the reviewers assigned to it. Ask an editor to assign you.")
        )


def copy_assignments(actor: User, *, source: Claim, target: Claim) -> None:
    """Give `target` the reviewers of `source`. A recusal from either claim applies to `target` too.

    For claims that are split or merged: a person who recused themselves must not rate the same text in another row.
    """
    existing = {row.reviewer_id: row for row in ReviewerAssignment.objects.filter(claim=target)}
    for row in ReviewerAssignment.objects.filter(claim=source):
        copy = existing.get(row.reviewer_id)
        if copy and (copy.recused_at or not row.recused_at):
            continue
        copy = copy or ReviewerAssignment(
            desk_id=target.desk_id,
            claim=target,
            reviewer_id=row.reviewer_id,
            assigned_by_id=row.assigned_by_id,
        )
        copy.recused_at, copy.recused_reason = row.recused_at, row.recused_reason
        copy.save()
        action = "reviewer.recusal_copied" if row.recused_at else "reviewer.assigned"
        record_event(actor, action, copy, desk_id=target.desk_id, claim=target.pk, reviewer=row.reviewer_id)
