"""`check_article`: the files, the table and the exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

from factcheck.commands.exit_codes import EXIT_WRONG_INPUT
from factcheck.commands.management.commands.check_article import FILES
from tests.servers import ROOT

SEED = ROOT / "seeds" / "china-us-ai.txt"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Run the command as users do, without database and server; return the folder and the output."""
    folder = tmp_path_factory.mktemp("checked")
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    env |= {"DATA_DIR": str(folder / "data"), "DATABASE_URL": "postgres://nobody:x@127.0.0.1:1/nothing"}
    text = subprocess.run(
        [sys.executable, "manage.py", "check_article", str(SEED), "--out", str(folder / "out" / "deep")],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert text.stderr == ""
    return folder / "out" / "deep", text.stdout


def test_every_file_is_written(written: tuple[Path, str]) -> None:
    folder, _ = written
    assert {path.name for path in folder.iterdir()} == set(FILES)
    assert "<svg" in (folder / "map.svg").read_text()
    assert "<!doctype html>" in (folder / "report.html").read_text().lower()
    assert json.loads((folder / "map.aif.json").read_text())["nodes"]
    assert (folder / "map.argdown").read_text().strip()


def test_claims_have_the_quotes_of_their_spans(written: tuple[Path, str]) -> None:
    folder, _ = written
    params = json.loads((folder / "claims.json").read_text())
    text = params["article"]["text"]
    assert len(params["claims"]) > 10
    for claim in params["claims"]:
        assert claim["quote"] == text[claim["start"] : claim["end"]]


def test_table_lists_each_claim_with_its_span(written: tuple[Path, str]) -> None:
    folder, printed = written
    claims = json.loads((folder / "claims.json").read_text())["claims"]
    head, *rows, last = printed.splitlines()
    assert head.split() == ["no", "start", "end", "worth", "claim"]
    assert [list(map(int, row.split()[1:3])) for row in rows] == [
        [one["start"], one["end"]] for one in claims
    ]
    assert last.startswith(f"{len(claims)} claims; wrote claims.json, ")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("missing.txt", None, "No such file or directory. Give the path of an article"),
        ("empty.txt", b"", "This file is empty"),
        ("blank.txt", b" \n\n", "There is no text in this file"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(2000), "Files of this kind (PNG) cannot be read"),
        ("old.doc", b"\xd0\xcf\x11\xe0" + bytes(100), "old Word file"),
        ("long.txt", b"word " * 300, "the limit is 1,000"),
    ],
)
def test_unreadable_file_is_a_sentence_and_exit_code_2(
    tmp_path: Path,
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: bytes | None,
    says: str,
) -> None:
    settings.ARTICLE_MAX_CHARACTERS = 1000
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    assert _refused(file, tmp_path / "out", capsys).count(says) == 1
    assert not (tmp_path / "out").exists()


def test_folder_as_article_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "not of a folder" in _refused(tmp_path, tmp_path / "out", capsys)


def test_file_as_output_folder_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = tmp_path / "out"
    there.write_text("mine")
    assert "Give a folder to write to" in _refused(SEED, there, capsys)
    assert there.read_text() == "mine"


def test_unknown_splitter_lists_the_known_ones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "fast" in _refused(SEED, tmp_path / "out", capsys, "--splitter", "magic")


def _refused(file: Path, out: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    with pytest.raises(SystemExit) as end:
        call_command("check_article", str(file), "--out", str(out), *more)
    assert end.value.code == EXIT_WRONG_INPUT
    text = capsys.readouterr()
    assert text.out == ""
    assert text.err.startswith("check_article: ")
    return text.err
