"""Every regular expression of the product, and whether its time grows faster than its text.

Patterns are found by importing every module: in its globals, in its classes and in their containers. Literal patterns
that a function passes to `re` are found in the source.
"""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import regex

from tests.pattern_texts import Text, list_texts
from tests.pattern_worker import METHODS, TIMEOUT, Worker

PACKAGES = ("factcheck", "api")
ENGINES: dict[str, Any] = {"re": re, "regex": regex}
KINDS = (re.Pattern, type(regex.compile("")))
SMALL, LARGE = 1_000, 4_000
# A time that grows no faster than about n^1.3 has at most this ratio; a quadratic one has 16.
MAX_RATIO = (LARGE / SMALL) ** 1.3 * 1.5
# In CPU seconds. Below NOTICED, a quadratic pattern would have at most a thousand steps a character.
NOTICED = 0.002
WORKER = Worker()


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


def find_growth(pattern: Any) -> str:
    """Return a text on which the time of a pattern grows faster than the text; "" for a good pattern."""
    for text in list_texts(pattern):
        for method in METHODS:
            if _grows(pattern, method, text):
                return f"{method}: {text}"
    return ""


def _grows(pattern: Any, method: str, text: Text) -> bool:
    large, small = text.make(LARGE), text.make(SMALL)
    # Measured again where it seems slow, because the machine can be busy.
    taken = _measure(pattern, method, large)
    if NOTICED <= taken < TIMEOUT:
        taken = min(taken, _measure(pattern, method, large))
    if taken < NOTICED or taken >= TIMEOUT:
        return taken >= TIMEOUT
    least = min(_measure(pattern, method, small) for _ in range(3))
    return min(taken, _measure(pattern, method, large)) > MAX_RATIO * max(least, NOTICED / 16)


def _measure(pattern: Any, method: str, text: str) -> float:
    is_bytes = isinstance(pattern.pattern, bytes)
    return WORKER.measure(pattern, method, text.encode("utf-8", "replace") if is_bytes else text)
