"""Errors, messages and labels in the code are marked for translation."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck import exceptions
from tests.servers import ROOT

ERRORS = {name for name, value in vars(exceptions).items() if isinstance(value, type)} | {"ValidationError"}
LABEL_ARGUMENTS = {"label", "help_text", "empty_label"}
# Their messages are for operators and developers: commands, launcher, training, the audit log.
NOT_TRANSLATED = ("management", "launch", "training", "migrations", "audit")
MODULES = [
    path
    for path in sorted((ROOT / "factcheck").rglob("*.py"))
    if not set(path.relative_to(ROOT).parts) & set(NOT_TRANSLATED)
]


def unmarked(source: str) -> list[str]:
    """Return the sentences of a module that users read and that are not marked for translation."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [ast.unparse(text) for call in calls for text in _texts(call) if _is_sentence(text)]


def _texts(call: ast.Call) -> Iterator[ast.expr]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    owner = getattr(getattr(call.func, "value", None), "id", "")
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    if name in ERRORS:
        yield from call.args[:1]
        fields = keywords.get("fields")
        yield from fields.values if isinstance(fields, ast.Dict) else ()
    elif owner == "messages":
        yield from call.args[1:2]
    yield from (value for key, value in keywords.items() if key in LABEL_ARGUMENTS)


def _is_sentence(text: ast.expr) -> bool:
    if isinstance(text, ast.BinOp):
        return _is_sentence(text.left)
    if isinstance(text, ast.JoinedStr):
        return any(
            isinstance(part, ast.Constant) and len(str(part.value).split()) > 1 for part in text.values
        )
    return isinstance(text, ast.Constant) and isinstance(text.value, str) and " " in text.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_sentence_of_a_module_is_marked(path: Path) -> None:
    assert unmarked(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        'raise InvalidInput("It is wrong.")',
        'raise InvalidInput(_("It is wrong."), fields={"text": "Write it again."})',
        'raise exceptions.ConflictError(f"{who} has changed it.")',
        'messages.success(request, "It is kept.")',
        'CharField(label="What it says")',
        'raise NotFound("There is no %s." % thing)',
    ],
)
def test_an_unmarked_sentence_is_found(source: str) -> None:
    assert len(unmarked(source)) == 1


def test_a_marked_sentence_is_accepted() -> None:
    assert (
        unmarked('raise NotFound(_("There is no %(thing)s.") % {"thing": thing}, where="line 3 of it")') == []
    )
