"""The command that writes predictions for a data set: files in, files out, plain errors."""

import gzip
import json

import pytest
from django.core.management import CommandError, call_command


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path):
    return write(tmp_path / "gold.jsonl", [{"id": "a", "text": "Exports fell. Imports rose."}])


def test_predictions_are_written_one_a_line(gold, tmp_path, capsys):
    out = tmp_path / "out.jsonl"
    call_command("predict_text", "sentseg", gold, method="fast", out=out)
    assert [json.loads(line) for line in out.read_text().splitlines()] == [
        {"id": "a", "sents": [[0, 13], [14, 27]]}
    ]
    assert "1 predictions" in capsys.readouterr().out


def test_gzipped_files_are_read_by_their_name(tmp_path, capsys):
    gold = write(tmp_path / "q.jsonl", [{"id": "q", "text": "moon landing"}])
    docs = tmp_path / "docs.jsonl.gz"
    docs.write_bytes(
        gzip.compress(json.dumps({"id": "moon", "claim": "The moon landing was staged."}).encode())
    )
    call_command("predict_text", "match", gold, method="fast", docs=docs, out=tmp_path / "out.jsonl")
    assert json.loads((tmp_path / "out.jsonl").read_text())["ranked"] == ["moon"]


def test_a_line_separator_inside_a_text_ends_no_line(tmp_path, capsys):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        json.dumps({"id": "a", "text": "One\u2028two three four."}, ensure_ascii=False), encoding="utf-8"
    )
    call_command("predict_text", "sentseg", gold, method="fast", out=tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8").count("\n") == 1


def test_unknown_task_lists_the_known_ones(gold, tmp_path):
    with pytest.raises(CommandError, match="Known: attribution, checkworthy"):
        call_command("predict_text", "guess", gold, method="fast", out=tmp_path / "out.jsonl")


def test_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"missing\.jsonl"):
        call_command("predict_text", "sentseg", tmp_path / "missing.jsonl", method="fast", out=tmp_path / "o")


def test_a_line_that_is_not_json_is_named_by_its_number(tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "a", "text": ""}\nnot json\n')
    with pytest.raises(CommandError, match=r"gold\.jsonl, line 2"):
        call_command("predict_text", "sentseg", gold, method="fast", out=tmp_path / "o")
