"""Reading a file in a process of its own, with limits of processor time, memory and wall time.

The parsers of file formats are large and meet files that were made to hurt them. The process gets the bytes and
nothing else: no settings, no secrets, no database. It answers in JSON (`sandbox_child`).
"""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from factcheck.enums import BlockKind
from factcheck.stored_messages import from_json
from factcheck.text.ingest.document import Document
from factcheck.text.ingest.errors import UnreadableFile, unreadable
from factcheck.text.types import Block

_ROOT = Path(__file__).resolve().parents[3]
_COMMAND = (sys.executable, "-m", "factcheck.text.ingest.sandbox_child")
# Of a signal's default action, by Python's convention for exit codes.
_KILLED_FOR_TIME = (-24, -9)  # SIGXCPU, and SIGKILL at the hard limit


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """The limits of one reading: characters of text, processor and wall seconds, bytes of memory."""

    characters: int
    cpu_seconds: int = 20
    seconds: int = 60
    memory: int = 1_500_000_000


def read_in_sandbox(data: bytes, *, filename: str, limits: ReadingLimits) -> Document:
    """Return the document in a file. Raises UnreadableFile, also where a limit ended the reading."""
    request = json.dumps({"filename": filename, "limits": asdict(limits)}).encode()
    try:
        done = subprocess.run(  # noqa: S603 (our own command)
            _COMMAND,
            input=request + b"\n" + data,
            capture_output=True,
            timeout=limits.seconds,
            check=False,
            cwd=_ROOT,
            env={"PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8"},
        )
    except subprocess.TimeoutExpired as error:
        raise unreadable("takes_too_long", seconds=limits.seconds) from error
    if done.returncode in _KILLED_FOR_TIME:
        raise unreadable("takes_too_long", seconds=limits.cpu_seconds)
    return _to_document(_parse(done.stdout))


def _parse(output: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(output)
    except ValueError as error:  # the process crashed
        raise unreadable("reader_failed") from error
    if "error" in answer:
        raise UnreadableFile(from_json(answer["error"]))
    return dict(answer["document"])


def _to_document(found: dict[str, Any]) -> Document:
    blocks = tuple(Block(BlockKind(kind), start, end) for kind, start, end in found.pop("blocks"))
    warnings = tuple(map(from_json, found.pop("warnings")))
    return Document(**found, blocks=blocks, warnings=warnings)
