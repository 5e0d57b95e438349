"""Hand-written features of one sentence.

They serve its check-worthiness and how much it reads like a judgement. Word lists, word endings and a few patterns; no
parse. `feature_hashing` adds the words themselves, and `check_worthiness` weighs both. The order of `FEATURE_NAMES` is
part of the trained weights.
"""

import math
import re
from collections.abc import Iterator
from functools import lru_cache

from factcheck.text.features_stance import ENDINGS, PLAIN
from factcheck.text.features_words import FIRST_WORDS, VERBS, WORDS

# Actions on record: what people say that they, or others, have done.
_ACTIONS = (
    r"voted|oppose[ds]?|support(?:ed|s)?|signed|cut|balanced|created|built|reduced|increased|raised|passed|proposed"
    r"|introduced|vetoed|appointed|doubled|tripled|ended|sponsored|negotiated|insured|closed|blocked|cast|called|spent"
    r"|lost|said|promised|took|gave|put|left|failed|refused|allowed|let|made|got|brought|went|ran|changed|shut|sold"
    r"|endorsed|repealed|banned|borrowed|added|sent|turned|helped|started|stopped|broke|rejected"
)
PATTERNS: dict[str, re.Pattern[str]] = {
    "percentage": re.compile(r"\d\s?%|\bper cent\b"),
    "money": re.compile(r"[$€£¥]\s?\d"),
    "number": re.compile(r"\d"),
    "year": re.compile(r"\b(?:1[5-9]|20)\d\d\b"),
    "time": re.compile(
        r"\b(?:last|past|this|previous|next) (?:year|month|week|quarter|summer|winter|spring)|\d years"
    ),
    "perfect": re.compile(
        r"(?:\b(?:has|have|had)|['’](?:ve|s))(?: \w+){0,2} "
        r"(?:been|\w+ed|made|gone|come|taken|given|become|lost|seen)\b"
    ),
    "progressive": re.compile(r"(?:\b(?:is|are|am)|['’](?:re|s|m))(?: \w+)? \w+ing\b"),
    "ought": re.compile(r"\b(?:need(?:s|ed)?|ha(?:ve|s)|got) to\b"),
    "future": re.compile(r"\bgoing to\b"),
    "cause": re.compile(r"\bdue to\b|\bled to\b|\bleads? to\b"),
    "said": re.compile(r"\baccording to\b"),
    "speech": re.compile(
        r"\b(?:let me|i want to|i(?:['’]d| would) like|my point|the question|look|listen|by the way"
        r"|you know|i mean)\b"
    ),
    "own record": re.compile(
        rf"\b(?:i|we)(?:['’]ve| have| had)?(?: (?:\w+ly|also|never|always|just|not))? (?:{_ACTIONS})\b"
    ),
    "their record": re.compile(
        r"\b(?:he|she|they|you|opponents?|administration|party|governments?|senators?|governor|minister|congress"
        r"|republicans|democrats)(?:['’]s|['’]ve|['’]d| has| have| had)?(?: (?:\w+ly|also|never|always|just|even|not))?"
        rf" (?:{_ACTIONS})\b"
    ),
    "extreme": re.compile(
        r"^(?>.*?\b(?:most|least|largest|biggest|highest|lowest|greatest|worst|best|first|only|leading|poorest|richest|fewest"
        r"|deadliest|number one|oldest|smallest)\b).*\b(?:in|of|since|ever|history|world|country|nation|record)\b",
        re.MULTILINE,
    ),
    "amount": re.compile(
        r"\b(?:by|to|from|at|about|nearly|almost|over|than|under|some|up to|least|around|only|roughly|of) [$€£]?\d"
    ),
    "there is": re.compile(r"\bthere(?:['’]s| is| are| was| were| has been| have been)\b"),
    "wish": re.compile(
        r"\b(?:i|we)(?:['’]d| would)? (?:(?:\w+ly|also|just) )?(?:want|like|hope|wish|intend|prefer|propose|plan)\b"
    ),
    "enumeration": re.compile(
        r"^(?:and |so )?(?:number (?:one|two|three|four)|first(?:ly)?|second(?:ly)?|third)\b,?"
    ),
    "scare quote": re.compile(r"[‘“\"'][\w-]++(?: [\w-]++){0,2}+ ?[’”\"'](?!\w)"),
    "all quoted": re.compile(r"^[\"“‘']"),
    "semicolon": re.compile(r";"),
    "colon": re.compile(r": "),
    "ellipsis": re.compile(r"\.\.\.|…"),
    "dash": re.compile(r" [–—-] |—"),
    "question": re.compile(r"\?[\s\"”’)]*$"),
    "exclamation": re.compile(r"!"),
    "quote": re.compile(r"[\"“”]"),
}
FEATURE_NAMES: tuple[str, ...] = tuple(
    dict.fromkeys(
        [
            *WORDS,
            *ENDINGS,
            *PATTERNS,
            *FIRST_WORDS,
            *("past", "several numbers", "name", "several names"),
            *("length", "short", "very short", "verbless", "long words"),
        ]
    )
)
COLUMN: dict[str, int] = {name: index for index, name in enumerate(FEATURE_NAMES)}
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|'[a-z]+")
_NUMBER = re.compile(r"\d[\d,.]*")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+")
# Features that imply a verb. Subject pronouns are among them, because they come with one.
_IMPLY_A_VERB = frozenset(
    {"past", "progressive", "modal", "future", "third person", "they", "we", "you", "self"}
)
_PLAIN = frozenset(PLAIN.split())
_STEM_LENGTHS = range(4, 14)


def _tables() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    whole: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    for name, words in WORDS.items():
        for word in words:
            table, key = (stems, word[:-1]) if word.endswith("*") else (whole, word)
            table.setdefault(key, []).append(name)
    return whole, stems


_WHOLE, _STEMS = _tables()


def split_words(text: str) -> list[str]:
    """Return the words of a text in lower case, without numbers.

    Apostrophes become straight.
    """
    return _WORD.findall(text.replace("’", "'").lower())


# Cached because a few frequent words make up most of a text.
@lru_cache(maxsize=4096)
def _word_features(word: str) -> tuple[str, ...]:
    """Return the names of the features that one lower-case word indicates."""
    names = [*_WHOLE.get(word, ())]
    for size in _STEM_LENGTHS[: max(0, len(word) - 3)]:
        names += _STEMS.get(word[:size], ())
    if len(word) > 4 and word.endswith("ed"):
        names.append("past")
    if word.endswith("n't"):
        names.append("negation")
    if len(word) > 5 and word not in _PLAIN:
        names += (name for name, endings in ENDINGS.items() if word.endswith(endings))
    return tuple(dict.fromkeys(names))


def _shape_features(text: str, words: list[str]) -> Iterator[str]:
    size = len(text.split())
    names = len(_NAME.findall(text))
    first = words[0] if words else ""
    conditions = {
        "several numbers": len(_NUMBER.findall(text)) > 1,
        "name": names > 0,
        "several names": names > 2,
        "short": size < 8,
        "very short": size < 5,
    }
    yield from (name for name, table in FIRST_WORDS.items() if first in table)
    yield from (name for name, is_true in conditions.items() if is_true)


def extract_features(text: str) -> dict[str, float]:
    """Return the features of a sentence by name.

    All values are 1.0 but those of "length" and "long words".
    """
    words = split_words(text)
    features = {name: 1.0 for word in words for name in _word_features(word)}
    lower = text.lower()
    features.update((name, 1.0) for name, pattern in PATTERNS.items() if pattern.search(lower))
    features.update((name, 1.0) for name in _shape_features(text, words))
    if "irregular past" in features:
        features["past"] = 1.0
    has_verb = _IMPLY_A_VERB & features.keys() or VERBS.intersection(words)
    if not (has_verb or any("'" in word for word in words)):
        features["verbless"] = 1.0
    features["length"] = math.log1p(len(text.split())) / 3.5
    features["long words"] = sum(len(word) > 8 for word in words) / (len(words) or 1)
    return features
