"""Every sentence of a template or script is marked for translation, in states that no page test shows too."""

import re
from pathlib import Path

import pytest

from tests.servers import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MARKED = re.compile(r"\{% blocktranslate.*?endblocktranslate %\}", re.DOTALL)
UNSEEN = re.compile(
    r"\{#.*?#\}|\{% block (?:width|page) %\}.*?\{% endblock \w+ %\}|<(script|style).*?</\1>"
    r"|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)
SCRIPTS = sorted((ROOT / "factcheck" / "web" / "static").rglob("*.js"))
SENTENCE = re.compile(r"""(["'`])([A-Z][a-z]+ [^"'`]*[a-z.…?!])\1|aria-label", ?["'`](\w+)""")
READ_OUT = re.compile(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"')
ALLOWED = re.compile(r"Factcheck|\bAPI\b|SHA-256|&\w+;|<kbd>.*?</kbd>")


def unmarked(template: str) -> list[str]:
    """Return the words of a template outside its tags and outside what is marked for translation."""
    shown = ALLOWED.sub("", UNSEEN.sub("", MARKED.sub("", template)))
    said = [*READ_OUT.findall(shown), *re.sub(r"<[^>]*>", "\n", shown).split("\n")]
    return [words.strip() for words in said if re.search(r"[A-Za-z]{2}", words)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_template_has_no_unmarked_words(path: Path) -> None:
    assert unmarked(path.read_text()) == []


@pytest.mark.parametrize(
    "template", ["<p>Some words</p>", '<p aria-label="Some words"></p>', "{% if a %}Some words{% endif %}"]
)
def test_unmarked_words_are_found(template: str) -> None:
    assert unmarked(template) == ["Some words"]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_contains_no_sentence(path: Path) -> None:
    assert SENTENCE.findall(path.read_text()) == []


@pytest.mark.parametrize(
    "said", ['line.textContent = "Kept in this browser."', 'set("aria-label", "Members")']
)
def test_a_sentence_in_a_script_is_found(said: str) -> None:
    assert SENTENCE.search(said)
