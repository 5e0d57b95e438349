"""The table of splitters.

A splitter finds the claims among the sentences of a text. docs/howto/add-a-splitter.md shows how to add one. Only
`SPLITTERS` names the splitters; other packages call the functions of this module, so that a new row needs no change
elsewhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from factcheck.exceptions import UnknownChoice
from factcheck.i18n import gettext as _
from factcheck.text.blocks import find_blocks
from factcheck.text.check_worthiness import score_sentence
from factcheck.text.claim_detection import ClaimDetector
from factcheck.text.sentence_analysis import analyze_with_parser, analyze_with_rules
from factcheck.text.sentences import find_sentences
from factcheck.text.types import Block, ClaimDraft, Sentence, SkippedSentence, Split


class Splitter(Protocol):
    """A method of finding claims.

    Raise `version` whenever the same text could be split differently than before. Claims store it with the slug, as
    in "fast/3", and a split run of an older version can be repeated.
    """

    @property
    def version(self) -> int: ...

    def find_claims(
        self, text: str, blocks: Sequence[Block], sentences: Sequence[Sentence]
    ) -> Iterable[ClaimDraft | SkippedSentence]:
        """Yield a claim draft or a skipped sentence for every sentence, in any order."""
        ...


SPLITTERS: Mapping[str, Splitter] = MappingProxyType(
    {
        "fast": ClaimDetector(version=4, scorer=score_sentence, analyzer=analyze_with_rules),
        "parse": ClaimDetector(version=4, scorer=score_sentence, analyzer=analyze_with_parser),
    }
)


def list_splitters() -> list[str]:
    """Return the slugs of the splitters, in the order of the table."""
    return list(SPLITTERS)


def get_splitter(slug: str) -> Splitter:
    """Return the splitter with this slug. Raises UnknownChoice."""
    if slug not in SPLITTERS:
        raise UnknownChoice(_("splitter"), slug, list_splitters())
    return SPLITTERS[slug]


def get_method_name(slug: str) -> str:
    """Return the slug with the current version, such as "fast/3".

    Raises UnknownChoice.
    """
    return f"{slug}/{get_splitter(slug).version}"


def split(text: str, *, method: str = "fast", blocks: Sequence[Block] | None = None) -> Split:
    """Split a normalised text into blocks, sentences and claim drafts, each in order.

    Pass `blocks` where a reader has found them already. The result depends on the arguments alone, and the `quote` of
    every draft is `text[start:end]`. `method` is the slug of a splitter; raises UnknownChoice.
    """
    splitter = get_splitter(method)
    blocks = tuple(find_blocks(text) if blocks is None else blocks)
    sentences = find_sentences(text, blocks)
    results = sorted(splitter.find_claims(text, blocks, sentences), key=lambda result: result.start)
    return Split(
        method=get_method_name(method),
        blocks=blocks,
        sentences=sentences,
        claims=tuple(result for result in results if isinstance(result, ClaimDraft)),
        skipped=tuple(result for result in results if isinstance(result, SkippedSentence)),
    )
