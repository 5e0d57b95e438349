"""Merging claims of one revision into one of them, with all that refers to the others."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.assignments import copy_assignments
from factcheck.actions.claim_state import set_state
from factcheck.actions.signoffs import invalidate_dependents
from factcheck.actions.tags import transfer_tags
from factcheck.audit.services import lock_chain, record_event
from factcheck.claims.boundaries import ensure_unrated, ensure_valid_span
from factcheck.claims.claim_span import SPAN_FIELDS, has_custom_wording, set_span
from factcheck.claims.merge import MAX_MERGED_CLAIMS, covering_span, ensure_no_part_with_its_whole
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.evidence.models import Evidence
from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.maps.models import MapRelation
from factcheck.review.models import Comment, Hypothesis
from factcheck.review.publishing import ensure_not_published
from factcheck.stored_messages import message
from factcheck.text.types import Span


@transaction.atomic
def merge_claims(actor: User, *, claim: Claim, others: Sequence[Claim]) -> Claim:
    """Merge other claims into a claim, whose span then runs from the first of them to the last.

    The others are excluded as its duplicates and can be put back. Their parts, tags, evidence, comments and reviewers
    become its own. It is open if any of them was, and takes over an assignee where it has none. Raises ConflictError
    once one of them is rated or was published, or where a relation of the map refers to one of the others.
    """
    permissions.ensure_permission(actor, "claim.edit", claim)
    claim, *others = _lock_claims([claim, *others])
    claims = [claim, *others]
    ensure_unrated(claims)
    ensure_no_part_with_its_whole(claims)
    span = covering_span(claims)
    ensure_valid_span(claim, span)
    ensure_not_published(claims)
    _ensure_not_in_map(others)
    _extend(claim, span, others)
    for other in others:
        _exclude(actor, other, into=claim)
    record_event(actor, "claim.merged", claim, desk_id=claim.desk_id, claims=[other.pk for other in others])
    # A member has accepted that text for checking already; merging it into a draft must not undo that.
    if claim.state == ClaimState.DRAFT and any(other.state == ClaimState.OPEN for other in others):
        set_state(actor, claim=claim, source=ClaimState.DRAFT, target=ClaimState.OPEN, event="claim.opened")
    for other in others:
        _transfer_evidence_and_comments(actor, of=other, into=claim)
        copy_assignments(actor, source=other, target=claim)
    # An unrated claim has no verdict, but another claim can rest on it in the map.
    parts = [f"c{row.pk}.quote" for row in claims]
    invalidate_dependents(actor, claim.article, parts=parts, because=message("boundaries_moved"))
    return claim


def _lock_claims(claims: Sequence[Claim]) -> list[Claim]:
    """Return the current rows of the claims, locked in the order of their ids, which is the same for everybody."""
    lock_chain(claims[0].desk_id)
    ids = [claim.pk for claim in claims]
    if not 2 <= len(ids) <= MAX_MERGED_CLAIMS or len(set(ids)) != len(ids):
        raise InvalidInput(
            _("A claim is merged with one to %(most)s other claims.") % {"most": MAX_MERGED_CLAIMS - 1},
            fields={"with": _("Choose other claims than this one, each once.")},
        )
    rows = {row.pk: row for row in Claim.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    locked = [rows[pk] for pk in ids]
    if len({claim.revision_id for claim in locked}) > 1:
        raise InvalidInput(
            _("Only claims of the same text can be merged."),
            fields={"with": _("Claims of the same article and revision.")},
        )
    return locked


def _ensure_not_in_map(claims: Sequence[Claim]) -> None:
    """Raise ConflictError where a relation that a person added refers to a claim that would leave the map."""
    relations = MapRelation.objects.filter(active=True)
    for claim in claims:
        if relations.filter(
            Q(target_claim=claim) | Q(target_parts=claim) | Q(premises__claim=claim)
        ).exists():
            raise ConflictError(
                _(
                    "Claim %(number)s has relations in the argument map. "
                    "Merge the other claim into it instead, or remove the relations first."
                )
                % {"number": claim.number}
            )


def _extend(claim: Claim, span: Span, others: Sequence[Claim]) -> None:
    set_span(claim, span, reword=not has_custom_wording(claim))
    # An assignee and a due date belong together: the one was given with the other.
    assigned = next((other for other in others if other.assignee_id), None)
    if assigned and not claim.assignee_id:
        claim.assignee_id, claim.due_on = assigned.assignee_id, assigned.due_on
    claim.save(update_fields=[*SPAN_FIELDS, "assignee", "due_on"])


def _exclude(actor: User, claim: Claim, *, into: Claim) -> None:
    for part in claim.parts.all():
        part.parent = into
        part.save(update_fields=["parent", "changed_at"])
    claim.set_aside, claim.duplicate_of, claim.is_human_edited = ExclusionReason.DUPLICATE, into, True
    claim.save(update_fields=["set_aside", "duplicate_of", "is_human_edited", "changed_at"])
    record_event(actor, "claim.merged_away", claim, desk_id=claim.desk_id, into=into.pk, tags=claim.tags)
    if claim.tags:
        transfer_tags(claim, into)


def _transfer_evidence_and_comments(actor: User, *, of: Claim, into: Claim) -> None:
    kinds: dict[str, type[Evidence | Hypothesis | Comment]] = {
        "evidence": Evidence,
        "hypotheses": Hypothesis,
        "comments": Comment,
    }
    moved = {name: _transfer(list(model.objects.filter(claim=of)), into) for name, model in kinds.items()}
    if any(moved.values()):
        record_event(actor, "claim.took_over", into, desk_id=into.desk_id, of=of.pk, **moved)


def _transfer(rows: Sequence[Evidence | Hypothesis | Comment], into: Claim) -> list[int]:
    # Row by row, since an UPDATE of all of them at once would write no history.
    for row in rows:
        row.claim = into
        row.save(update_fields=["claim"])
    return [row.pk for row in rows]
