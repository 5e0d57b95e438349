"""Every regular expression of the product, and the texts on which a bad one is slow.

Patterns are found by importing every module: in its globals, in its classes and in their containers. Literal patterns
that a function passes to `re` are found in the source.
"""

import ast
import importlib
import inspect
import pkgutil
import re
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from re import _parser
from typing import Any

import regex

PACKAGES = ("factcheck", "api")
ENGINES: dict[str, Any] = {"re": re, "regex": regex}
KINDS = (re.Pattern, type(regex.compile("")))
# Single characters of every class that a pattern can distinguish, and the pieces that texts repeat.
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
        "\n ",
        "\n- ",
    ),
    *(
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
        "https://a.b/",
    ),
)
UNITS = (*CHARACTERS, *PIECES)
# What may follow the beginning of a match without end.
FILLERS = ("a", "A", "1", " ", "\n", "a ", "A ", ".", "-", ", ", "\\")
SMALL, LARGE = 1_000, 4_000
# A time that grows no faster than about n^1.3 has at most this ratio; a quadratic one has 16.
MAX_RATIO = (LARGE / SMALL) ** 1.3 * 1.5
# In CPU seconds. Below NOTICED, a quadratic pattern would have at most a thousand steps a character.
NOTICED, TIMEOUT = 0.002, 0.2


class TooSlow(Exception):
    """A pattern did not come to an end."""


def find_patterns() -> dict[str, Any]:
    """Return every compiled pattern by the name of the place where it was found first."""
    found: dict[tuple[Any, int], tuple[str, Any]] = {}
    for module in iter_modules():
        for name, value in vars(module).items():
            foreign = isinstance(value, type) and value.__module__ != module.__name__
            if not name.startswith("__") and not foreign:
                for pattern in iter_patterns(value, set()):
                    found.setdefault((pattern.pattern, pattern.flags), (f"{module.__name__}.{name}", pattern))
        for place, pattern in iter_literals(module):
            found.setdefault((pattern.pattern, pattern.flags), (place, pattern))
    names: dict[str, Any] = {}
    for name, pattern in found.values():
        number = sum(known.split("#")[0] == name for known in names)
        names[f"{name}#{number + 1}" if number else name] = pattern
    return names


def iter_modules() -> Iterator[Any]:
    """Import and yield every module, except programs and migrations, which read no text of users."""
    for package in PACKAGES:
        for info in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if not info.name.endswith("__main__") and ".migrations" not in info.name:
                yield importlib.import_module(info.name)


def iter_patterns(value: Any, seen: set[int]) -> Iterator[Any]:
    """Yield the patterns in a value: itself, what it is bound to, its members, its attributes as a class."""
    owner = value if isinstance(value, KINDS) else getattr(value, "__self__", None)
    if isinstance(owner, KINDS):
        yield owner
        return
    if id(value) in seen:
        return
    seen.add(id(value))
    members: Any = ()
    if isinstance(value, Mapping):
        members = [*value.keys(), *value.values()]
    elif isinstance(value, list | tuple | set | frozenset):
        members = value
    elif isinstance(value, type):
        members = [member for _, member in inspect.getmembers_static(value)]
    for member in members:
        yield from iter_patterns(member, seen)


def iter_literals(module: Any) -> Iterator[tuple[str, Any]]:
    """Yield the literal patterns in calls such as `re.sub("...", ...)`."""
    for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id in ENGINES
            and node.func.attr not in ("compile", "escape")
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, str | bytes)
        ):
            yield f"{module.__name__}:{node.lineno}", ENGINES[node.func.value.id].compile(node.args[0].value)


def list_samples(source: Any) -> list[str]:
    """Return texts that a pattern matches, or nearly: its literals, with one character for each class."""
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    try:
        tree = _parser.parse(text)
    except re.error:  # a pattern of `regex` that `re` cannot read
        return re.findall(r"\w{2,12}", text)[:20]
    return list(dict.fromkeys(filter(None, _sample(tree))))[:40]


def _sample(tree: Any) -> list[str]:
    samples = [""]
    for kind, argument in tree:
        choices = _choices(str(kind), argument)
        samples = [f"{begun}{choice}" for begun in samples[:6] for choice in choices[:12]] + samples[6:]
    return samples


def _choices(kind: str, argument: Any) -> list[str]:
    if kind == "LITERAL":
        return [chr(argument)]
    if kind == "IN":
        return [_member(argument)]
    if kind in ("ANY", "NOT_LITERAL"):
        return ["a"]
    if kind == "BRANCH":
        return [sample for branch in argument[1] for sample in _sample(branch)[:1]]
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _sample(argument[2])
    if kind == "SUBPATTERN":
        return _sample(argument[-1])
    return _sample(argument) if kind == "ATOMIC_GROUP" else [""]


def _member(items: Any) -> str:
    classes = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a", "CATEGORY_NOT_WORD": "."}
    for kind, value in items:
        if str(kind) == "LITERAL":
            return chr(value)
        if str(kind) == "RANGE":
            return chr(value[0])
        if str(kind) == "CATEGORY":
            return classes.get(str(value), "a")
    return "a"


def find_growth(pattern: Any) -> list[str]:
    """Return on which texts the time of a pattern grows faster than the text; empty for a good pattern."""
    is_bytes = isinstance(pattern.pattern, bytes)
    slow = []
    for name, make in _iter_texts(list_samples(pattern.pattern)):
        large, small = make(LARGE), make(SMALL)
        if is_bytes:
            large, small = large.encode(), small.encode()
        for method in (pattern.search, pattern.match, pattern.fullmatch):
            taken = measure(method, large)
            if taken < NOTICED:
                continue
            taken = min(taken, *(measure(method, large) for _ in range(2))) if taken < TIMEOUT else taken
            if taken > MAX_RATIO * max(min(measure(method, small) for _ in range(3)), NOTICED / 16):
                slow.append(f"{method.__name__}: {name}")
        if len(slow) >= 3:
            break
    return slow


def _iter_texts(samples: list[str]) -> Iterator[tuple[str, Callable[[int], str]]]:
    for unit in dict.fromkeys((*UNITS, *samples, *(sample[:-1] for sample in samples if len(sample) > 2))):
        yield f"{unit!r} repeated", lambda size, unit=unit: unit * (size // len(unit)) + "\0"
    for sample in samples[:4]:
        for unit in FILLERS:
            for begun in dict.fromkeys((sample, sample[:1])):
                yield (
                    f"{begun!r} and {unit!r} repeated",
                    lambda size, begun=begun, unit=unit: begun + unit * (size // len(unit)) + "\0",
                )


def measure(method: Callable[..., object], text: Any) -> float:
    """Return the CPU seconds of a call; TIMEOUT if it was stopped then."""
    # `re` looks for signals while it searches; `regex` does not, but measures the time itself, of the clock.
    options = {} if not isinstance(getattr(method, "__self__", None), KINDS[1]) else {"timeout": 5 * TIMEOUT}
    before = signal.signal(signal.SIGVTALRM, _stop)
    started = time.thread_time()
    if not options:
        signal.setitimer(signal.ITIMER_VIRTUAL, TIMEOUT)
    try:
        method(text, **options)
    except (TooSlow, TimeoutError):
        return TIMEOUT
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return min(TIMEOUT, time.thread_time() - started)


def _stop(*_: object) -> None:
    raise TooSlow
