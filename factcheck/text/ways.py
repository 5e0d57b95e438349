"""The ways to tell who says what in a text's sentences, and what a compound sentence is made of.

From the characters alone, or off a parse of every block. `splitters` says which splitter goes which way.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from factcheck.text.attribution import find_attributions
from factcheck.text.attribution_parse import attributions, of_sentence
from factcheck.text.attribution_quotes import moved
from factcheck.text.parsing import parse_all
from factcheck.text.parts import parts_of
from factcheck.text.values import Attribution, Block, Fill, Part, Span
from factcheck.text.wording import before_each, name_for_kind
from factcheck.text.wording_parse import antecedent

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence says: by whom, its parts where it has several, and what it leaves out."""

    attributions: tuple[Attribution, ...] = ()
    parts: tuple[Part, ...] = ()
    fills: tuple[Fill, ...] = ()


class Way(Protocol):
    """Reads the sentences of a text, which come in order and lie in its blocks."""

    def __call__(
        self, text: str, blocks: Sequence[Block], sentences: Sequence[Span]
    ) -> Iterable[Reading]: ...


def by_characters(text: str, blocks: Sequence[Block], sentences: Sequence[Span]) -> Iterator[Reading]:
    """Fast, without a parse, and so without parts."""
    for span, before in zip(sentences, before_each(text, sentences), strict=True):
        name = name_for_kind(text, span, before)
        yield Reading(find_attributions(text, span.start, span.end), fills=(name,) if name else ())


def by_parse(text: str, blocks: Sequence[Block], sentences: Sequence[Span]) -> Iterator[Reading]:
    """Every block that holds one of the sentences is parsed once."""
    inside = [[span for span in sentences if block.start <= span.start < block.end] for block in blocks]
    read = [(block, spans) for block, spans in zip(blocks, inside, strict=True) if spans]
    docs = parse_all(text[block.start : block.end] for block, _ in read)
    for (block, spans), doc in zip(read, docs, strict=True):
        said = [moved(attribution, block.start) for attribution in attributions(doc)]
        for span, before in zip(spans, before_each(text, spans), strict=True):
            own = of_sentence(said, span.start, span.end)
            name = name_for_kind(text, span, before) or antecedent(doc, block.start, text, span, before)
            yield Reading(own, _parts(doc, block.start, span, own), (name,) if name else ())


def _parts(doc: "Doc", start: int, sentence: Span, said: Sequence[Attribution]) -> tuple[Part, ...]:
    """The parts of the sentence's own words, or of what it attributes; none where there is only one."""
    content = said[0].content if said else ()
    within = [Span(span.start - start, span.end - start) for span in content or (sentence,)]
    parts = parts_of(doc, start=start, content=within)
    return parts if len(parts) > 1 else ()
