"""Quotations in the characters of a text, and which of them a cue introduces. No parse needed."""

import re
from collections.abc import Sequence
from dataclasses import replace

from factcheck.text.types import Attribution, Span

OPENING = '“"'
CLOSING = '”"'
_MARK = re.compile(r"[“”\"]")
MAX_SCARE_QUOTE_LENGTH = 30
_SEPARATING = " \t\n,;:—–-"
# Between a cue and its quotation may stand whom it was said to, or where: "told the press,", "said on Friday:".
_MAX_DISTANCE = 45
_ADDRESSEE = re.compile(r"(?!.*\bthat\b)[^.;!?“”\"]{0,40}?[,:]\s*|\s*")
_CREDIT = re.compile(
    r"(?:^|[.!?)\s]\s*)\(?((?:(?:File )?(?:Image|Photo|Picture)(?: credit)?|[Cc]redit|Source)s?:)\s+(\S.{0,80})$"
)


def find_quotations(text: str) -> list[Span]:
    """The stretches in double quotation marks, marks included.

    One left open runs to the end of the text; a closing mark that nothing opened closes one from its start.
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
    """Whether a straight mark stands like a closing one: behind a letter or a stop, before none."""
    return (
        index > 0
        and not text[index - 1].isspace()
        and not text[index + 1 : index + 2].isalnum()
        and text[index - 1] not in "([—-"
    )


def find_paragraph_at(text: str, place: int) -> Span:
    """The line that holds a place, without its line break."""
    end = text.find("\n", max(place, 0))
    return Span(text.rfind("\n", 0, max(place, 0)) + 1, end if end >= 0 else len(text))


def find_quotation_at(text: str, place: int) -> tuple[Span, Span | None]:
    """The paragraph that holds a place, and the quotation in it that does, both in positions of the text."""
    paragraph = find_paragraph_at(text, place)
    for quote in find_quotations(paragraph.of(text)):
        if quote.start <= place - paragraph.start < quote.end - 1:
            return paragraph, Span(quote.start + paragraph.start, quote.end + paragraph.start)
    return paragraph, None


def shift_attribution(attribution: Attribution, by: int) -> Attribution:
    """The attribution with every position moved."""
    cue, *content = (Span(span.start + by, span.end + by) for span in (attribution.cue, *attribution.content))
    speaker = attribution.speaker
    speaker = Span(speaker.start + by, speaker.end + by) if speaker else None
    return replace(attribution, cue=cue, content=tuple(content), speaker=speaker)


def trim_span(text: str, start: int, end: int, chars: str = _SEPARATING) -> Span | None:
    """The span without white space and separating punctuation at its ends; None when nothing is left."""
    while start < end and text[start] in chars:
        start += 1
    while end > start and text[end - 1] in chars:
        end -= 1
    return Span(start, end) if start < end else None


def find_introduced_quotation(text: str, cue: Span, clause: Span, quoted: Sequence[Span]) -> Span | None:
    """The quotation that a cue introduces: right behind it, or right before the clause it stands in."""
    for span in quoted:
        if cue.end <= span.start <= cue.end + _MAX_DISTANCE and _ADDRESSEE.fullmatch(
            text, cue.end, span.start
        ):
            return span
        if (
            span.end <= clause.start
            and not text[span.end : clause.start].strip(_SEPARATING)
            and _ends(text, span)
        ):
            return span
    return None


def _ends(text: str, span: Span) -> bool:
    """Whether a quotation reads as speech: it ends like a sentence, and is long or begins one."""
    stopped = text[span.end - 2 : span.end - 1] in ",.?!—" or text[span.end : span.end + 1] in (",", "")
    begins = not text[: span.start].strip() or text[: span.start].rstrip()[-1] in ".!?:,"
    return stopped and (begins or span.end - span.start > MAX_SCARE_QUOTE_LENGTH)


def include_quotation_marks(text: str, span: Span) -> Span:
    """The span with the quotation marks that touch it, where it holds their other halves or none."""
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
    """The credit line that ends a caption: (what it credits, “Image:”, whom), or None."""
    match = _CREDIT.search(text.rstrip())
    if match is None or not (caption := trim_span(text, 0, match.start(1))):
        return None
    return caption, Span(*match.span(1)), Span(*match.span(2))
