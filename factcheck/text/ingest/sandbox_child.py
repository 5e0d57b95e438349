"""The process that reads one file: limits itself, reads standard input, and writes JSON to standard output.

The input is one line of JSON with the name of the file and the limits, then the bytes of the file.
"""

import ctypes
import json
import os
import resource
import signal
import sys
from typing import Any

_PR_SET_PDEATHSIG = 1
_MAX_FILE_BYTES = 100_000_000


def main() -> None:
    request = json.loads(sys.stdin.buffer.readline())
    limits = request["limits"]
    _limit(limits["cpu_seconds"], limits["memory"])
    answer = _read(sys.stdin.buffer.read(), request["filename"], limits["characters"])
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))


def _limit(cpu_seconds: int, memory: int) -> None:
    """Set the limits before anything is parsed, and end with the process that started this one."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The language detector unpacks its model to a temporary file.
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MAX_FILE_BYTES, _MAX_FILE_BYTES))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    os.nice(5)


def _read(data: bytes, filename: str, limit: int) -> dict[str, Any]:
    # Imported here, after the limits are set.
    from factcheck.text.ingest.errors import UnreadableFile, unreadable
    from factcheck.text.ingest.registry import read_document

    try:
        document = read_document(data, filename=filename, limit=limit)
    except UnreadableFile as error:
        return {"error": error.stored.to_json()}
    except MemoryError:
        return {"error": unreadable("needs_too_much_memory").stored.to_json()}
    except Exception as error:  # noqa: BLE001 (whatever a parser raises, the file is refused; the type goes to the log)
        sys.stderr.write(f"{type(error).__name__}\n")
        return {"error": unreadable("reader_failed").stored.to_json()}
    return {"document": _to_json(document)}


def _to_json(document: Any) -> dict[str, Any]:
    return {
        **{
            name: getattr(document, name)
            for name in ("title", "text", "source_name", "source_url", "language", "kind")
        },
        "blocks": [[block.kind, block.start, block.end] for block in document.blocks],
        "warnings": [warning.to_json() for warning in document.warnings],
    }


if __name__ == "__main__":
    main()
