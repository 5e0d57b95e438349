"""Which words of the text a claim is: moving its borders, and dividing it into several claims.

Everybody calls these through `factcheck.review.edits`, which drops sign-offs. Evidence and ratings stay with the claim.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from factcheck import kept, permissions
from factcheck.audit.services import record_event
from factcheck.claims.claim_span import SPAN_FIELDS, contains, has_custom_wording, set_span
from factcheck.claims.models import Claim
from factcheck.claims.quote_lookup import quote_at
from factcheck.claims.services import lock_claim, next_number
from factcheck.claims.split_runs import to_blocks
from factcheck.desks.models import User
from factcheck.enums import BlockKind, ClaimState, ExclusionReason
from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.text.graphemes import trim
from factcheck.text.types import Span

PROSE_BLOCKS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION)
UNRATED = (ClaimState.DRAFT, ClaimState.OPEN)
MAX_PIECES = 20


@transaction.atomic
def move_boundaries(actor: User, *, claim: Claim, start: int, end: int) -> Claim:
    """Let a claim be other words of its revision. A wording that is somebody's own stays, another is made anew.

    What a splitter found in the claim (who speaks, parts, what is filled in) stays as far as it lies in the new words.
    """
    permissions.ensure_permission(actor, "claim.edit", claim)
    claim = lock_claim(claim)
    if claim.state == ClaimState.PUBLISHED:
        raise ConflictError(_("A published claim is not edited: correct its verdict instead."))
    span, was = Span(start, end), [claim.start, claim.end]
    if was != [start, end]:
        ensure_valid_span(claim, span)
        set_span(claim, span, anew=not has_custom_wording(claim))
        claim.save(update_fields=SPAN_FIELDS)
        record_event(
            actor, "claim.borders_moved", claim, desk_id=claim.desk_id, start=start, end=end, was=was
        )
    return claim


@transaction.atomic
def split_claim(actor: User, *, claim: Claim, at: Sequence[int]) -> list[Claim]:
    """Cut a claim at positions of the text: it stays as the first piece, every other becomes the next new claim.

    All have its speaker and its tags, are as far on their way, and are worded anew: the wording was of the whole. So
    are ratings; from the rating on nothing is divided (by the state, which tells nobody whether somebody has rated).
    """
    permissions.ensure_permission(actor, "claim.edit", claim)
    claim.article.revisions.select_for_update().latest(
        "number"
    )  # as `add_claim`: claims are numbered one by one
    claim = lock_claim(claim)
    ensure_unrated([claim])
    first, *others = split_spans(claim, at)
    parts = _parts_by_piece(claim, [first, *others])
    made = [_split_off(actor, claim, span) for span in others]
    set_span(claim, first, anew=True)
    claim.save(update_fields=SPAN_FIELDS)
    record_event(actor, "claim.divided", claim, desk_id=claim.desk_id, pieces=[piece.pk for piece in made])
    for piece, span in zip(made, others, strict=True):
        record_event(actor, "claim.split_off", piece, desk_id=claim.desk_id, of=claim.pk)
        for part in parts[span]:
            part.parent = piece
            part.save(update_fields=["parent", "changed_at"])
    return [claim, *made]


def split_spans(claim: Claim, at: Sequence[int]) -> list[Span]:
    """The stretches between the positions, without the white space at their ends; each has words of its own."""
    text, cuts = claim.revision.text, sorted(set(at))
    if not cuts or not claim.start < cuts[0] <= cuts[-1] < claim.end or len(cuts) >= MAX_PIECES:
        raise InvalidInput(
            _("A claim is divided within its words, from %(start)s to %(end)s, into %(most)s pieces at most.")
            % {"start": claim.start, "end": claim.end, "most": MAX_PIECES},
            fields={"at": _("Positions after its start and before its end.")},
        )
    found = [trim(text, *borders) for borders in pairwise([claim.start, *cuts, claim.end])]
    for span in found:
        if not re.search(r"\w", span.of(text)):
            raise InvalidInput(
                _("One of the pieces would have no words."),
                fields={"at": _("Leave words before and after each position.")},
            )
        quote_at(claim.revision, span.start, span.end)
    return found


def split_points_for(claim: Claim, span: Span) -> list[int]:
    """Where to divide a claim so that the words at a span become a piece; signs right after them go with them."""
    text = claim.revision.text
    if not contains(Span(claim.start, claim.end), span.start, span.end):
        raise InvalidInput(
            _("These words do not lie within the claim."),
            fields={"quote": _("Choose some words of the claim.")},
        )
    end = re.compile(r"[^\w\s]*").match(text, span.end, claim.end).end()  # type: ignore[union-attr]
    before, after = text[claim.start : span.start], text[end : claim.end]
    at = [place for place, rest in ((span.start, before), (end, after)) if re.search(r"\w", rest)]
    if not at:
        raise InvalidInput(
            _("These are all the words of the claim."), fields={"quote": _("Choose some of its words.")}
        )
    return at


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
        reason=kept.SPLIT_OFF % {"number": claim.number},
        state=claim.state,
        assignee_id=claim.assignee_id,
        due_on=claim.due_on,
        quorum=claim.quorum,
        tags=claim.tags,
        created_by=actor,
    )
    set_span(piece, span, anew=True, of=claim)
    piece.save()
    piece.tag_rows.set(claim.tag_rows.all())
    return piece


def ensure_unrated(claims: Sequence[Claim]) -> None:
    """Raise Conflict where a claim was set aside, or its rating has started."""
    for claim in claims:
        said = {"number": claim.number}
        if claim.set_aside:
            raise ConflictError(_("Claim %(number)s is set aside; put it back first.") % said)
        if claim.state not in UNRATED:
            raise ConflictError(
                _(
                    "Claim %(number)s is divided or merged only before its rating starts: ratings are of it whole."
                )
                % said
            )


def ensure_valid_span(claim: Claim, span: Span) -> None:
    """Raise InvalidInput or Conflict where a claim cannot be the words at a span of its revision.

    It lies in one block, or runs on into the next one of running text; a whole holds the words of its parts.
    """
    quote_at(claim.revision, span.start, span.end)
    blocks = [one for one in to_blocks(claim.revision) if one.start < span.end and span.start < one.end]
    if len(blocks) > 2 or (len(blocks) == 2 and any(one.kind not in PROSE_BLOCKS for one in blocks)):
        right = _("Within one paragraph, or from one into the next.")
        raise InvalidInput(
            _("A claim lies in one passage of the article, or runs on into the next one of running text."),
            fields={"start": right, "end": right},
        )
    outside = _parts_of(claim).exclude(start__gte=span.start, end__lte=span.end).first()
    if outside is not None:
        raise ConflictError(
            _("Claim %(part)s is a part of this claim and would lie outside it. Move its borders first.")
            % {"part": outside.number}
        )
    whole = claim.parent
    if whole and not whole.set_aside and not contains(Span(whole.start, whole.end), span.start, span.end):
        raise ConflictError(
            _(
                "This claim is a part of claim %(whole)s and lies within its words. Move the borders of that first."
            )
            % {"whole": whole.number}
        )


def _parts_of(claim: Claim) -> QuerySet[Claim]:
    return claim.parts.filter(set_aside=ExclusionReason.NO, revision=claim.revision_id)


def _parts_by_piece(claim: Claim, spans: Sequence[Span]) -> dict[Span, list[Claim]]:
    """The claim's parts by the piece that they lie in; Conflict where one would be cut in two."""
    found: dict[Span, list[Claim]] = {span: [] for span in spans}
    for part in _parts_of(claim):
        home = next((span for span in spans if contains(span, part.start, part.end)), None)
        if home is None:
            raise ConflictError(
                _("Claim %(part)s, a part of this claim, would be cut in two. Move its borders first.")
                % {"part": part.number}
            )
        found[home].append(part)
    return found
