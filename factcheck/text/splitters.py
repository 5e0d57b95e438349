"""The table of splitters: from a normalised text to its blocks, sentences and claim drafts.

A splitter is a version, a way to score and a way to attribute; the rest is alike for all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from factcheck.errors import UnknownKind
from factcheck.text.attribution import find_attributions
from factcheck.text.blocks import find_blocks
from factcheck.text.claims import Attribute, Score, draft_claims
from factcheck.text.sentences import find_sentences
from factcheck.text.values import Attribution, Block, ClaimDraft, PassedOver, Span, Split
from factcheck.text.worth import score


@dataclass(frozen=True, slots=True)
class Splitter:
    """`version` goes up whenever the same text could be split otherwise than before."""

    version: int
    score: Score
    attribute: Attribute


def _sentence_by_sentence(
    text: str, blocks: Sequence[Block], sentences: Sequence[Span]
) -> Iterator[tuple[Attribution, ...]]:
    return (find_attributions(text, span.start, span.end) for span in sentences)


SPLITTERS: Mapping[str, Splitter] = MappingProxyType(
    {"fast": Splitter(version=1, score=score, attribute=_sentence_by_sentence)}
)


def split(text: str, *, method: str = "fast", blocks: Sequence[Block] | None = None) -> Split:
    """Split a normalised text; `blocks` are its own where a reader has found them already.

    Deterministic; every draft's `quote` is `text[start:end]`. An unknown method raises UnknownKind.
    """
    if method not in SPLITTERS:
        raise UnknownKind("splitter", method, list(SPLITTERS))
    splitter = SPLITTERS[method]
    found = tuple(find_blocks(text) if blocks is None else blocks)
    sentences = find_sentences(text, found)
    drafts = list(draft_claims(text, found, sentences, score=splitter.score, attribute=splitter.attribute))
    drafts.sort(key=lambda draft: draft.start)
    return Split(
        method=f"{method}/{splitter.version}",
        blocks=found,
        sentences=sentences,
        claims=tuple(draft for draft in drafts if isinstance(draft, ClaimDraft)),
        passed_over=tuple(draft for draft in drafts if isinstance(draft, PassedOver)),
    )
