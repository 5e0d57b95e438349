"""Claim drafts from sentences: which sentence asserts something that could be checked, and why not where none does.

How much it is worth is for `worth`, who says it and what it is made of for `ways`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from factcheck.enums import BlockKind
from factcheck.i18n import gettext_noop
from factcheck.text.block_kinds import LIST_MARKER
from factcheck.text.check_worthiness import CheckWorthiness
from factcheck.text.decontextualization import decontextualize
from factcheck.text.graphemes import is_boundary
from factcheck.text.sentence_analysis import SentenceAnalysis, SentenceAnalyzer
from factcheck.text.types import Attribution, Block, ClaimDraft, Sentence, SkippedSentence, Span

_SKIPPED_BLOCKS = {
    BlockKind.HEADING: gettext_noop("a heading"),
    BlockKind.BYLINE: gettext_noop("a byline or a date"),
    BlockKind.BOILERPLATE: gettext_noop("not part of the article’s own text"),
}
_A_QUESTION = gettext_noop("a question")
_TOO_SHORT = gettext_noop("too short to assert anything")
SKIP_REASONS = (*_SKIPPED_BLOCKS.values(), _A_QUESTION, _TOO_SHORT)
_QUESTION = re.compile(r"[?？؟][\"'”’»)\]」』]*$")
_MARKER = {BlockKind.LIST_ITEM: LIST_MARKER, BlockKind.QUOTATION: re.compile(r">[ \t]+")}
# An ideograph says about as much as three letters do.
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MIN_LETTERS = 12
_MIN_SCORE = 0.03


class Scorer(Protocol):
    """How much a sentence is worth checking; `quoted` inside a longer quotation."""

    def __call__(self, text: str, *, speaker: str = "", quoted: bool = False) -> CheckWorthiness: ...


def draft_claims(
    text: str, blocks: Sequence[Block], sentences: Iterable[Sentence], *, score: Scorer, way: SentenceAnalyzer
) -> Iterator[ClaimDraft | SkippedSentence]:
    """A draft or a reason why not for every sentence; those that cannot be claims come first."""
    asserting: list[tuple[Span, Sentence]] = []
    for sentence in sentences:
        span = _strip_marker(text, sentence)
        why_not = _SKIPPED_BLOCKS.get(sentence.block, "") or _skip_reason(span.of(text))
        if why_not:
            yield SkippedSentence(sentence.start, sentence.end, why_not)
        else:
            asserting.append((span, sentence))
    readings = way(text, blocks, [span for span, _ in asserting])
    for (span, sentence), reading in zip(asserting, readings, strict=True):
        yield _draft(text, span, sentence, reading, score)


def _draft(
    text: str, span: Span, sentence: Sentence, reading: SentenceAnalysis, score: Scorer
) -> ClaimDraft | SkippedSentence:
    quote = span.of(text)
    said = reading.attributions[0] if reading.attributions else None
    worth = score(
        " ".join(quote.split()), speaker=_speaker(text, said), quoted=_is_quoted(span, sentence, said)
    )
    if worth.score < _MIN_SCORE:
        return SkippedSentence(sentence.start, sentence.end, f"little to check: {worth.reason}")
    return ClaimDraft(
        start=span.start,
        end=span.end,
        quote=quote,
        wording=decontextualize(text, span, reading.fills),
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


def _skip_reason(quote: str) -> str:
    if _QUESTION.search(quote):
        return _A_QUESTION
    letters = sum(map(str.isalnum, quote)) + 2 * len(_IDEOGRAPH.findall(quote))
    return _TOO_SHORT if letters < _MIN_LETTERS else ""


def _strip_marker(text: str, sentence: Sentence) -> Span:
    """The sentence without the bullet or number of its list item, or the sign of its quotation."""
    pattern = _MARKER.get(sentence.block)
    marker = pattern.match(text, sentence.start, sentence.end) if pattern else None
    start = marker.end() if marker else sentence.start
    return Span(start if is_boundary(text, start) else sentence.start, sentence.end)
