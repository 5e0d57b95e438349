"""Sentence analysis: the attributions, parts and insertions of each sentence.

Two analyzers: one uses rules on the characters, the other a dependency parse of every block. `splitters` chooses.
"""

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
        insertion = resolve_definite_noun(text, span, before)
        yield SentenceAnalysis(
            find_attributions(text, span.start, span.end), insertions=(insertion,) if insertion else ()
        )


def analyze_with_parser(
    text: str, blocks: Sequence[Block], sentences: Sequence[Span]
) -> Iterator[SentenceAnalysis]:
    """Yield the analysis of every sentence.

    Each block that contains one is parsed once.
    """
    by_block = [[span for span in sentences if block.start <= span.start < block.end] for block in blocks]
    used = [(block, spans) for block, spans in zip(blocks, by_block, strict=True) if spans]
    docs = parse_all(text[block.start : block.end] for block, _ in used)
    for (block, spans), doc in zip(used, docs, strict=True):
        attributions = [shift_attribution(attribution, block.start) for attribution in find_in_doc(doc)]
        for span, before in zip(spans, iter_preceding(text, spans), strict=True):
            own = select_for_sentence(attributions, span.start, span.end)
            insertion = resolve_definite_noun(text, span, before) or resolve_pronoun(
                doc, block.start, text, span, before
            )
            yield SentenceAnalysis(
                own, _find_parts(doc, block.start, span, own), (insertion,) if insertion else ()
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
