"""Reading in a process of its own: the same document, and an end for files that would never end."""

import time

import pytest

from factcheck.text.ingest import read_document
from factcheck.text.ingest.errors import UnreadableFile
from factcheck.text.ingest.sandbox import ReadingLimits, read_in_sandbox
from tests.articles import files

PARAGRAPHS = ["The harbour bridge opened in 1931.", "It cost 4.2 million pounds."]


@pytest.mark.parametrize("kind", files.KINDS)
def test_the_document_is_the_one_that_the_reader_returns(kind: str) -> None:
    name, data = files.KINDS[kind](PARAGRAPHS)
    found = read_in_sandbox(data, filename=name, limits=ReadingLimits(1000))
    assert found == read_document(data, filename=name, limit=1000)


def test_the_reason_of_a_refusal_arrives() -> None:
    with pytest.raises(UnreadableFile) as error:
        read_in_sandbox(b"word " * 300, filename="a.txt", limits=ReadingLimits(1000))
    assert error.value.stored.code == "file.too_long"
    assert "1,500 characters; the limit is 1,000" in str(error.value)


def slow_page() -> bytes:
    return b"<html><body><article>" + b"<p>The bridge is old, and <b>it</b> is red.</p>" * 100_000


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (ReadingLimits(1_000_000, cpu_seconds=1), "file.takes_too_long"),
        (ReadingLimits(1_000_000, seconds=1), "file.takes_too_long"),
    ],
    ids=["processor", "wall"],
)
def test_a_file_that_takes_too_long_is_refused(limits: ReadingLimits, code: str) -> None:
    started = time.monotonic()
    with pytest.raises(UnreadableFile) as error:
        read_in_sandbox(slow_page(), filename="a.html", limits=limits)
    assert error.value.stored.code == code
    assert time.monotonic() - started < 45


def test_a_file_that_needs_too_much_memory_is_refused() -> None:
    with pytest.raises(UnreadableFile) as error:
        read_in_sandbox(
            b"<html><body><p>" + b"<b>a</b>" * 700_000,
            filename="a.html",
            limits=ReadingLimits(10_000_000, memory=300_000_000),
        )
    assert error.value.stored.code in ("file.needs_too_much_memory", "file.reader_failed")


def test_nothing_of_this_process_reaches_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    from factcheck.text.ingest import sandbox

    seen = {}

    def run(_command: object, **options: object) -> None:
        seen.update(options)
        raise sandbox.subprocess.TimeoutExpired("", 1)

    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setattr(sandbox.subprocess, "run", run)
    with pytest.raises(UnreadableFile):
        read_in_sandbox(b"words", filename="a.txt", limits=ReadingLimits(1000))
    assert set(seen["env"]) == {"PYTHONPATH", "PYTHONIOENCODING"}
