"""Sentence analysis: the attributions, parts and insertions of each sentence.

Two analyzers: one uses rules on the characters, the other a dependency parse of every block. `splitters` chooses.
A long block is parsed in windows, because the time of what follows a parse grows with the square of its length.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from factcheck.text.attribution.parser import find_in_doc, select_for_sentence
from factcheck.text.attribution.quotations import shift_attribution
from factcheck.text.attribution.rules import find_attributions
from factcheck.text.decomposition import find_parts
from factcheck.text.decontextualization import iter_preceding, resolve_definite_noun
from factcheck.text.decontextualization_parse import resolve_pronoun
from factcheck.text.spacy_model import parse_all
from factcheck.text.types import Attribution, Block, Insertion, Part, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


# Several times the longest paragraph of a newspaper: only texts without paragraphs have longer blocks.
MAX_WINDOW_LENGTH = 5_000


@dataclass(frozen=True, slots=True)
class SentenceAnalysis:
    """The attributions, parts and insertions of a sentence.

    There are no parts if there is only one.
    """

    attributions: tuple[Attribution, ...] = ()
    parts: tuple[Part, ...] = ()
    insertions: tuple[Insertion, ...] = ()


class SentenceAnalyzer(Protocol):
    """A function that analyses the sentences of a text.

    They are in order and inside its blocks.
    """

    def __call__(
        self, text: str, blocks: Sequence[Block], sentences: Sequence[Span]
    ) -> Iterable[SentenceAnalysis]: ...


def analyze_with_rules(
    text: str, blocks: Sequence[Block], sentences: Sequence[Span]
) -> Iterator[SentenceAnalysis]:
    """Yield the analysis of every sentence without a parse.

    This is fast and finds no parts.
    """
    for span, before in zip(sentences, iter_preceding(text, sentences), strict=True):
        yield _analyze_characters(text, span, before)


def _analyze_characters(text: str, span: Span, before: Span | None) -> SentenceAnalysis:
    insertion = resolve_definite_noun(text, span, before)
    return SentenceAnalysis(
        find_attributions(text, span.start, span.end), insertions=(insertion,) if insertion else ()
    )


def analyze_with_parser(
    text: str, blocks: Sequence[Block], sentences: Sequence[Span]
) -> Iterator[SentenceAnalysis]:
    """Yield the analysis of every sentence.

    Each block that contains one is parsed once. A sentence too long for a window is analysed without a parse.
    """
    windows = list(_iter_windows(blocks, sentences))
    docs = parse_all(window.of(text) for window, _ in windows if _is_parsed(window))
    for window, spans in windows:
        if _is_parsed(window):
            yield from _analyze_window(text, window, spans, next(docs))
        else:
            yield from analyze_with_rules(text, blocks, spans)


def _is_parsed(window: Span) -> bool:
    return window.end - window.start <= MAX_WINDOW_LENGTH


def _iter_windows(
    blocks: Iterable[Block], sentences: Sequence[Span]
) -> Iterator[tuple[Span, Sequence[Span]]]:
    """Yield the spans that are parsed, each with its sentences.

    That is a whole block, or as many of its sentences as fit into a window. One sentence can be longer than that.
    """
    first = 0
    for block in blocks:
        last = bisect_left(sentences, block.end, lo=first, key=lambda span: span.start)
        spans, first = sentences[first:last], last
        if block.end - block.start <= MAX_WINDOW_LENGTH:
            if spans:
                yield Span(block.start, block.end), spans
        else:
            yield from _cut(spans)


def _cut(sentences: Sequence[Span]) -> Iterator[tuple[Span, Sequence[Span]]]:
    window: list[Span] = []
    for span in sentences:
        if window and span.end - window[0].start > MAX_WINDOW_LENGTH:
            yield Span(window[0].start, window[-1].end), window
            window = []
        window.append(span)
    if window:
        yield Span(window[0].start, window[-1].end), window


def _analyze_window(text: str, window: Span, spans: Sequence[Span], doc: "Doc") -> Iterator[SentenceAnalysis]:
    attributions = [shift_attribution(attribution, window.start) for attribution in find_in_doc(doc)]
    for span, before in zip(spans, iter_preceding(text, spans), strict=True):
        own = select_for_sentence(attributions, span.start, span.end)
        insertion = resolve_definite_noun(text, span, before) or resolve_pronoun(
            doc, window.start, text, span, before
        )
        yield SentenceAnalysis(
            own, _find_parts(doc, window.start, span, own), (insertion,) if insertion else ()
        )


def _find_parts(
    doc: "Doc", start: int, sentence: Span, attributions: Sequence[Attribution]
) -> tuple[Part, ...]:
    """Return the parts of what the sentence attributes, else of the sentence.

    Returns none if there is only one.
    """
    content = attributions[0].content if attributions else ()
    within = [Span(span.start - start, span.end - start) for span in content or (sentence,)]
    parts = find_parts(doc, start=start, content=within)
    return parts if len(parts) > 1 else ()
