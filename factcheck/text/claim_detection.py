"""Claim detection: which sentences assert something that can be checked.

The others are skipped with a reason. `check_worthiness` scores a sentence, `sentence_analysis` finds its speaker and
its parts.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from factcheck.enums import BlockKind
from factcheck.limits import limit
from factcheck.stored_messages import message
from factcheck.text.block_kinds import LIST_MARKER
from factcheck.text.check_worthiness import CheckWorthiness
from factcheck.text.decontextualization import decontextualize
from factcheck.text.graphemes import is_boundary
from factcheck.text.sentence_analysis import SentenceAnalysis, SentenceAnalyzer
from factcheck.text.types import Attribution, Block, ClaimDraft, Sentence, SkippedSentence, Span

_SKIPPED_BLOCKS = {
    BlockKind.HEADING: "skipped.heading",
    BlockKind.BYLINE: "skipped.byline",
    BlockKind.BOILERPLATE: "skipped.boilerplate",
}
_QUESTION = re.compile(r"[?？؟][\"'”’»)\]」』]*$")
_MARKER = {BlockKind.LIST_ITEM: LIST_MARKER, BlockKind.QUOTATION: re.compile(r">[ \t]+")}
# An ideograph says about as much as three letters, so it counts as three.
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MIN_LETTERS = 12
# A longer sentence is a list, a table or a text without full stops: people select the claims in it.
MAX_CLAIM_LENGTH = limit("claim")
# Far below the threshold from which a claim is suggested: what is between the two stays a claim that people can
# accept, and only what no desk would check is skipped.
_MIN_SCORE = 0.03


class Scorer(Protocol):
    """A function that scores the check-worthiness of a sentence.

    `quoted` is true for a sentence inside a longer quotation.
    """

    def __call__(self, text: str, *, speaker: str = "", quoted: bool = False) -> CheckWorthiness: ...


@dataclass(frozen=True, slots=True)
class ClaimDetector:
    """A splitter that considers every sentence by itself.

    A scorer computes its worth, an analyzer its content.
    """

    version: int
    scorer: Scorer
    analyzer: SentenceAnalyzer

    def find_claims(
        self, text: str, blocks: Sequence[Block], sentences: Iterable[Sentence]
    ) -> Iterator[ClaimDraft | SkippedSentence]:
        """Yield a draft or a skipped sentence for every sentence.

        Those that cannot be claims come first.
        """
        candidates: list[tuple[Span, Sentence]] = []
        for sentence in sentences:
            span = _strip_marker(text, sentence)
            reason = _SKIPPED_BLOCKS.get(sentence.block, "") or _skip_reason(span.of(text))
            if reason:
                yield SkippedSentence(sentence.start, sentence.end, message(reason))
            else:
                candidates.append((span, sentence))
        analyses = self.analyzer(text, blocks, [span for span, _ in candidates])
        for (span, sentence), analysis in zip(candidates, analyses, strict=True):
            yield _draft(text, span, sentence, analysis, self.scorer)


def _draft(
    text: str, span: Span, sentence: Sentence, analysis: SentenceAnalysis, scorer: Scorer
) -> ClaimDraft | SkippedSentence:
    quote = span.of(text)
    attribution = analysis.attributions[0] if analysis.attributions else None
    worthiness = scorer(
        " ".join(quote.split()),
        speaker=attribution.speaker_name(text) if attribution else "",
        quoted=_is_quoted(span, sentence, attribution),
    )
    if worthiness.score < _MIN_SCORE:
        return SkippedSentence(
            sentence.start, sentence.end, message("skipped.little_to_check", reason=worthiness.reason)
        )
    return ClaimDraft(
        start=span.start,
        end=span.end,
        quote=quote,
        wording=decontextualize(text, span, analysis.insertions),
        check_worthiness=worthiness.score,
        reason=worthiness.reason,
        kind=worthiness.kind,
        attribution=attribution,
        parts=analysis.parts,
        insertions=analysis.insertions,
    )


def _is_quoted(span: Span, sentence: Sentence, attribution: Attribution | None) -> bool:
    """Return whether the whole sentence is a direct quotation.

    Its quotation marks do not matter.
    """
    direct = attribution.content if attribution is not None and attribution.direct else ()
    whole = any(part.start <= span.start + 1 and span.end - 2 <= part.end for part in direct)
    return whole or sentence.block is BlockKind.QUOTATION


def _skip_reason(quote: str) -> str:
    """Return the code of the reason to skip a sentence, or an empty string."""
    if _QUESTION.search(quote):
        return "skipped.question"
    if len(quote) > MAX_CLAIM_LENGTH:
        return "skipped.too_long"
    letters = sum(map(str.isalnum, quote)) + 2 * len(_IDEOGRAPH.findall(quote))
    return "skipped.too_short" if letters < _MIN_LETTERS else ""


def _strip_marker(text: str, sentence: Sentence) -> Span:
    """Return the sentence without the marker of its list item or quotation."""
    pattern = _MARKER.get(sentence.block)
    marker = pattern.match(text, sentence.start, sentence.end) if pattern else None
    start = marker.end() if marker else sentence.start
    # A combining mark directly after the marker belongs to it: then the marker stays.
    return Span(start if is_boundary(text, start) else sentence.start, sentence.end)
