"""Laying a claim over words of its revision: its quote, its wording, and what a splitter found that lies in them.

Decides nothing and saves nothing: `borders` and `merging` do.
"""

import re
from collections.abc import Sequence
from typing import Any

from factcheck.claims.models import Claim
from factcheck.enums import CreatedBy
from factcheck.text.decontextualization import decontextualize
from factcheck.text.types import Insertion, Span

SPAN_FIELDS = (
    "start",
    "end",
    "quote",
    "text",
    "attribution",
    "suggested_parts",
    "insertions",
    "is_human_edited",
    "changed_at",
)


def set_span(claim: Claim, span: Span, *, anew: bool, of: Claim | None = None) -> None:
    """Let a claim be the words at a span, with what was found there in it (or in the claim that it is split `of`).

    `anew` words it by them. The caller saves LAID.
    """
    whole, text = of or claim, claim.revision.text
    kept = _fills_in(whole, span)
    claim.attribution = _attribution_in(whole, span)
    claim.suggested_parts = [
        part for part in whole.suggested_parts if all(contains(span, *at) for at in part[1])
    ]
    claim.insertions = [row for row, fill in kept]
    claim.start, claim.end, claim.quote, claim.is_human_edited = span.start, span.end, span.of(text), True
    if anew:
        claim.text = decontextualize(text, span, [fill for row, fill in kept])


def contains(span: Span, start: int, end: int) -> bool:
    return span.start <= start and end <= span.end


def has_custom_wording(claim: Claim) -> bool:
    """Whether a person worded the claim: neither by its quote alone, nor as the machine did at first."""
    span = Span(claim.start, claim.end)
    fills = [fill for row, fill in _fills_in(claim, span)]
    made = {" ".join(claim.quote.split()), decontextualize(claim.revision.text, span, fills)}
    if claim.origin == CreatedBy.MACHINE:
        made |= set(claim.history.order_by("history_id").values_list("text", flat=True)[:1])
    return claim.text not in made


def _attribution_in(claim: Claim, span: Span) -> dict[str, Any] | None:
    found = claim.attribution
    if not found or not contains(span, *found["cue"]):
        return None
    return found if not found["speaker"] or contains(span, *found["speaker"]) else None


def _fills_in(claim: Claim, span: Span) -> list[tuple[Sequence[Any], Insertion]]:
    """The rows of the claim's fills whose word lies in the span, in order; kept are those that stand there but once."""
    found = []
    for row in claim.insertions:
        word, _words, start, end = row
        places = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", claim.quote)]
        if len(places) == 1:
            place = Span(claim.start + places[0], claim.start + places[0] + len(word))
            if contains(span, place.start, place.end):
                found.append((row, Insertion(place, Span(start, end))))
    return sorted(found, key=lambda pair: pair[1].place.start)
