"""Claim drafts from sentences: which sentence asserts something that could be checked, and why not where none does.

How much it is worth is for `worth`, who says it and what it is made of for `ways`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from factcheck.enums import BlockKind
from factcheck.i18n import gettext_noop
from factcheck.text.blockkinds import LIST_MARKER
from factcheck.text.graphemes import is_boundary
from factcheck.text.values import Attribution, Block, ClaimDraft, PassedOver, Sentence, Span
from factcheck.text.ways import Reading, Way
from factcheck.text.wording import worded
from factcheck.text.worth import Worth

_NO_CLAIMS = {
    BlockKind.HEADING: gettext_noop("a heading"),
    BlockKind.BYLINE: gettext_noop("a byline or a date"),
    BlockKind.BOILERPLATE: gettext_noop("not part of the article’s own text"),
}
_A_QUESTION = gettext_noop("a question")
_TOO_SHORT = gettext_noop("too short to assert anything")
WHY_NOT = (*_NO_CLAIMS.values(), _A_QUESTION, _TOO_SHORT)
_QUESTION = re.compile(r"[?？؟][\"'”’»)\]」』]*$")
_MARKER = {BlockKind.LIST_ITEM: LIST_MARKER, BlockKind.QUOTATION: re.compile(r">[ \t]+")}
# An ideograph says about as much as three letters do.
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FEWEST_LETTERS = 12
_LEAST_WORTH = 0.03


class Score(Protocol):
    """How much a sentence is worth checking; `quoted` inside a longer quotation."""

    def __call__(self, text: str, *, speaker: str = "", quoted: bool = False) -> Worth: ...


def draft_claims(
    text: str, blocks: Sequence[Block], sentences: Iterable[Sentence], *, score: Score, way: Way
) -> Iterator[ClaimDraft | PassedOver]:
    """A draft or a reason why not for every sentence; those that cannot be claims come first."""
    asserting: list[tuple[Span, Sentence]] = []
    for sentence in sentences:
        span = _without_marker(text, sentence)
        why_not = _NO_CLAIMS.get(sentence.block, "") or _why_not(span.of(text))
        if why_not:
            yield PassedOver(sentence.start, sentence.end, why_not)
        else:
            asserting.append((span, sentence))
    readings = way(text, blocks, [span for span, _ in asserting])
    for (span, sentence), reading in zip(asserting, readings, strict=True):
        yield _draft(text, span, sentence, reading, score)


def _draft(
    text: str, span: Span, sentence: Sentence, reading: Reading, score: Score
) -> ClaimDraft | PassedOver:
    quote = span.of(text)
    said = reading.attributions[0] if reading.attributions else None
    worth = score(
        " ".join(quote.split()), speaker=_speaker(text, said), quoted=_is_quoted(span, sentence, said)
    )
    if worth.score < _LEAST_WORTH:
        return PassedOver(sentence.start, sentence.end, f"little to check: {worth.reason}")
    return ClaimDraft(
        start=span.start,
        end=span.end,
        quote=quote,
        wording=worded(text, span, reading.fills),
        check_worthiness=worth.score,
        reason=worth.reason,
        kind=worth.kind,
        attribution=said,
        parts=reading.parts,
        fills=reading.fills,
    )


def _speaker(text: str, said: Attribution | None) -> str:
    if said is None:
        return ""
    return said.name or (said.speaker.of(text) if said.speaker else "")


def _is_quoted(span: Span, sentence: Sentence, said: Attribution | None) -> bool:
    """Whether all of the sentence is somebody's own words, give or take the quotation marks."""
    direct = said.content if said is not None and said.direct else ()
    whole = any(part.start <= span.start + 1 and span.end - 2 <= part.end for part in direct)
    return whole or sentence.block is BlockKind.QUOTATION


def _why_not(quote: str) -> str:
    if _QUESTION.search(quote):
        return _A_QUESTION
    letters = sum(map(str.isalnum, quote)) + 2 * len(_IDEOGRAPH.findall(quote))
    return _TOO_SHORT if letters < _FEWEST_LETTERS else ""


def _without_marker(text: str, sentence: Sentence) -> Span:
    """The sentence without the bullet or number of its list item, or the sign of its quotation."""
    pattern = _MARKER.get(sentence.block)
    marker = pattern.match(text, sentence.start, sentence.end) if pattern else None
    start = marker.end() if marker else sentence.start
    return Span(start if is_boundary(text, start) else sentence.start, sentence.end)
