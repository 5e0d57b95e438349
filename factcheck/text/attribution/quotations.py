"""Quotations in the characters of a text, and which of them a cue introduces.

No parse is needed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from factcheck.text.types import Attribution, Span

OPENING = '“"'
CLOSING = '”"'
_MARK = re.compile(r"[“”\"]")
# A shorter quotation inside a sentence is a word in scare quotes rather than speech.
MAX_SCARE_QUOTE_LENGTH = 30
# Several times the longest paragraph of a newspaper.
MAX_PARAGRAPH_LENGTH = 20_000
_SEPARATING = " \t\n,;:—–-"
# An addressee, place or time can be between a cue and its quotation: "told the press,", "said on Friday:".
_MAX_DISTANCE = 45
_ADDRESSEE = re.compile(rf"(?!.{{0,{_MAX_DISTANCE}}}\bthat\b)[^.;!?“”\"]{{0,40}}?[,:]\s*+|\s*+")
_CREDIT = re.compile(
    r"(?:^|(?<=[.!?)\s]))\(?((?:(?:File )?(?:Image|Photo|Picture)(?: credit)?|[Cc]redit|Source)s?:)\s++(\S.{0,80})$"
)


def find_quotations(text: str) -> list[Span]:
    """Return the spans in double quotation marks, including the marks.

    An unclosed quotation extends to the end of the text. A closing mark without an opening one closes a quotation from
    the start of the text.
    """
    spans: list[Span] = []
    opened = -1
    for mark in _MARK.finditer(text):
        index, char = mark.start(), mark.group()
        if opened < 0 and char in OPENING and not _only_closes(text, index):
            opened = index
        elif char in CLOSING and (opened >= 0 or not spans):
            spans.append(Span(max(opened, 0), index + 1))
            opened = -1
    return [*spans, Span(opened, len(text))] if opened >= 0 else spans


def _only_closes(text: str, index: int) -> bool:
    """Return whether a straight mark can only close a quotation.

    It follows a letter or full stop and does not precede a letter.
    """
    return (
        index > 0
        and not text[index - 1].isspace()
        and not text[index + 1 : index + 2].isalnum()
        and text[index - 1] not in "([—-"
    )


def find_paragraph_at(text: str, position: int) -> Span:
    """Return the line that contains a position, without its line break.

    Of a line longer than MAX_PARAGRAPH_LENGTH, returns a part that contains the position. Positions near each other
    share a part, so that what is found in it can be cached.
    """
    position = max(position, 0)
    part = position - position % MAX_PARAGRAPH_LENGTH
    start = text.rfind("\n", max(0, position - MAX_PARAGRAPH_LENGTH), position) + 1
    end = text.find("\n", position, position + MAX_PARAGRAPH_LENGTH)
    return Span(
        start or (part if position > MAX_PARAGRAPH_LENGTH else 0),
        end if end >= 0 else min(len(text), part + MAX_PARAGRAPH_LENGTH),
    )


def find_quotation_at(text: str, position: int) -> tuple[Span, Span | None]:
    """Return the paragraph and the quotation that contain a position.

    The quotation is None if there is none.
    """
    paragraph = find_paragraph_at(text, position)
    for quote in find_quotations(paragraph.of(text)):
        if quote.start <= position - paragraph.start < quote.end - 1:
            return paragraph, Span(quote.start + paragraph.start, quote.end + paragraph.start)
    return paragraph, None


def shift_attribution(attribution: Attribution, by: int) -> Attribution:
    """Return the attribution with every position moved."""
    cue, *content = (Span(span.start + by, span.end + by) for span in (attribution.cue, *attribution.content))
    speaker = attribution.speaker
    speaker = Span(speaker.start + by, speaker.end + by) if speaker else None
    return replace(attribution, cue=cue, content=tuple(content), speaker=speaker)


def trim_span(text: str, start: int, end: int, chars: str = _SEPARATING) -> Span | None:
    """Return the span without white space and separating punctuation at its ends.

    Returns None if nothing is left.
    """
    while start < end and text[start] in chars:
        start += 1
    while end > start and text[end - 1] in chars:
        end -= 1
    return Span(start, end) if start < end else None


def find_introduced_quotation(text: str, cue: Span, clause: Span, quoted: Sequence[Span]) -> Span | None:
    """Return the quotation that a cue introduces.

    It is directly after the cue, or directly before the clause of the cue.
    """
    for span in quoted:
        if cue.end <= span.start <= cue.end + _MAX_DISTANCE and _ADDRESSEE.fullmatch(
            text, cue.end, span.start
        ):
            return span
        if (
            span.end <= clause.start
            and not text[span.end : clause.start].strip(_SEPARATING)
            and _is_speech(text, span)
        ):
            return span
    return None


def _is_speech(text: str, span: Span) -> bool:
    """Return whether a quotation looks like speech.

    It ends like a sentence, and is long or begins a sentence.
    """
    stopped = text[span.end - 2 : span.end - 1] in ",.?!—" or text[span.end : span.end + 1] in (",", "")
    begins = not text[: span.start].strip() or text[: span.start].rstrip()[-1] in ".!?:,"
    return stopped and (begins or span.end - span.start > MAX_SCARE_QUOTE_LENGTH)


def include_quotation_marks(text: str, span: Span) -> Span:
    """Extend the span by the quotation marks next to it.

    A closing mark without its opening one is not included.
    """
    start, end = span.start, span.end
    if start and text[start - 1] in OPENING:
        start -= 1
    if (
        text[end : end + 1]
        and text[end] in CLOSING
        and sum(text[start:end].count(mark) for mark in '“”"') % 2
    ):
        end += 1
    return Span(start, end)


def find_credit(text: str) -> tuple[Span, Span, Span] | None:
    """Return (caption, “Image:”, name) for a caption that ends with a credit line.

    Returns None for other text.
    """
    match = _CREDIT.search(text.rstrip())
    if match is None or not (caption := trim_span(text, 0, match.start(1))):
        return None
    return caption, Span(*match.span(1)), Span(*match.span(2))
