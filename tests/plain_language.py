"""Word check of `make lint`: prose of code, templates and documents uses plain technical English.

Run as `python -m tests.plain_language [FILE ...]`; without files, over everything that git tracks. Prints one line for
each banned word and exits with 1 if there are any.
"""

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent

# Word -> what to write instead. Matched as whole words, without regard to case.
BANNED = {
    "anew": "again",
    "bear on": "is relevant to",
    "bears on": "is relevant to",
    "bears": "supports, has",
    "came to": "resulted in, became",
    "comes to": "results in, is",
    "deed": "action",
    "deeds": "actions",
    "door": "client, entry point",
    "doors": "clients, entry points",
    "hang": "depend",
    "hangs": "depends",
    "house": "project",
    "kept": "stored",
    "lies": "is",
    "room": "package",
    "rooms": "packages",
    "somebody": "a person, a member",
    "somebody's": "a person's, a member's",
    "stands": "is",
    "thereof": "of it",
    "told": "notified, given",
    "trail": "audit log",
    "wherein": "where",
    "whoever": "the person who",
}
# Standard terms that contain a banned word.
ALLOWED = ("publishing house", "house number", "trailing", "audit trail")
SKIPPED = ("CHANGELOG.md", "LICENSE", "tests/plain_language.py", "docs/glossary.md")
SUFFIXES = {".py", ".md", ".html", ".js", ".css", ".typ"}

_WORDS = re.compile(r"\b(?:" + "|".join(sorted(BANNED, key=len, reverse=True)) + r")\b", re.IGNORECASE)
_ALLOWED = re.compile("|".join(ALLOWED), re.IGNORECASE)
_QUOTED = re.compile(r"`[^`\n]*`|\"[^\"\n]*\"")  # names and examples
_TRANSLATED = frozenset(
    {"_", "gettext", "gettext_noop", "gettext_lazy", "ngettext", "pgettext", "pgettext_lazy"}
)


class Prose(NamedTuple):
    """A piece of prose and the number of its first line, from 1."""

    line: int
    text: str


class Finding(NamedTuple):
    path: Path
    line: int
    word: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: “{self.word}”: write {BANNED[self.word.lower()]}"


def python_prose(source: str) -> Iterator[Prose]:
    """Yield the docstrings, comments and translatable messages of a Python source."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if ast.get_docstring(node, clean=False) is not None:
                docstring = node.body[0].value
                yield Prose(docstring.lineno, docstring.value)
        elif isinstance(node, ast.Call) and _name(node.func) in _TRANSLATED:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield Prose(argument.lineno, argument.value)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield Prose(token.start[0], token.string)


def markdown_prose(source: str) -> Iterator[Prose]:
    """Yield the lines of a document that are not code."""
    fenced = False
    for number, line in enumerate(source.splitlines(), 1):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif not fenced and not line.startswith("    "):
            yield Prose(number, re.sub(r"`[^`]*`", "", line))


def markup_prose(source: str) -> Iterator[Prose]:
    """Yield the text of a template or stylesheet: everything but tags, variables and code."""
    # Tags are replaced by as many spaces and line breaks, so that line numbers stay right.
    text = re.sub(r"<[^>]*>|\{\{.*?\}\}", lambda tag: re.sub(r"[^\n]", " ", tag[0]), source, flags=re.DOTALL)
    text = re.sub(
        r"\{%(?!\s*(?:block)?translate).*?%\}",
        lambda tag: re.sub(r"[^\n]", " ", tag[0]),
        text,
        flags=re.DOTALL,
    )
    for number, line in enumerate(text.splitlines(), 1):
        yield Prose(number, line)


def script_prose(source: str) -> Iterator[Prose]:
    """Yield the comments of a JavaScript or CSS source."""
    for match in re.finditer(r"/\*.*?\*/|(?<![:\w\"'])//[^\n]*", source, re.DOTALL):
        yield Prose(source.count("\n", 0, match.start()) + 1, match[0])


READERS = {
    ".py": python_prose,
    ".md": markdown_prose,
    ".html": markup_prose,
    ".js": script_prose,
    ".css": script_prose,
    ".typ": script_prose,
}


def find_banned_words(path: Path, source: str) -> Iterator[Finding]:
    """Yield each banned word in the prose of a source file, with its line."""
    for prose in READERS[path.suffix](source):
        # In a template the messages themselves are quoted.
        quoted = _QUOTED.finditer(prose.text) if path.suffix != ".html" else ()
        allowed = [match.span() for match in (*_ALLOWED.finditer(prose.text), *quoted)]
        for match in _WORDS.finditer(prose.text):
            if not any(start <= match.start() < end for start, end in allowed):
                yield Finding(path, prose.line + prose.text.count("\n", 0, match.start()), match[0])


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [Path(line) for line in listed.splitlines()]
    return [
        path
        for path in paths
        if path.suffix in SUFFIXES and str(path) not in SKIPPED and "seeds" not in path.parts
    ]


def main(files: Iterable[str]) -> int:
    paths = [Path(file) for file in files] or [path for path in tracked_files() if (ROOT / path).exists()]
    findings = [finding for path in paths for finding in find_banned_words(path, (ROOT / path).read_text())]
    for finding in findings:
        print(finding)
    return bool(findings)


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
