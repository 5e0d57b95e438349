"""The documents name files, links, targets and settings that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMES = [str(path.relative_to(ROOT)) for path in DOCUMENTS]

_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
_PATH = re.compile(r"(?:factcheck|api|templates|tests|docs|bench|seeds)/[\w./-]*\w/?")


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_every_relative_link_leads_to_a_file(document: Path) -> None:
    targets = [target for target in _LINK.findall(document.read_text()) if "://" not in target]
    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_every_path_in_code_marks_exists(document: Path) -> None:
    if document.name == "CHANGELOG.md":
        return  # it names what was, too
    paths = [code for code in _CODE.findall(document.read_text()) if _PATH.fullmatch(code)]
    assert [path for path in paths if "/xx/" not in path and not (ROOT / path).exists()] == []


def test_every_decision_has_a_number_of_its_own() -> None:
    numbers = [path.name[:4] for path in sorted((ROOT / "docs" / "adr").glob("*.md"))]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_every_how_to_is_linked_from_the_contributing_guide() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text()
    how_tos = [path.name for path in (ROOT / "docs" / "howto").glob("*.md")]
    assert how_tos
    assert [name for name in how_tos if f"docs/howto/{name}" not in text] == []


def test_every_promise_names_tests_that_exist() -> None:
    text = (ROOT / "docs" / "security.md").read_text()
    named = _TEST.findall(text)
    assert len(named) == text.count("::test_") > 0
    assert [
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / file).exists()
        or not re.search(rf"^ *def {name}\(", (ROOT / file).read_text(), re.MULTILINE)
    ] == []
    rows = [line for line in text.partition("## Promises")[2].splitlines() if line.startswith("| ")]
    promises = [row for row in rows if not row.startswith("| promise")]
    assert [row for row in promises if not _TEST.search(row)] == []
