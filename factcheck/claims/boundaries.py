"""The rules for the span of a claim: where it can be, and where it can be split. Nothing here writes a row."""

import re
from collections.abc import Sequence
from itertools import pairwise

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from factcheck.claims.claim_span import contains
from factcheck.claims.models import Claim
from factcheck.claims.quote_lookup import quote_at
from factcheck.claims.split_runs import to_blocks
from factcheck.enums import BlockKind, ClaimState, ExclusionReason
from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.text.graphemes import trim
from factcheck.text.types import Span

PROSE_BLOCKS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION)
UNRATED = (ClaimState.DRAFT, ClaimState.OPEN)
# Far more than a sentence has assertions. It bounds the rows that one request can create.
MAX_PIECES = 20


def split_spans(claim: Claim, at: Sequence[int]) -> list[Span]:
    """Return the spans between the positions of a split, without the white space at their ends.

    Raises InvalidInput where a position is outside the claim, or where a span would have no words.
    """
    text, positions = claim.revision.text, sorted(set(at))
    is_inside = positions and claim.start < positions[0] and positions[-1] < claim.end
    if not is_inside or len(positions) >= MAX_PIECES:
        raise InvalidInput(
            _("A claim is split between positions %(start)s and %(end)s, into %(most)s pieces at most.")
            % {"start": claim.start, "end": claim.end, "most": MAX_PIECES},
            fields={"at": _("Enter positions after its start and before its end.")},
        )
    spans = [trim(text, *limits) for limits in pairwise([claim.start, *positions, claim.end])]
    for span in spans:
        if not re.search(r"\w", span.of(text)):
            raise InvalidInput(
                _("One of the pieces would have no words."),
                fields={"at": _("Leave words before and after each position.")},
            )
        quote_at(claim.revision, span.start, span.end)  # refuses a position inside a character
    return spans


def split_points_for(claim: Claim, span: Span) -> list[int]:
    """Return the positions at which a claim is split so that a span of its text becomes a claim.

    Punctuation right after the span goes with it, so that no claim begins with a comma.
    """
    text = claim.revision.text
    if not contains(Span(claim.start, claim.end), span.start, span.end):
        raise InvalidInput(
            _("These words are not within the claim."),
            fields={"quote": _("Choose some words of the claim.")},
        )
    end = re.compile(r"[^\w\s]*").match(text, span.end, claim.end).end()  # type: ignore[union-attr]
    before, after = text[claim.start : span.start], text[end : claim.end]
    at = [position for position, rest in ((span.start, before), (end, after)) if re.search(r"\w", rest)]
    if not at:
        raise InvalidInput(
            _("These are all the words of the claim."), fields={"quote": _("Choose some of its words.")}
        )
    return at


def ensure_unrated(claims: Sequence[Claim]) -> None:
    """Raise ConflictError where a claim is excluded, or its rating has started.

    The state decides, not the assessments: an error must not reveal whether anybody has rated while ratings are blind.
    """
    for claim in claims:
        params = {"number": claim.number}
        if claim.set_aside:
            raise ConflictError(_("Claim %(number)s is excluded. Restore it first.") % params)
        if claim.state not in UNRATED:
            raise ConflictError(
                _(
                    "Claim %(number)s cannot be split or merged once its rating has started: "
                    "its ratings are of the whole claim."
                )
                % params
            )


def ensure_valid_span(claim: Claim, span: Span) -> None:
    """Raise InvalidInput or ConflictError where a claim cannot have a span of its revision.

    A span is within one block, or runs from one block of prose into the next. A compound claim contains its parts.
    """
    quote_at(claim.revision, span.start, span.end)
    blocks = [
        block for block in to_blocks(claim.revision) if block.start < span.end and span.start < block.end
    ]
    if len(blocks) > 2 or (len(blocks) == 2 and any(block.kind not in PROSE_BLOCKS for block in blocks)):
        hint = _("Within one paragraph, or from one into the next.")
        raise InvalidInput(
            _("A claim must be within one paragraph, or continue into the next one."),
            fields={"start": hint, "end": hint},
        )
    outside = list_parts(claim).exclude(start__gte=span.start, end__lte=span.end).first()
    if outside is not None:
        raise ConflictError(
            _("Claim %(part)s is a part of this claim and would be outside it. Edit its span first.")
            % {"part": outside.number}
        )
    # An excluded compound claim no longer limits its parts.
    whole = claim.parent
    if whole and not whole.set_aside and not contains(Span(whole.start, whole.end), span.start, span.end):
        raise ConflictError(
            _(
                "This claim is a part of claim %(whole)s and must be within it. "
                "Edit the span of claim %(whole)s first."
            )
            % {"whole": whole.number}
        )


def list_parts(claim: Claim) -> QuerySet[Claim]:
    """Return the parts of a compound claim in its own revision, without those excluded."""
    return claim.parts.filter(set_aside=ExclusionReason.NO, revision=claim.revision_id)


def map_parts(claim: Claim, spans: Sequence[Span]) -> dict[Span, list[Claim]]:
    """Return the parts of a claim by the span that contains them. Raises ConflictError where one would be split."""
    parts: dict[Span, list[Claim]] = {span: [] for span in spans}
    for part in list_parts(claim):
        container = next((span for span in spans if contains(span, part.start, part.end)), None)
        if container is None:
            raise ConflictError(
                _("Claim %(part)s, a part of this claim, would be split in two. Edit its span first.")
                % {"part": part.number}
            )
        parts[container].append(part)
    return parts
