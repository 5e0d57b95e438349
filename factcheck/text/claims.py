"""Claim drafts from sentences: which sentence says something checkable, how much it is worth, who says it.

Scores are one weighted sum of plain signals and say so in words; no weights are learned here.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from factcheck.terms import BlockKind
from factcheck.text import graphemes
from factcheck.text.blockkinds import LIST_MARKER
from factcheck.text.values import Attribution, Block, ClaimDraft, PassedOver, Sentence, Span


@dataclass(frozen=True, slots=True)
class Worth:
    """How much a sentence deserves checking, in 0..1, and why in words."""

    score: float
    reason: str
    kind: str = "assertion"


Score = Callable[[str], Worth]
Attribute = Callable[[str, Sentence, Sequence[Block]], tuple[Attribution, ...]]

WHY_NOT_BLOCK = {
    BlockKind.HEADING: "a heading",
    BlockKind.BYLINE: "a byline or a date",
    BlockKind.BOILERPLATE: "not part of the article’s own text",
}
_FEWEST_LETTERS = 12
_QUESTION_END = re.compile(r"[?？؟][\"'”’»)\]」』]*$")
_BASE = 0.3
_SIGNALS: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    (
        "a number",
        0.25,
        re.compile(r"\d|\b(?:hundred|thousand|million|billion|trillion|half|percent|dozen)s?\b", re.I),
    ),
    (
        "a comparison",
        0.15,
        re.compile(
            r"\b(?:more|less|fewer|greater|most|least|highest|lowest|largest|biggest|first|only|record|double[ds]?|"
            r"twice|rose|risen|fell|fallen|increased?|decreased?|declined?|dropped|grew|compared|than)\b",
            re.I,
        ),
    ),
    (
        "a cause",
        0.1,
        re.compile(r"\b(?:cause[ds]?|because|due to|led to|leads to|result(?:ed|s) in|linked to)\b", re.I),
    ),
    ("a named actor", 0.1, re.compile(r"(?<=[\w,;:”’)] )[“‘\"(]?[A-Z][\w.]+")),
    (
        "something done",
        0.1,
        re.compile(r"\b(?:has|have|had|was|were|been|did|is|are) (?:\w+ )?\w+(?:ed|en|ing)\b", re.I),
    ),
)
_OPINION = re.compile(
    r"\b(?:I|we) (?:think|believe|feel|hope)\b|\b(?:should|ought to|must|unfortunately|hopefully|"
    r"wonderful|terrible|beautiful|shameful|disgrace(?:ful)?|brilliant|amazing|awful|"
    r"arguably|in my (?:view|opinion))\b",
    re.I,
)
_PREDICTION = re.compile(
    r"\b(?:will|won['’]t|shall|is (?:going|set|expected|likely) to|are (?:going|set|expected|likely) to)\b",
    re.I,
)
_QUOTED = re.compile(r"[“\"«„「][^”\"»“」]{15,}")


def score(sentence: str) -> Worth:
    """Rules alone: what makes a sentence checkable adds, opinion and prediction take away."""
    found = [(name, weight) for name, weight, signal in _SIGNALS if signal.search(sentence)]
    kind, lost = "quotation" if _QUOTED.search(sentence) else "assertion", 0.0
    if _OPINION.search(sentence):
        kind, lost = "opinion", 0.25
    elif _PREDICTION.search(sentence):
        kind, lost = "prediction", 0.1
    reason = _listed([name for name, _ in found]) or "nothing that stands out"
    total = _BASE + sum(weight for _, weight in found) - lost
    return Worth(round(min(max(total, 0.05), 0.95), 2), reason if not lost else f"{reason}; {kind}", kind)


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


_NAME = r"(?P<speaker>(?:an? |the |The |An? )?[^,.;:“”\"]{2,90}?)"
_SAID = (
    r"(?P<cue>said|says|told|reported|reports|stated|announced|claimed|claims|warned|added|argued|confirmed|denied|"
    r"wrote)"
)
_PATTERNS = (
    re.compile(rf"(?P<cue>[Aa]ccording to) {_NAME}(?=[,.;:“\"]|$)"),
    re.compile(rf",[”\"’']? {_NAME} {_SAID}(?=[.,]?[”\"]?$)"),
    re.compile(rf",[”\"’'] {_SAID} {_NAME}(?=[.,;:]|$)"),
    re.compile(rf"^{_NAME} {_SAID}(?=:| that\b|,? [“\"]| (?!by\b|in\b|to\b)[a-z])"),
)


def find_attributions(text: str, sentence: Sentence, blocks: Sequence[Block]) -> tuple[Attribution, ...]:
    """The first speaker that the sentence itself names with a reporting verb or "according to"."""
    words = text[sentence.start : sentence.end]
    for pattern in _PATTERNS:
        match = pattern.search(words)
        if match:
            return (_attribution(text, sentence, match),)
    return ()


def _attribution(text: str, sentence: Sentence, match: re.Match[str]) -> Attribution:
    spans = {
        name: Span(sentence.start + match.start(name), sentence.start + match.end(name))
        for name in ("cue", "speaker")
    }
    first, last = sentence.start + match.start(), sentence.start + match.end()
    rest = (_bare(text, sentence.start, first), _bare(text, last, sentence.end))
    content = tuple(span for span in rest if span.start < span.end)
    direct = any(span.of(text)[0] in '“"«' for span in content)
    return Attribution(spans["cue"], content, spans["speaker"], match["speaker"].strip(), direct=direct)


def _bare(text: str, start: int, end: int) -> Span:
    """The span without the punctuation and white space at its ends, quotation marks apart."""
    while start < end and text[start] in " ,.;:\n":
        start += 1
    while end > start and text[end - 1] in " ,;:.\n":
        end -= 1
    return Span(start, end)


def draft_claims(
    text: str, sentences: Iterable[Sentence], blocks: Sequence[Block], *, score: Score, attribute: Attribute
) -> Iterator[ClaimDraft | PassedOver]:
    """A draft for every sentence that asserts something; for the others, why not. In the text's order."""
    for sentence in sentences:
        span = _without_marker(text, sentence)
        quote = span.of(text)
        why_not = WHY_NOT_BLOCK.get(sentence.block, "") or _why_not(quote)
        if why_not:
            yield PassedOver(span.start, span.end, why_not)
            continue
        worth = score(quote)
        said = next(iter(attribute(text, sentence, blocks)), None)
        reason = f"{worth.reason}, attributed to {said.name}" if said and said.name else worth.reason
        wording = " ".join(quote.split())
        yield ClaimDraft(span.start, span.end, quote, wording, worth.score, reason, worth.kind, said)


def _why_not(quote: str) -> str:
    if _QUESTION_END.search(quote):
        return "a question"
    if sum(character.isalnum() for character in quote) < _fewest(quote):
        return "too short to assert anything"
    return ""


def _fewest(quote: str) -> int:
    return _FEWEST_LETTERS if quote.isascii() else _FEWEST_LETTERS // 2


def _without_marker(text: str, sentence: Sentence) -> Span:
    """The sentence without the bullet or number of its list item."""
    marker = (
        LIST_MARKER.match(text, sentence.start, sentence.end)
        if sentence.block is BlockKind.LIST_ITEM
        else None
    )
    start = marker.end() if marker else sentence.start
    return Span(start if graphemes.is_boundary(text, start) else sentence.start, sentence.end)
