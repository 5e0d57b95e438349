"""The span of a claim in its revision, and what a splitter found within that span.

Nothing here saves a row: the actions that move, split and merge claims do.
"""

import re
from collections.abc import Sequence
from typing import Any

from factcheck.claims.models import Claim
from factcheck.enums import CreatedBy
from factcheck.text.decontextualization import decontextualize
from factcheck.text.types import Insertion, Span

# What `set_span` changes, for `save(update_fields=...)`.
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


def set_span(claim: Claim, span: Span, *, reword: bool, template: Claim | None = None) -> None:
    """Anchor a claim at a span, with those findings of the splitter that are within it.

    The findings are those of `template`, the claim that a new claim is split off, or else of the claim itself.
    `reword` replaces the wording by one made from the span. The caller saves SPAN_FIELDS.
    """
    source, text = template or claim, claim.revision.text
    insertions = _insertions_in(source, span)
    claim.attribution = _attribution_in(source, span)
    claim.suggested_parts = [
        part for part in source.suggested_parts if all(contains(span, *part_span) for part_span in part[1])
    ]
    claim.insertions = [row for row, insertion in insertions]
    claim.start, claim.end, claim.quote, claim.is_human_edited = span.start, span.end, span.of(text), True
    if reword:
        claim.text = decontextualize(text, span, [insertion for row, insertion in insertions])


def contains(span: Span, start: int, end: int) -> bool:
    return span.start <= start and end <= span.end


def has_custom_wording(claim: Claim) -> bool:
    """Return whether a person worded the claim.

    A wording that equals the quote, or that a splitter made, is not custom. It is replaced when the span changes.
    """
    span = Span(claim.start, claim.end)
    insertions = [insertion for row, insertion in _insertions_in(claim, span)]
    generated = {" ".join(claim.quote.split()), decontextualize(claim.revision.text, span, insertions)}
    if claim.origin == CreatedBy.MACHINE:
        # An earlier version of the splitter may have worded it differently; its wording is the first in the history.
        generated |= set(claim.history.order_by("history_id").values_list("text", flat=True)[:1])
    return claim.text not in generated


def _attribution_in(claim: Claim, span: Span) -> dict[str, Any] | None:
    attribution = claim.attribution
    if not attribution or not contains(span, *attribution["cue"]):
        return None
    speaker = attribution["speaker"]
    return attribution if not speaker or contains(span, *speaker) else None


def _insertions_in(claim: Claim, span: Span) -> list[tuple[Sequence[Any], Insertion]]:
    """Return the claim's insertions whose word is in the span, in the order of the text, each with its stored row.

    The stored row names the word but not its position. A word that occurs more than once in the quote is ambiguous,
    and its insertion is left out.
    """
    results = []
    for row in claim.insertions:
        word, _replacement, start, end = row
        positions = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", claim.quote)]
        if len(positions) == 1:
            target = Span(claim.start + positions[0], claim.start + positions[0] + len(word))
            if contains(span, target.start, target.end):
                results.append((row, Insertion(target, Span(start, end))))
    return sorted(results, key=lambda pair: pair[1].target.start)
