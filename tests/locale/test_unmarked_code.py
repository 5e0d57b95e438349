"""No refusal, message or label of the code is a bare sentence: what a person reads is asked for by gettext."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import ROOT

REFUSALS = {"FactcheckError", "InvalidInput", "Conflict", "NotAllowed", "NotFound", "ValidationError"}
NAMED = {"label", "help_text", "empty_label"}
# For operators and developers: commands, the starter, training; and the trail, which no page lets one change.
OTHERS = ("management", "launch", "training", "migrations", "audit")
MODULES = [
    path
    for path in sorted((ROOT / "factcheck").rglob("*.py"))
    if not set(path.relative_to(ROOT).parts) & set(OTHERS)
]


def bare(source: str) -> list[str]:
    """The sentences of a module that go to people without passing through the translation."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [ast.unparse(said) for call in calls for said in _said(call) if _is_sentence(said)]


def _said(call: ast.Call) -> Iterator[ast.expr]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    owner = getattr(getattr(call.func, "value", None), "id", "")
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    if name in REFUSALS:
        yield from call.args[:1]
        fields = given.get("fields")
        yield from fields.values if isinstance(fields, ast.Dict) else ()
    elif owner == "messages":
        yield from call.args[1:2]
    yield from (value for key, value in given.items() if key in NAMED)


def _is_sentence(said: ast.expr) -> bool:
    if isinstance(said, ast.BinOp):
        return _is_sentence(said.left)
    if isinstance(said, ast.JoinedStr):
        return any(
            isinstance(part, ast.Constant) and len(str(part.value).split()) > 1 for part in said.values
        )
    return isinstance(said, ast.Constant) and isinstance(said.value, str) and " " in said.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_module_says_to_people_can_be_translated(path: Path) -> None:
    assert bare(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        'raise InvalidInput("It is wrong.")',
        'raise InvalidInput(_("It is wrong."), fields={"text": "Write it anew."})',
        'raise errors.Conflict(f"{who} has changed it.")',
        'messages.success(request, "It is kept.")',
        'CharField(label="What it says")',
        'raise NotFound("There is no %s." % thing)',
    ],
)
def test_a_bare_sentence_is_found(source: str) -> None:
    assert len(bare(source)) == 1


def test_a_marked_one_is_right() -> None:
    assert bare('raise NotFound(_("There is no %(thing)s.") % {"thing": thing}, where="line 3 of it")') == []
