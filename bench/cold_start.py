"""Time from starting the launcher until /readyz succeeds, on an empty and on an existing data folder; and memory.

CPU seconds are given too, because a busy machine changes them little. Memory is the proportional set size (PSS), which
counts pages shared between processes once; Linux only.
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
    """Start Factcheck on a data folder; yield the launcher's process and the seconds until it was ready."""
    port = free_port()
    env = {**os.environ, "DATA_DIR": data, "PORT": str(port)}
    started_at = time.perf_counter()
    launcher = subprocess.Popen(
        [sys.executable, "-m", "factcheck.launch"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL
    )
    try:
        until(lambda: _ready(port), seconds=120, what="it is ready")
        yield launcher, time.perf_counter() - started_at
    finally:
        launcher.send_signal(signal.SIGTERM)
        launcher.wait()


def _ready(port: int) -> bool:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        link.request("GET", "/readyz")
        return link.getresponse().status == 200
    except OSError:
        return False
    finally:
        link.close()


def _processes(launcher: subprocess.Popen[bytes]) -> list[psutil.Process]:
    first = psutil.Process(launcher.pid)
    return [first, *first.children(recursive=True)]


def _cpu_seconds(launcher: subprocess.Popen[bytes]) -> float:
    """Return the CPU seconds of all processes, including those that have ended."""
    return sum(sum(process.cpu_times()[:4]) for process in _processes(launcher))


def _settled_megabytes(launcher: subprocess.Popen[bytes]) -> float:
    """What it weighs when it grows no more: the scheduler starts last."""
    before, now = 0.0, _megabytes(launcher)
    while now > before * 1.01:
        time.sleep(3)
        before, now = now, _megabytes(launcher)
    return now


def _megabytes(launcher: subprocess.Popen[bytes]) -> float:
    return sum(_share(process.pid) for process in _processes(launcher)) / 1024


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
            with started(data) as (launcher, seconds):
                _print(name, seconds, "s")
                _print(f"{name}_cpu", _cpu_seconds(launcher), "CPU s")
                weight = _settled_megabytes(launcher)
        _print("memory", weight, "MB")


if __name__ == "__main__":
    main()
