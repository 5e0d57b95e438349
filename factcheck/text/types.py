"""The frozen values that `factcheck.text` returns: text in, values out, no Django.

Positions count Unicode code points of the normalised text; the end is excluded.
"""

from dataclasses import dataclass, field

from factcheck.enums import BlockKind
from factcheck.stored_messages import StoredMessage


@dataclass(frozen=True, slots=True)
class Span:
    """A range of a text: `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the text of the span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or other unit of an article.

    Blocks are in order and do not overlap.
    """

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence inside one block; `block` is the kind of that block."""

    start: int
    end: int
    block: BlockKind = BlockKind.PARAGRAPH


@dataclass(frozen=True, slots=True)
class Attribution:
    """An attribution: the spans of the speaker, the cue and the content.

    A cue is a word such as "said" or "according to". `direct` is true for text in quotation marks. `inferred` is true
    when the sentence itself does not name the speaker but uses a pronoun or continues a quotation; `name` is then the
    inferred name.
    """

    cue: Span
    content: tuple[Span, ...]
    speaker: Span | None = None
    name: str = ""
    direct: bool = False
    inferred: bool = False

    def speaker_name(self, text: str) -> str:
        """Return the speaker as the text writes it or as it was inferred.

        Empty if none is named.
        """
        return self.name or (self.speaker.of(text) if self.speaker else "")


@dataclass(frozen=True, slots=True)
class Part:
    """One assertion of a compound sentence, as the spans that it consists of.

    The spans need not be adjacent.
    """

    spans: tuple[Span, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Insertion:
    """A replacement in the wording of a claim.

    The word at `target`, such as "It", becomes the text at `source`.
    """

    target: Span
    source: Span


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """One checkable assertion that a splitter found.

    `quote` is `text[start:end]` of the article. `wording` is its self-contained form, with the `insertions` in square
    brackets. `check_worthiness` is from 0 to 1, and `reason` explains it. `kind` is a constant of `sentence_kinds`.
    """

    start: int
    end: int
    quote: str
    wording: str
    check_worthiness: float
    reason: StoredMessage
    kind: str = "assertion"
    attribution: Attribution | None = None
    parts: tuple[Part, ...] = ()
    insertions: tuple[Insertion, ...] = ()


@dataclass(frozen=True, slots=True)
class SkippedSentence:
    """A sentence that did not become a claim, with the reason."""

    start: int
    end: int
    reason: StoredMessage


@dataclass(frozen=True, slots=True)
class Split:
    """The result of a splitter.

    `method` is the splitter's slug and version, such as "fast/1".
    """

    method: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    claims: tuple[ClaimDraft, ...]
    skipped: tuple[SkippedSentence, ...] = field(default=())
