"""What a person types to find things, read so that nothing typed is an error; and the place where it was found. Pure.

Words are looked for all together, "in quotes" as a phrase, the last one as the beginning of a word.
"""

import re
import unicodedata
from dataclasses import dataclass

MOST_TYPED = 300
MOST_TERMS = 16
QUOTES = str.maketrans("“”„«»", '"""""')
UNIT = re.compile(r'"([^"]*)"?|([^\s"]+)')
BEFORE, LENGTH = 70, 240


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand side by side, in lower case; `begins` says that the last of them may go on."""

    words: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of an excerpt, looked for or not."""

    text: str
    found: bool = False


def read(typed: str) -> tuple[Term, ...]:
    """The terms of what was typed; none if there is no letter or digit in it."""
    terms: list[Term] = []
    for unit in UNIT.finditer(typed[:MOST_TYPED].translate(QUOTES)):
        phrase, word = unit.groups()
        words = _words(word if phrase is None else phrase)
        if words:
            is_last = unit.end() >= len(typed.rstrip()) and phrase is None
            terms.append(Term(words, begins=is_last))
    return tuple(terms[:MOST_TERMS])


def fts5(terms: tuple[Term, ...]) -> str:
    """The query in the language of SQLite's FTS5."""
    return " AND ".join(f'"{" ".join(term.words)}"{"*" if term.begins else ""}' for term in terms)


def tsquery(terms: tuple[Term, ...]) -> str:
    """The query in the language of PostgreSQL's `to_tsquery`."""
    return " & ".join(f"({_side_by_side(term)}{':*' if term.begins else ''})" for term in terms)


def excerpt(body: str, terms: tuple[Term, ...]) -> tuple[Run, ...]:
    """A stretch of the body around the first place where a term stands, with every such place marked."""
    pattern = re.compile("|".join(map(_pattern, terms)), re.IGNORECASE) if terms else None
    first = pattern.search(body) if pattern else None
    start = max(0, first.start() - BEFORE) if first else 0
    start = body.find(" ", start, first.start()) + 1 or start if start and first else start
    end = min(len(body), max(start + LENGTH, first.end() if first else 0))
    end = (
        max(body.rfind(" ", start + BEFORE, end), first.end() if first else start) if end < len(body) else end
    )
    end = end if end > start else min(len(body), start + LENGTH)
    runs = _marked(body[start:end], pattern)
    if start:
        runs.insert(0, Run("… "))
    if end < len(body):
        runs.append(Run(" …"))
    return tuple(runs)


def _words(text: str) -> tuple[str, ...]:
    kept = (char if unicodedata.category(char)[0] in "LMN" else " " for char in text.lower())
    words = "".join(kept).split()
    return tuple(word for word in words if any(map(str.isalnum, word)))


def _side_by_side(term: Term) -> str:
    return " <-> ".join(f"'{word}'" for word in term.words)


def _pattern(term: Term) -> str:
    end = r"\w*" if term.begins else r"(?!\w)"
    return r"(?<!\w)" + r"[\W_]+".join(map(re.escape, term.words)) + end


def _marked(text: str, pattern: re.Pattern[str] | None) -> list[Run]:
    runs, at = [], 0
    for hit in pattern.finditer(text) if pattern else ():
        runs += [Run(text[at : hit.start()]), Run(hit[0], found=True)]
        at = hit.end()
    return [run for run in (*runs, Run(text[at:])) if run.text]
