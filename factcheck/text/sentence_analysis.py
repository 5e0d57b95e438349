"""The ways to tell who says what in a text's sentences, and what a compound sentence is made of.

From the characters alone, or off a parse of every block. `splitters` says which splitter goes which way.
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
    """What one sentence says: by whom, its parts where it has several, and what it leaves out."""

    attributions: tuple[Attribution, ...] = ()
    parts: tuple[Part, ...] = ()
    fills: tuple[Insertion, ...] = ()


class SentenceAnalyzer(Protocol):
    """Reads the sentences of a text, which come in order and lie in its blocks."""

    def __call__(
        self, text: str, blocks: Sequence[Block], sentences: Sequence[Span]
    ) -> Iterable[SentenceAnalysis]: ...


def analyze_with_rules(
    text: str, blocks: Sequence[Block], sentences: Sequence[Span]
) -> Iterator[SentenceAnalysis]:
    """Fast, without a parse, and so without parts."""
    for span, before in zip(sentences, iter_preceding(text, sentences), strict=True):
        name = resolve_definite_noun(text, span, before)
        yield SentenceAnalysis(find_attributions(text, span.start, span.end), fills=(name,) if name else ())


def analyze_with_parser(
    text: str, blocks: Sequence[Block], sentences: Sequence[Span]
) -> Iterator[SentenceAnalysis]:
    """Every block that holds one of the sentences is parsed once."""
    inside = [[span for span in sentences if block.start <= span.start < block.end] for block in blocks]
    read = [(block, spans) for block, spans in zip(blocks, inside, strict=True) if spans]
    docs = parse_all(text[block.start : block.end] for block, _ in read)
    for (block, spans), doc in zip(read, docs, strict=True):
        said = [shift_attribution(attribution, block.start) for attribution in find_in_doc(doc)]
        for span, before in zip(spans, iter_preceding(text, spans), strict=True):
            own = select_for_sentence(said, span.start, span.end)
            name = resolve_definite_noun(text, span, before) or resolve_pronoun(
                doc, block.start, text, span, before
            )
            yield SentenceAnalysis(own, _find_parts(doc, block.start, span, own), (name,) if name else ())


def _find_parts(doc: "Doc", start: int, sentence: Span, said: Sequence[Attribution]) -> tuple[Part, ...]:
    """The parts of the sentence's own words, or of what it attributes; none where there is only one."""
    content = said[0].content if said else ()
    within = [Span(span.start - start, span.end - start) for span in content or (sentence,)]
    parts = find_parts(doc, start=start, content=within)
    return parts if len(parts) > 1 else ()
