"""The self-contained wording of a sentence: what it leaves out is filled in, in square brackets, where that is certain.

A connective at its beginning goes; “the ministry” is named when the sentence before names one ministry. What a parse
can add is in `wording_parse`. The quote never changes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from factcheck.text.types import Insertion, Span

_CONNECTIVE = re.compile(
    r"(?:(?:However|Nonetheless|Nevertheless|Moreover|Furthermore|Additionally|In addition|Meanwhile|Besides|Similarly"
    r"|Likewise|Even so|That said|By contrast|In contrast|On the other hand|At the same time|For example"
    r"|For instance),\s+|(?:And|But)\s+(?!for\b|then\b|yet\b|not\b|also\b|still\b|so\b))(?=\w)"
)
_COMPANY = r"(?:Inc|Corp|Corporation|Company|Ltd|Limited|Group|Holdings|GmbH|AG|plc|PLC)"
_NOUNS = (
    "agency association authority bank bureau commission committee council court department foundation institute "
    "ministry party union university"
)
# A noun in small letters, and what a name of that kind has in it.
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("company", "firm"), _COMPANY),
        **{noun: noun.capitalize() for noun in _NOUNS.split()},
    }
)
_DEFINITE_NOUN = re.compile(
    rf"The ({'|'.join(_KINDS)})(?=[’']s\b|\s+(?:\w+ed|has|had|was|is|will|would|did|does|says|said|told)\b)"
)
_CAPITALISED = r"[A-Z][\w&’'-]*"
_NAME = re.compile(rf"{_CAPITALISED}(?:(?:\s+(?:of|for|on))?(?:\s+the)?\s+{_CAPITALISED})*")
# What a sentence begins with that is no part of the name after it.
_OPENING = (
    "The A An In On At By For From With While When After Before Although Since Because Despite If As Yesterday Today "
    "However But And Now Then Last This That These Those"
)
_OPENER = re.compile(rf"(?:{'|'.join(_OPENING.split())})\s+")


def strip_connective(text: str, sentence: Span) -> Span:
    """The sentence without the connective that it begins with."""
    found = _CONNECTIVE.match(text, sentence.start, sentence.end)
    return Span(found.end() if found else sentence.start, sentence.end)


def iter_preceding(text: str, sentences: Sequence[Span]) -> Iterator[Span | None]:
    """The sentence right before each one in the same paragraph; None where something else is or nothing."""
    last: Span | None = None
    for sentence in sentences:
        gap = text[last.end : sentence.start] if last else "\n\n"
        yield last if not gap.strip() and gap.count("\n") < 2 else None
        last = sentence


def resolve_definite_noun(text: str, sentence: Span, before: Span | None) -> Insertion | None:
    """What “The ministry” at the beginning stands for: the one ministry that the sentence before names."""
    short = _DEFINITE_NOUN.match(text, strip_connective(text, sentence).start, sentence.end)
    if before is None or short is None:
        return None
    noun, said = short[1], before.of(text)
    kind = _KINDS[noun]
    rivals = re.search(rf"\b(?:{noun}|{noun[:-1]}ies|{noun}e?s)\b", said)
    if rivals or len(re.findall(rf"\b{kind}\b", said)) != 1:
        return None
    name = next((name for name in _iter_names(text, before) if _is_called(name.of(text), kind)), None)
    return Insertion(Span(short.start(), short.end(1)), name) if name else None


def _is_called(name: str, kind: str) -> bool:
    """“Deutsche Bank” and “the Bank of England” are banks, “Deutsche Bank Tower” is none."""
    return bool(re.search(rf"\b{kind}(?:$|\s(?:of|for|on)\b)", name)) and not re.fullmatch(
        rf"(?:[Tt]he\s)?{kind}", name
    )


def _iter_names(text: str, within: Span) -> Iterator[Span]:
    """Names of several words, “the” included; none that “and” leads on from, which may be half of one."""
    for found in _NAME.finditer(text, within.start, within.end):
        start = found.start()
        while (opener := _OPENER.match(text, start, found.end())) and not opener[0].startswith("The"):
            start = opener.end()
        article = re.search(r"\bthe\s+$", text[within.start : start])
        if not re.match(r"\s+and\s+[A-Z]", text[found.end() : within.end]):
            yield Span(within.start + article.start() if article else start, found.end())


def decontextualize(text: str, sentence: Span, fills: Sequence[Insertion] = ()) -> str:
    """The sentence in one line, without its connective, and `[what is filled in]` where a fill has its place."""
    rest = strip_connective(text, sentence)
    if any(sign in rest.of(text) for sign in "[]"):
        fills = ()  # the brackets are the text's own
    pieces, at = [], rest.start
    for fill in fills:
        pieces += [text[at : fill.place.start], f"[{fill.source.of(text)}]"]
        at = fill.place.end
    made = " ".join("".join([*pieces, text[at : rest.end]]).split())
    return made if rest == sentence else made[:1].upper() + made[1:]
