"""Parse the text of a search so that no input is an error, and make excerpts of what matches. Pure.

All words must match. Words in quotation marks are a phrase; the last word can be the beginning of a word.
"""

import re
import unicodedata
from dataclasses import dataclass

MAX_QUERY_LENGTH = 300
MAX_TERMS = 16
QUOTES = str.maketrans("“”„«»", '"""""')
PHRASE_OR_WORD = re.compile(r'"([^"]*)"?|([^\s"]+)')
CONTEXT_BEFORE, EXCERPT_LENGTH = 70, 240


@dataclass(frozen=True, slots=True)
class Term:
    """Adjacent words in lower case. If `begins` is true, the last one is the beginning of a word."""

    words: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True, slots=True)
class ExcerptPart:
    """A part of an excerpt; `found` is true where a term matches."""

    text: str
    found: bool = False


def parse_query(text: str) -> tuple[Term, ...]:
    """Return the terms of a search text; none if it has no letter or digit."""
    terms: list[Term] = []
    for unit in PHRASE_OR_WORD.finditer(text[:MAX_QUERY_LENGTH].translate(QUOTES)):
        phrase, word = unit.groups()
        words = _tokenize(word if phrase is None else phrase)
        if words:
            is_last = unit.end() >= len(text.rstrip()) and phrase is None
            terms.append(Term(words, begins=is_last))
    return tuple(terms[:MAX_TERMS])


def to_fts5(terms: tuple[Term, ...]) -> str:
    """Return the terms as a query of SQLite's FTS5. Terms contain letters and digits only, so none is an operator."""
    return " AND ".join(f'"{" ".join(term.words)}"{"*" if term.begins else ""}' for term in terms)


def to_tsquery(terms: tuple[Term, ...]) -> str:
    """Return the terms as a query of PostgreSQL's `to_tsquery`."""
    return " & ".join(f"({_to_adjacent_lexemes(term)}{':*' if term.begins else ''})" for term in terms)


def make_excerpt(body: str, terms: tuple[Term, ...]) -> tuple[ExcerptPart, ...]:
    """Return the part of the body around the first match of a term, with every match marked."""
    pattern = re.compile("|".join(map(_to_regex, terms)), re.IGNORECASE) if terms else None
    first = pattern.search(body) if pattern else None
    start = max(0, first.start() - CONTEXT_BEFORE) if first else 0
    start = body.find(" ", start, first.start()) + 1 or start if start and first else start
    end = min(len(body), max(start + EXCERPT_LENGTH, first.end() if first else 0))
    end = (
        max(body.rfind(" ", start + CONTEXT_BEFORE, end), first.end() if first else start)
        if end < len(body)
        else end
    )
    end = end if end > start else min(len(body), start + EXCERPT_LENGTH)
    parts = _split_at_matches(body[start:end], pattern)
    if start:
        parts.insert(0, ExcerptPart("… "))
    if end < len(body):
        parts.append(ExcerptPart(" …"))
    return tuple(parts)


def _tokenize(text: str) -> tuple[str, ...]:
    chars = (char if unicodedata.category(char)[0] in "LMN" else " " for char in text.lower())
    words = "".join(chars).split()
    return tuple(word for word in words if any(map(str.isalnum, word)))


def _to_adjacent_lexemes(term: Term) -> str:
    return " <-> ".join(f"'{word}'" for word in term.words)


def _to_regex(term: Term) -> str:
    end = r"\w*" if term.begins else r"(?!\w)"
    return r"(?<!\w)" + r"[\W_]+".join(map(re.escape, term.words)) + end


def _split_at_matches(text: str, pattern: re.Pattern[str] | None) -> list[ExcerptPart]:
    parts, at = [], 0
    for hit in pattern.finditer(text) if pattern else ():
        parts += [ExcerptPart(text[at : hit.start()]), ExcerptPart(hit[0], found=True)]
        at = hit.end()
    return [part for part in (*parts, ExcerptPart(text[at:])) if part.text]
