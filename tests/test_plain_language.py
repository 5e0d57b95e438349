"""The word check of `make lint`."""

from pathlib import Path

import pytest

from tests.plain_language import BANNED, find_banned_words


def words(name: str, source: str) -> list[tuple[int, str]]:
    return [(finding.line, finding.word) for finding in find_banned_words(Path(name), source)]


@pytest.mark.parametrize(
    ("name", "source", "found"),
    [
        ("a.py", '"""Where the row stands."""\n', [(1, "stands")]),
        ("a.py", 'def f():\n    """Return it.\n\n    It is kept.\n    """\n', [(4, "kept")]),
        ("a.py", "x = 1  # told by the view\n", [(1, "told")]),
        ("a.py", 'raise InvalidInput(_("Somebody changed it."))\n', [(1, "Somebody")]),
        ("a.md", "# The house\n\nIt comes to ten.\n", [(1, "house"), (3, "comes to")]),
        ("a.html", "<p class='x'>\n  {% translate \"Open it anew\" %}</p>\n", [(2, "anew")]),
        ("a.js", "// Tells whoever asks.\nconst url = 'http://kept';\n", [(1, "whoever")]),
    ],
)
def test_a_banned_word_in_prose_is_found_with_its_line(
    name: str, source: str, found: list[tuple[int, str]]
) -> None:
    assert words(name, source) == found


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.py", 'kept = stands = "told"\n'),
        ("a.py", '# In "told the press" the verb is a cue; `kept` is a name.\n'),
        ("a.py", '"""The publishing house of a source."""\n'),
        ("a.md", "```\nmake house\n```\n\n    make room\n\nSee `kept.py`.\n"),
        ("a.html", '<p class="room" data-kept="{{ door }}">Text</p>\n'),
        ("a.js", 'const kept = "told"; // fine\n'),
    ],
)
def test_names_code_and_standard_terms_are_allowed(name: str, source: str) -> None:
    assert words(name, source) == []


def test_each_banned_word_has_an_alternative() -> None:
    assert all(BANNED.values())
