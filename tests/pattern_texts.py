"""Texts on which a bad pattern is slow, made from the pattern itself.

For each repeated part: what comes before it, and then what it matches, many times, with an end that makes the match
fail. A pattern with two such parts is slow where it can divide a text among them in many ways; one that is searched
everywhere is slow where it can begin everywhere, so the beginning is repeated too.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from re import _parser
from typing import Any

# Characters of every class that a pattern can distinguish. The order decides which one represents a class.
ORDERS = ("aA1 _.\n,;:-'\"\tß!?(“", "A1a .", "1 aA")
CHARACTERS = "aAéß1_ \t\n.,;:!?-–—…'\"“”‘’()[]{}<>/\\|#*+=&%@$^~`。！中あาा\u0301\u00a0"
PIECES = (
    *(
        "\r\n",
        "a ",
        "A ",
        "Ab ",
        "a.",
        "A.",
        "a-",
        "a'",
        ", ",
        ". ",
        "1.",
        "1 ",
        "..",
        "--",
        "->",
        "\\a",
        '\\"',
    ),
    *(
        "\n ",
        "\n- ",
        "“a” ",
        '"a" ',
        "(a)",
        "[a]",
        "<a>",
        "#a ",
        "a: ",
        "x=1 ",
        "a of ",
        "said ",
        "<!---->",
        "&a;",
    ),
    "https://a.b/",
)
UNITS = (*CHARACTERS, *PIECES)
MAX_TEXTS = 700
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_CLASSES = ("IN", "ANY", "NOT_LITERAL", "LITERAL")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of any size: the beginning once, the unit again and again, the end once."""

    begin: str
    unit: str
    end: str

    def make(self, size: int) -> str:
        """Return the text with about this number of characters."""
        return self.begin + self.unit * max(1, (size - len(self.begin)) // len(self.unit)) + self.end


@dataclass(slots=True)
class _Walk:
    """What represents each class of a pattern, and the repeated parts found so far."""

    flags: int
    order: str
    is_least: bool
    members: dict[str, str] = field(default_factory=dict)
    groups: dict[int, str] = field(default_factory=dict)
    repeats: list[tuple[str, list[str], str]] = field(default_factory=list)


def list_texts(pattern: Any) -> list[Text]:
    """Return the texts for a pattern."""
    texts = dict.fromkeys(islice(_iter_own(pattern), MAX_TEXTS))
    return [*texts, *(Text("", unit, "\0") for unit in UNITS)]


def list_samples(pattern: Any) -> list[str]:
    """Return texts that a pattern matches, or nearly."""
    tree, flags = _parse(pattern)
    alphabet = "".join(dict.fromkeys(_iter_literals(tree)))[:24]
    walks = [
        _Walk(flags, order + alphabet + CHARACTERS, least) for order in ORDERS for least in (False, True)
    ]
    return list(dict.fromkeys(_sample(tree, walk) for walk in walks))


def _iter_own(pattern: Any) -> Iterator[Text]:
    tree, flags = _parse(pattern)
    alphabet = "".join(dict.fromkeys(_iter_literals(tree)))[:24]
    rows: dict[tuple[str, tuple[str, ...], str, str], None] = {}
    for order in ORDERS:
        for is_least in (False, True):
            walk = _Walk(flags, order + alphabet + CHARACTERS, is_least)
            sample = _sample(tree, walk)
            _find_repeats(tree, "", walk)
            rows |= {(begin, tuple(bodies), stop, sample): None for begin, bodies, stop in walk.repeats}
            if sample:
                yield from (Text("", unit, "\0") for unit in dict.fromkeys((sample, sample[:-1])) if unit)
    starts = ("\n",) if flags & re.MULTILINE else ()
    # The likeliest texts of each part first, because their number is bounded.
    forms = [[*_iter_forms(begin, bodies, stop, starts, end)] for begin, bodies, stop, end in rows]
    for index in range(max(map(len, forms), default=0)):
        yield from (form[index] for form in forms if index < len(form))


def _iter_forms(
    begin: str, bodies: Iterable[str], stop: str, starts: Iterable[str], sample: str
) -> Iterator[Text]:
    bodies = [body for body in bodies if body]
    for body in bodies:
        yield Text(begin, body, stop + "\0")
        if begin:
            yield Text("", begin + body, stop + "\0")
        # `regex` does not search at all where a literal that the pattern needs is missing.
        yield Text("", begin + body, stop + "\0" + sample)
        yield Text("\0" + begin, body, stop + "\0" + sample)
        yield Text(begin, body, "")
        yield from (Text("", start + begin + body, "\0") for start in starts)
    for first, second in zip(bodies, bodies[1:] + bodies[:1], strict=True):
        if first != second:
            yield Text(begin, first + second, stop + "\0" + sample)
    if begin:
        yield Text("", begin, stop + "\0")


def _parse(pattern: Any) -> tuple[Any, int]:
    """Return the tree of a pattern. What only `regex` can read is replaced by what is nearest."""
    source = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    flags = pattern.flags & (re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE)
    for old, new in (
        (r"\\[pP]\{[^}]*\}", r"\\w"),
        (r"\\X", "."),
        (r"\\[RK]", ""),
        (r"\(\?[Vbrep]+\d?\)", ""),
    ):
        if not isinstance(pattern, re.Pattern):
            source = re.sub(old, new, source)
    try:
        return _parser.parse(source, flags), flags
    except re.error:
        return _parser.parse(re.escape("".join(re.findall(r"\w", source))[:20]), flags), flags


def _iter_literals(tree: Any) -> Iterator[str]:
    for kind, argument in tree:
        if str(kind) in ("LITERAL", "NOT_LITERAL"):
            yield chr(argument)
        elif str(kind) == "IN":
            yield from (
                chr(value if str(name) == "LITERAL" else value[0])
                for name, value in argument
                if str(name) in ("LITERAL", "RANGE")
            )
        for part in _parts(str(kind), argument):
            yield from _iter_literals(part)


def _parts(kind: str, argument: Any) -> list[Any]:
    if kind == "BRANCH":
        return list(argument[1])
    if kind in _REPEATS:
        return [argument[2]]
    if kind == "SUBPATTERN":
        return [argument[-1]]
    if kind in ("ASSERT", "ASSERT_NOT"):
        return [argument[1]]
    if kind == "GROUPREF_EXISTS":
        return [part for part in argument[1:] if part]
    return [argument] if kind == "ATOMIC_GROUP" else []


def _sample(tree: Any, walk: _Walk) -> str:
    return "".join(_sample_one(str(kind), argument, walk) for kind, argument in tree)


def _sample_one(kind: str, argument: Any, walk: _Walk) -> str:
    if kind in _CLASSES:
        return _list_members(kind, argument, walk)[:1]
    if kind in _REPEATS:
        least, most, body = argument
        return _sample(body, walk) * (min(int(most), max(least, 0 if walk.is_least else 1)))
    if kind == "GROUPREF":
        return walk.groups.get(argument, "")
    if kind in ("ASSERT", "ASSERT_NOT"):
        return ""
    text = next((_sample(part, walk) for part in _parts(kind, argument)), "")
    if kind == "SUBPATTERN" and argument[0]:
        walk.groups[argument[0]] = text
    return text


def _list_members(kind: str, argument: Any, walk: _Walk) -> str:
    """Return the characters that a class matches, in the order of the walk."""
    key = f"{kind} {argument}"
    if key not in walk.members:
        if kind == "LITERAL":
            walk.members[key] = chr(argument)
        else:
            # `re` can compile a tree, so it decides itself what the class matches.
            tree = _parser.parse("a", walk.flags & ~re.VERBOSE)
            tree.data = [(getattr(_parser, kind), argument)]
            test = re._compiler.compile(tree, walk.flags & ~re.VERBOSE)  # type: ignore[attr-defined]
            walk.members[key] = "".join(dict.fromkeys(filter(test.match, walk.order)))
    return walk.members[key]


def _find_repeats(tree: Any, begin: str, walk: _Walk) -> None:
    """Collect every repeated part with the text before it, the texts it matches, and a text that it does not."""
    for name, argument in tree:
        kind = str(name)
        if kind in _REPEATS and int(argument[1]) > 1:
            body = argument[2]
            walk.repeats.append(
                (begin, list(dict.fromkeys(_list_bodies(body, walk)))[:8], _find_stop(body, walk))
            )
        for part in _parts(kind, argument):
            _find_repeats(part, begin, walk)
        begin += _sample_one(kind, argument, walk)


def _list_bodies(tree: Any, walk: _Walk) -> Iterator[str]:
    """Yield texts that a part matches: each branch, and each of the first characters of a class."""
    yield _sample(tree, walk)
    for index, (name, argument) in enumerate(tree):
        kind = str(name)
        before, after = _sample(tree[:index], walk), _sample(tree[index + 1 :], walk)
        if kind in _CLASSES:
            choices: Iterable[str] = _list_members(kind, argument, walk)[:6]
        elif kind in _REPEATS:
            choices = ["", *islice(_list_bodies(argument[2], walk), 4)]
        else:
            choices = [
                text for part in _parts(kind, argument)[:12] for text in islice(_list_bodies(part, walk), 3)
            ]
        yield from (before + choice + after for choice in choices)


def _find_stop(tree: Any, walk: _Walk) -> str:
    """Return a character that does not match the first class of a part, "" if every character does."""
    for name, argument in tree:
        kind = str(name)
        if kind in _CLASSES:
            members = _list_members(kind, argument, walk)
            return next((char for char in CHARACTERS if char not in members), "")
        for part in _parts(kind, argument)[:1]:
            return _find_stop(part, walk)
    return ""
