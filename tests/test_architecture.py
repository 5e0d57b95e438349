"""Rules of the architecture (docs/architecture.md) that hold for the whole tree."""

import ast
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from factcheck import settings
from tests.servers import ROOT

READ = re.compile(r"""env(?:\.\w+)?\(\s*"([A-Z_]+)\"""")
ARGON2 = "django.contrib.auth.hashers.Argon2PasswordHasher"

# Packages whose functions read; everything that writes rows of theirs is in `actions`.
READING = (
    *("search", "notifications", "inbox", "history", "exports", "suggestions"),
    *("maps", "review", "evidence", "claims", "articles", "desks"),
)
WRITING = frozenset(
    {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "aupdate", "acreate", "asave"}
)

# `UserManager.create_user`, a method that Django prescribes for the manager of a user model.
PRESCRIBED_WRITES = {("factcheck/desks/models.py", "user.save")}


def sources(*places: str) -> Iterator[tuple[Path, ast.Module]]:
    """Yield each Python source below the places with its syntax tree, migrations aside."""
    for place in places:
        for path in sorted((ROOT / place).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT), ast.parse(path.read_text())


def test_imports_go_down_the_layers() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_a_class_name_is_defined_in_one_module() -> None:
    modules = defaultdict(list)
    for path, tree in sources("factcheck", "api"):
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and node.name != "Command":  # Django prescribes this name
                modules[node.name].append(str(path))
    assert {name: paths for name, paths in modules.items() if len(paths) > 1} == {}


def test_only_actions_record_events() -> None:
    importing = [
        str(path)
        for path, tree in sources("factcheck", "api")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and any(name.name == "record_event" for name in node.names)
    ]
    assert importing
    assert [path for path in importing if not path.startswith("factcheck/actions/")] == []


def test_no_function_below_the_actions_writes_rows() -> None:
    writes = [
        f"{path}:{node.lineno}: {ast.unparse(node.func)}"
        for path, tree in sources(*(f"factcheck/{package}" for package in READING))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _writes(node.func)
        if (str(path), ast.unparse(node.func)) not in PRESCRIBED_WRITES
    ]
    assert writes == []


def _writes(function: ast.Attribute) -> bool:
    """Whether a call is one of Django's that write: `.save()`, `objects.create()`, and so on."""
    on_manager = isinstance(function.value, ast.Attribute) and function.value.attr == "objects"
    return function.attr in WRITING or (function.attr == "create" and on_manager)


def test_every_setting_that_is_read_is_documented() -> None:
    read = set(READ.findall((ROOT / "factcheck/settings.py").read_text()))
    documented = set(
        re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/settings.md").read_text(), flags=re.MULTILINE)
    )
    assert read - documented == set()
    assert len(read) > 10


def test_passwords_are_hashed_with_argon2() -> None:
    assert settings.PASSWORD_HASHERS == [ARGON2]
