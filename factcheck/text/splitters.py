"""The table of splitters: from a normalised text to its blocks, sentences and claim drafts.

A splitter is a version, a way to score and a way to attribute; the rest is alike for all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from factcheck.errors import UnknownKind
from factcheck.text import claims
from factcheck.text.blocks import find_blocks
from factcheck.text.sentences import find_sentences
from factcheck.text.values import Block, ClaimDraft, PassedOver, Split


@dataclass(frozen=True, slots=True)
class Splitter:
    """`version` goes up whenever the same text could be split otherwise than before."""

    version: int
    score: claims.Score
    attribute: claims.Attribute


SPLITTERS: Mapping[str, Splitter] = MappingProxyType(
    {"fast": Splitter(version=1, score=claims.score, attribute=claims.find_attributions)}
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
    drafts = tuple(
        claims.draft_claims(text, sentences, found, score=splitter.score, attribute=splitter.attribute)
    )
    return Split(
        method=f"{method}/{splitter.version}",
        blocks=found,
        sentences=sentences,
        claims=tuple(draft for draft in drafts if isinstance(draft, ClaimDraft)),
        passed_over=tuple(draft for draft in drafts if isinstance(draft, PassedOver)),
    )
