"""Decontextualization: the self-contained wording of a sentence.

The quote itself never changes. A connective at the beginning is dropped. “The ministry” is replaced by its name, in
square brackets, if the preceding sentence names exactly one ministry. `decontextualization_parse` resolves pronouns
with a parse.
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
# A noun in lower case, and the pattern that a name of that kind contains.
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
# Words that begin a sentence with a capital letter and are not part of a name after them.
_OPENING = (
    "The A An In On At By For From With While When After Before Although Since Because Despite If As Yesterday Today "
    "However But And Now Then Last This That These Those"
)
_ARTICLE = re.compile(r"\bthe\s++$")
_AND_NAME = re.compile(r"(?<!\s)\s++and\s++[A-Z]")
# “the” and the white space after it.
_MAX_ARTICLE_LENGTH = 20
_OPENER = re.compile(rf"(?:{'|'.join(_OPENING.split())})\s+")


def strip_connective(text: str, sentence: Span) -> Span:
    """Return the sentence without the connective at its beginning."""
    match = _CONNECTIVE.match(text, sentence.start, sentence.end)
    return Span(match.end() if match else sentence.start, sentence.end)


def iter_preceding(text: str, sentences: Sequence[Span]) -> Iterator[Span | None]:
    """Yield for each sentence the one directly before it in the same paragraph.

    Yields None if there is none.
    """
    last: Span | None = None
    for sentence in sentences:
        gap = text[last.end : sentence.start] if last else "\n\n"
        yield last if not gap.strip() and gap.count("\n") < 2 else None
        last = sentence


def resolve_definite_noun(text: str, sentence: Span, before: Span | None) -> Insertion | None:
    """Return the name for “The ministry” at the beginning of a sentence.

    It is the only ministry that the preceding sentence names.
    """
    short = _DEFINITE_NOUN.match(text, strip_connective(text, sentence).start, sentence.end)
    if before is None or short is None:
        return None
    noun, preceding = short[1], before.of(text)
    kind = _KINDS[noun]
    # The noun without a name, or its plural, may refer to something else than the one name.
    rivals = re.search(rf"\b(?:{noun}|{noun[:-1]}ies|{noun}e?s)\b", preceding)
    if rivals or len(re.findall(rf"\b{kind}\b", preceding)) != 1:
        return None
    name = next((name for name in _iter_names(text, before) if _is_called(name.of(text), kind)), None)
    return Insertion(Span(short.start(), short.end(1)), name) if name else None


def _is_called(name: str, kind: str) -> bool:
    """Return whether a name is of a kind.

    Example: “the Bank of England” is a bank, “Deutsche Bank Tower” is not.
    """
    return bool(re.search(rf"\b{kind}(?:$|\s(?:of|for|on)\b)", name)) and not re.fullmatch(
        rf"(?:[Tt]he\s)?{kind}", name
    )


def _iter_names(text: str, within: Span) -> Iterator[Span]:
    """Yield the names, including “the”.

    Names before “and” are left out: they can be the first half of one.
    """
    for match in _NAME.finditer(text, within.start, within.end):
        start = match.start()
        while (opener := _OPENER.match(text, start, match.end())) and not opener[0].startswith("The"):
            start = opener.end()
        article = _ARTICLE.search(text, max(within.start, start - _MAX_ARTICLE_LENGTH), start)
        if not _AND_NAME.match(text, match.end(), within.end):
            yield Span(article.start() if article else start, match.end())


def decontextualize(text: str, sentence: Span, insertions: Sequence[Insertion] = ()) -> str:
    """Return the sentence in one line, with the insertions in square brackets.

    The connective at its beginning is dropped.
    """
    rest = strip_connective(text, sentence)
    # Readers could not distinguish our brackets from those of the text.
    if any(bracket in rest.of(text) for bracket in "[]"):
        insertions = ()
    pieces, position = [], rest.start
    for insertion in insertions:
        pieces += [text[position : insertion.target.start], f"[{insertion.source.of(text)}]"]
        position = insertion.target.end
    wording = " ".join("".join([*pieces, text[position : rest.end]]).split())
    return wording if rest == sentence else wording[:1].upper() + wording[1:]
