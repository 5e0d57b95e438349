"""Sentence boundaries, decided by the context of a punctuation mark.

The same rules serve Latin, Cyrillic, Chinese, Japanese, Arabic and Devanagari text; `abbreviations` contains what is
particular to a language. Closing quotation marks and notes in brackets belong to the sentence before them.
"""

import re
from collections.abc import Iterator

from factcheck.text.abbreviations import JOINING, NAMES, NUMBERED, OPEN, STARTERS, TITLES

# The number behind “Art.” or “vol.”. A single I is a word, and so is any of them where a sentence could begin with it.
_ROMAN = re.compile(
    r"(?=[IVXLCDM])(?!I\s+[a-z])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?!\w)"
)
_CLOSERS = r"[\"'”’“‘»«›‹)\]」』】）〉》]*(?:\s»(?=\s|$))?"
_CJK_CLOSERS = r"[\"'”’»)\]」』】）〉》]*"
_TRAILING_ELLIPSIS = r"(?:\s(?:\.\.\.|…)(?=\s))?"
# "[3]", "[citation needed]", and the raised number of a footnote that became part of the line when it was copied.
_NOTE = (
    r"(?:\s?\[(?:\d{1,3}|[a-z]|note \d+|[a-z]+ needed)\])*+(?:(?<=[^\W\d_][.!?])\d{1,2}"
    r"|\s\d{1,2}(?=\s(?:A|An|As|At|But|For|He|However|If|In|It|On|She|The|There|They|This|We)\s))?"
)
_MARK = re.compile(
    rf"(?<![.!?…؟۔])(?P<mark>[.!?…؟۔]++)(?P<close>{_CLOSERS}){_TRAILING_ELLIPSIS}{_NOTE}(?=\s|$)"
    rf"|(?P<wide>[。！？｡]+){_CJK_CLOSERS}|(?P<danda>[।॥]+){_CJK_CLOSERS}"
)
_WORD_BEFORE = re.compile(r"(?<![^\s(\[{\"“”‘«»„/—–])[^\s(\[{\"“”‘«»„/—–]*+$")
_WORD_AFTER = re.compile(r"\A[\"'“”‘’«»„¿¡]*+([^\W\d_]++(?:['’][^\W\d_]++)?)")
_CONTINUING = frozenset(".,;:)]}”’»…-–—%&/=")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]|[A-Z][a-z]?(?:\.-?[A-Z][a-z]?)+")
_ORDINAL_BEFORE = re.compile(
    r"\b(?:am|ab|bis|das|dem|den|der|des|die|im|vom|zum|zur|seit)\s+$", re.IGNORECASE
)
_SPEECH_VERBS = (
    r"(?:said|says|asked|asks|added|adds|told|replied|wrote|writes|shouted|cried|exclaimed|called|tweeted|continued|"
    r"warned|declared|insisted|recalled|explained|joked|noted)"
)
_SPEECH_TAG = re.compile(
    rf"\A(?:(?:(?:[A-Z][\w.'’-]*+|[a-z]++)\s++){{1,4}}{_SPEECH_VERBS}\b|{_SPEECH_VERBS}\s++[A-Z])"
)
_SPEECH_TAG_CJK = re.compile(r"[と,，、]|って|[^。！？\s]{0,8}(?:说|說|表示|称|稱|道|指出|写道|寫道|問|问)")
_WHOLE_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*[.!?…][\"'”’]?[)\]]")
_BRACKETED_ELLIPSIS = re.compile(r"[\[(](?:…|\.\.\.)[\])]")
_LOWER_NAME = re.compile(r"\A[a-z]++[A-Z]")
# Enough for the longest abbreviation or speech tag. A fixed length keeps the time linear in the text.
_CONTEXT_LENGTH = 40


def find_sentence_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the end of every sentence but the last one in `text[start:end]`, in order."""
    sentence = start
    for match in _MARK.finditer(text, start, end):
        following = _next_word(text, match.end(), end)
        after = text[following : min(end, following + 4 * _CONTEXT_LENGTH)]
        if following < end and _is_end(text, sentence, match, after):
            yield match.end()
            sentence = following


def _next_word(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def _is_end(text: str, sentence: int, match: re.Match[str], after: str) -> bool:
    closed_quote = match.group()[-1] in '"”’»」』'
    if match["wide"]:
        return not (closed_quote and _SPEECH_TAG_CJK.match(after))
    if match["danda"]:
        return True
    if _continues_sentence(after):
        return False
    if match["mark"] == ".":
        bare = match["close"] in ("", ")", "]")
        return not bare or _full_stop_ends(
            text[max(sentence, match.start() - _CONTEXT_LENGTH) : match.start()], after
        )
    if match["mark"] in ("...", "…"):
        return not text[match.start() - 1 : match.start()].isspace()
    title = after[0] == "(" and not _WHOLE_IN_BRACKETS.match(after)
    return not (title or (closed_quote and _SPEECH_TAG.match(after)))


def _continues_sentence(after: str) -> bool:
    """Return whether the next words cannot begin a sentence, whatever precedes them."""
    small = after[0].islower() and not _LOWER_NAME.match(after)
    return small or after[0] in _CONTINUING or _BRACKETED_ELLIPSIS.match(after) is not None


def _full_stop_ends(before: str, after: str) -> bool:
    """Return whether a full stop ends a sentence and not only an abbreviation."""
    word = _last_word(before)
    bare = word.lower()
    if not word and before.endswith(". "):
        return False
    if bare in JOINING or (bare in TITLES and not word[0].islower()):
        return False
    if bare in NUMBERED and (after[0].isdigit() or _ROMAN.match(after)):
        return False
    if bare in OPEN or (bare in NAMES and not word[0].islower()):
        return _begins_sentence(after)
    if _INITIAL.fullmatch(word):
        return len(word) > 1 and _begins_sentence(after)
    if word.isdigit():
        return bool(before[: -len(word)].strip()) and not _is_ordinal(before[: -len(word)], word)
    return True


def _last_word(before: str) -> str:
    match = _WORD_BEFORE.search(before)
    return match.group().strip("-'’*_") if match else ""


def _begins_sentence(after: str) -> bool:
    first = _WORD_AFTER.match(after)
    return first is not None and first[1].lower() in STARTERS and not first[1][1:].isupper()


def _is_ordinal(before: str, number: str) -> bool:
    return len(number) <= 2 and _ORDINAL_BEFORE.search(before) is not None
