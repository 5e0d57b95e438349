"""Moving the boundaries of a claim, and splitting it into several. Evidence and ratings stay with the claim."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.assignments import copy_assignments
from factcheck.actions.claim_state import lock_claim, lock_numbering, next_number
from factcheck.actions.signoffs import invalidate_dependents, invalidate_signoffs
from factcheck.audit.services import record_event
from factcheck.claims.boundaries import ensure_unrated, ensure_valid_span, map_parts, split_spans
from factcheck.claims.claim_span import SPAN_FIELDS, has_custom_wording, set_span
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import ClaimState
from factcheck.exceptions import ConflictError
from factcheck.review.publishing import ensure_not_published
from factcheck.stored_messages import message
from factcheck.text.types import Span


@transaction.atomic
def move_boundaries(actor: User, *, claim: Claim, start: int, end: int) -> Claim:
    """Anchor a claim at another span of its revision, and drop the sign-offs of its verdict.

    A wording that a person wrote stays; any other is made from the new span. What a splitter found in the claim
    (speaker, parts, insertions) stays as far as it is within the new span.
    """
    permissions.ensure_permission(actor, "claim.edit", claim)
    claim = lock_claim(claim)
    if claim.state == ClaimState.PUBLISHED:
        raise ConflictError(_("A published claim cannot be edited. Correct its verdict instead."))
    span, before = Span(start, end), [claim.start, claim.end]
    if before != [start, end]:
        ensure_valid_span(claim, span)
        set_span(claim, span, reword=not has_custom_wording(claim))
        claim.save(update_fields=SPAN_FIELDS)
        record_event(
            actor, "claim.borders_moved", claim, desk_id=claim.desk_id, start=start, end=end, was=before
        )
        invalidate_signoffs(
            actor,
            claim,
            parts=[f"c{claim.pk}.quote", f"c{claim.pk}.text"],
            because=message("boundaries_moved"),
        )
        claim.refresh_from_db(fields=["state"])
    return claim


@transaction.atomic
def split_claim(actor: User, *, claim: Claim, at: Sequence[int]) -> list[Claim]:
    """Split a claim at positions of the text. Return the claims: itself as the first piece, then the new ones.

    The new claims have its speaker, tags, state, assignee and reviewers. All are reworded, since the wording was of the
    whole; so are ratings and what readers know, hence a claim is not split once it is rated or was published.
    """
    permissions.ensure_permission(actor, "claim.edit", claim)
    lock_numbering(claim.article)
    claim = lock_claim(claim)
    ensure_unrated([claim])
    # All checks come before the first write, so that a refusal costs nothing.
    first, *others = split_spans(claim, at)
    parts = map_parts(claim, [first, *others])
    ensure_not_published([claim])
    # Before the claim itself changes: the new claims take their findings from it.
    pieces = [_split_off(actor, claim, span) for span in others]
    set_span(claim, first, reword=True)
    claim.save(update_fields=SPAN_FIELDS)
    record_event(actor, "claim.divided", claim, desk_id=claim.desk_id, pieces=[piece.pk for piece in pieces])
    for piece, span in zip(pieces, others, strict=True):
        record_event(actor, "claim.split_off", piece, desk_id=claim.desk_id, of=claim.pk)
        for part in parts[span]:
            part.parent = piece
            part.save(update_fields=["parent", "changed_at"])
    for piece in pieces:
        copy_assignments(actor, source=claim, target=piece)
    # The claim has no verdict, but another claim can rest on it, or be the whole that it is a part of.
    parts_of_map = [f"c{row.pk}.text" for row in (claim, *pieces)]
    invalidate_dependents(actor, claim.article, parts=parts_of_map, because=message("boundaries_moved"))
    return [claim, *pieces]


def _split_off(actor: User, claim: Claim, span: Span) -> Claim:
    piece = Claim(
        desk_id=claim.desk_id,
        article_id=claim.article_id,
        revision=claim.revision,
        parent_id=claim.parent_id,
        number=next_number(claim.article),
        speaker=claim.speaker,
        kind=claim.kind,
        check_worthiness=claim.check_worthiness,
        reason=message("claim_split_off", number=claim.number),
        state=claim.state,
        assignee_id=claim.assignee_id,
        due_on=claim.due_on,
        quorum=claim.quorum,
        tags=claim.tags,
        created_by=actor,
    )
    set_span(piece, span, reword=True, template=claim)
    piece.save()
    piece.tag_rows.set(claim.tag_rows.all())
    return piece
