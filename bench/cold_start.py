"""From the starter's command to /readyz, on an empty data folder and on one that is there; and what it all weighs.

Beside the seconds stand those of the processor, which a busy machine does not change much. The memory is the
proportional share (PSS), so that pages shared between processes count once; Linux only.
"""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.servers import ROOT, free_port, until


@contextmanager
def started(data: str) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """Factcheck on this data folder: the starter's process, and the seconds until it was ready."""
    port = free_port()
    env = {**os.environ, "DATA_DIR": data, "PORT": str(port)}
    begun = time.perf_counter()
    starter = subprocess.Popen(
        [sys.executable, "-m", "factcheck.launch"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL
    )
    try:
        until(lambda: _ready(port), seconds=120, what="it is ready")
        yield starter, time.perf_counter() - begun
    finally:
        starter.send_signal(signal.SIGTERM)
        starter.wait()


def _ready(port: int) -> bool:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        link.request("GET", "/readyz")
        return link.getresponse().status == 200
    except OSError:
        return False
    finally:
        link.close()


def _family(starter: subprocess.Popen[bytes]) -> list[psutil.Process]:
    first = psutil.Process(starter.pid)
    return [first, *first.children(recursive=True)]


def _cpu_seconds(starter: subprocess.Popen[bytes]) -> float:
    """Of all its processes, those included that have ended."""
    return sum(sum(process.cpu_times()[:4]) for process in _family(starter))


def _settled_megabytes(starter: subprocess.Popen[bytes]) -> float:
    """What it weighs when it grows no more: the scheduler starts last."""
    before, now = 0.0, _megabytes(starter)
    while now > before * 1.01:
        time.sleep(3)
        before, now = now, _megabytes(starter)
    return now


def _megabytes(starter: subprocess.Popen[bytes]) -> float:
    return sum(_share(process.pid) for process in _family(starter)) / 1024


def _share(pid: int) -> int:
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found.group(1)) if found else 0


def _print(figure: str, value: float, unit: str) -> None:
    print(
        json.dumps({"bench": "cold_start", "figure": figure, "value": round(value, 2), "unit": unit}),
        flush=True,
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as data:
        for name in ("first_start", "second_start"):
            with started(data) as (starter, seconds):
                _print(name, seconds, "s")
                _print(f"{name}_cpu", _cpu_seconds(starter), "CPU s")
                weight = _settled_megabytes(starter)
        _print("memory", weight, "MB")


if __name__ == "__main__":
    main()
