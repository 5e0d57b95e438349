"""The table of splitters: from a normalised text to its blocks, sentences and claim drafts.

A splitter is a version, a score and a way to read sentences; the rest is alike for all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from factcheck.exceptions import UnknownChoice
from factcheck.i18n import gettext as _
from factcheck.text.blocks import find_blocks
from factcheck.text.check_worthiness import score_sentence
from factcheck.text.claim_detection import Scorer, draft_claims
from factcheck.text.sentence_analysis import SentenceAnalyzer, analyze_with_parser, analyze_with_rules
from factcheck.text.sentences import find_sentences
from factcheck.text.types import Block, ClaimDraft, SkippedSentence, Split


@dataclass(frozen=True, slots=True)
class Splitter:
    """`version` goes up whenever the same text could be split otherwise than before."""

    version: int
    score: Scorer
    way: SentenceAnalyzer


SPLITTERS: Mapping[str, Splitter] = MappingProxyType(
    {
        "fast": Splitter(version=3, score=score_sentence, way=analyze_with_rules),
        "parse": Splitter(version=3, score=score_sentence, way=analyze_with_parser),
    }
)


def split(text: str, *, method: str = "fast", blocks: Sequence[Block] | None = None) -> Split:
    """Split a normalised text; `blocks` are its own where a reader has found them already.

    Deterministic; every draft's `quote` is `text[start:end]`. An unknown method raises UnknownKind.
    """
    if method not in SPLITTERS:
        raise UnknownChoice(_("splitter"), method, list(SPLITTERS))
    splitter = SPLITTERS[method]
    found = tuple(find_blocks(text) if blocks is None else blocks)
    sentences = find_sentences(text, found)
    drafts = list(draft_claims(text, found, sentences, score=splitter.score, way=splitter.way))
    drafts.sort(key=lambda draft: draft.start)
    return Split(
        method=f"{method}/{splitter.version}",
        blocks=found,
        sentences=sentences,
        claims=tuple(draft for draft in drafts if isinstance(draft, ClaimDraft)),
        passed_over=tuple(draft for draft in drafts if isinstance(draft, SkippedSentence)),
    )
