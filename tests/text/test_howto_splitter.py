"""docs/howto/add-a-splitter.md: its code is executed, and the splitter works wherever splitters are used."""

import ast
import re
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from factcheck.actions.splitting import get_or_create_run, run_splitter
from factcheck.text import splitters
from factcheck.text.graphemes import is_boundary
from factcheck.text.splitters import get_method_name, list_splitters, split
from tests import factories as make
from tests.factories import Team

ROOT = Path(__file__).parents[2]
HOWTO = ROOT / "docs" / "howto" / "add-a-splitter.md"
SEED = ROOT / "seeds" / "china-us-ai.txt"
TEXT = "The council met. It spent 40 million in 2019. Nobody objected."
# What may contain the slugs: the package that owns the table, and the default of the setting.
OWNERS = ("factcheck/text/", "factcheck/settings.py")


def code_blocks() -> list[str]:
    return re.findall(r"```python\n(.*?)```", HOWTO.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def numbers(monkeypatch: pytest.MonkeyPatch) -> str:
    """Execute the file of the howto as a module and add its row to the table."""
    file, row, *_ = code_blocks()
    module = ModuleType("factcheck.text.number_splitter")
    exec(compile(file, "number_splitter.py", "exec"), module.__dict__)
    added: dict[str, Any] = eval(f"{{{row}}}", module.__dict__)
    monkeypatch.setattr(splitters, "SPLITTERS", MappingProxyType({**splitters.SPLITTERS, **added}))
    (slug,) = added
    return slug


def test_the_new_splitter_is_listed_with_its_version(numbers: str) -> None:
    assert list_splitters() == ["fast", "parse", numbers]
    assert get_method_name(numbers) == "numbers/1"


def test_the_new_splitter_keeps_the_contract(numbers: str) -> None:
    result = split(TEXT, method=numbers)
    assert [claim.quote for claim in result.claims] == ["It spent 40 million in 2019."]
    assert [str(item.reason) for item in result.skipped] == ["no number", "no number"]
    for claim in result.claims:
        assert claim.quote == TEXT[claim.start : claim.end]
        assert is_boundary(TEXT, claim.start)
        assert is_boundary(TEXT, claim.end)
    assert result == split(TEXT, method=numbers)


@pytest.mark.django_db
def test_a_split_run_with_the_new_splitter_creates_claims(numbers: str, team: Team) -> None:
    article = make.article(team.desk, text=TEXT)
    assert run_splitter(get_or_create_run(article.revisions.get(), splitter=numbers).pk)
    assert list(article.claims.values_list("quote", "method")) == [
        ("It spent 40 million in 2019.", "numbers/1")
    ]


def test_the_command_check_article_uses_the_new_splitter(numbers: str, tmp_path: Path) -> None:
    call_command("check_article", str(SEED), "--out", str(tmp_path), "--splitter", numbers)
    assert '"method": "numbers/1"' in (tmp_path / "claims.json").read_text(encoding="utf-8")


@pytest.mark.django_db
def test_the_article_page_offers_the_new_splitter(numbers: str, team: Team, client: Client) -> None:
    article = make.article(team.desk, text=TEXT)
    assert run_splitter(get_or_create_run(article.revisions.get(), splitter=numbers).pk)
    client.force_login(team.checker)
    page = client.get(reverse("article", args=[article.pk])).content.decode()
    assert f"<option selected>{numbers}</option>" in page


def test_only_the_table_and_the_setting_name_splitters() -> None:
    sources = [path for folder in ("factcheck", "api") for path in (ROOT / folder).rglob("*.py")]
    names = {path.relative_to(ROOT).as_posix(): path for path in sources}
    assert [
        name
        for name, path in names.items()
        if not name.startswith(OWNERS) and string_literals(path) & set(splitters.SPLITTERS)
    ] == [
        "factcheck/commands/management/commands/predict_text.py"
    ]  # a method of the evaluation, not a splitter


def string_literals(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
