"""The frozen values that travel out of this package. Text in, values out; no Django.

All positions count Unicode code points of the normalised text; the end is excluded.
"""

from dataclasses import dataclass, field

from factcheck.enums import BlockKind


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item ... of an article. Blocks never overlap and come in order."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence inside one block."""

    start: int
    end: int
    block: BlockKind = BlockKind.PARAGRAPH


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what: the speaker's, the cue's ("said", "according to") and the content's spans.

    `direct` is true for words in quotation marks. `inferred` is true when the speaker is not named in the
    sentence itself (a pronoun, the sentence before); `name` is then the name that was inferred.
    """

    cue: Span
    content: tuple[Span, ...]
    speaker: Span | None = None
    name: str = ""
    direct: bool = False
    inferred: bool = False

    def who(self, text: str) -> str:
        """Who said it, in the text's own words or as inferred; empty where nobody is named."""
        return self.name or (self.speaker.of(text) if self.speaker else "")


@dataclass(frozen=True, slots=True)
class Part:
    """One assertion of a compound sentence, as the (possibly discontinuous) spans it is made of."""

    spans: tuple[Span, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Insertion:
    """What a wording says in the place of a word such as “It”: the text's own words at `source`."""

    place: Span
    source: Span


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """One checkable assertion as a splitter found it.

    `quote` is `text[start:end]` of the article, `wording` the self-contained form of it with its `fills` in brackets,
    `check_worthiness` lies in 0..1, `reason` says in words why, `kind` tells assertion, quotation, opinion, prediction,
    question or background.
    """

    start: int
    end: int
    quote: str
    wording: str
    check_worthiness: float
    reason: str
    kind: str = "assertion"
    attribution: Attribution | None = None
    parts: tuple[Part, ...] = ()
    fills: tuple[Insertion, ...] = ()


@dataclass(frozen=True, slots=True)
class SkippedSentence:
    """A sentence that became no claim, and why not."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Split:
    """What a splitter made of a text. `method` names the splitter and its version, such as "fast/1"."""

    method: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    claims: tuple[ClaimDraft, ...]
    passed_over: tuple[SkippedSentence, ...] = field(default=())
