"""The promise that matters: nothing outlives the one who holds the life line, however that one ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from factcheck.launch import child_guard
from tests.servers import until

GUARD = (sys.executable, "-I", "-S", child_guard.__file__)
# A parent with a child, as web server and worker have; both numbers are written down.
FAMILY = "sleep 600 & echo $$ $! > {pids}; wait"


@contextmanager
def guarded(*command: str, seconds: float = 5) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([*GUARD, str(seconds), *command], stdin=subprocess.PIPE, process_group=0)
    try:
        yield process
    finally:
        process.stdin.close()
        process.wait()


def pids_of(path: Path) -> list[int]:
    until(lambda: path.exists() and len(path.read_text().split()) == 2, what="the command has started")
    return [int(word) for word in path.read_text().split()]


def gone(pids: list[int]) -> bool:
    return not any(map(lives, pids))


def lives(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.parametrize("code", [0, 3])
def test_the_guard_exits_with_the_code_of_the_command(code: int) -> None:
    with guarded("sh", "-c", f"exit {code}") as process:
        assert process.wait(10) == code


def test_the_guard_reports_the_signal_that_ended_the_command() -> None:
    with guarded("sh", "-c", "kill -KILL $$") as process:
        assert process.wait(10) == 128 + signal.SIGKILL


def test_closing_the_input_terminates_the_command(tmp_path: Path) -> None:
    said = tmp_path / "said"
    script = f"trap 'echo asked > {said}; exit 7' TERM; touch {said}; while :; do sleep 0.05; done"
    with guarded("sh", "-c", script) as process:
        until(said.exists)
        process.stdin.close()
        assert process.wait(10) == 7
    assert said.read_text() == "asked\n"


def test_a_command_that_ignores_sigterm_is_killed_with_its_children(tmp_path: Path) -> None:
    script = "trap '' TERM; " + FAMILY.format(pids=tmp_path / "pids") + "; sleep 600"
    with guarded("sh", "-c", script, seconds=0.2) as process:
        pids = pids_of(tmp_path / "pids")
        process.stdin.close()
        assert process.wait(10) == 128 + signal.SIGKILL
    until(lambda: gone(pids))


def test_children_of_a_killed_command_are_killed_at_once(tmp_path: Path) -> None:
    with guarded("sh", "-c", FAMILY.format(pids=tmp_path / "pids")) as process:
        parent, child = pids_of(tmp_path / "pids")
        os.kill(parent, signal.SIGKILL)
        process.wait(10)
        until(lambda: gone([parent, child]))


def test_a_killed_launcher_leaves_no_process(tmp_path: Path) -> None:
    command = [*GUARD, "5", "sh", "-c", FAMILY.format(pids=tmp_path / "pids")]
    holder = subprocess.Popen(
        [sys.executable, "-c", f"import subprocess; subprocess.Popen({command!r}, stdin=-1).wait()"]
    )
    pids = pids_of(tmp_path / "pids")
    holder.kill()
    holder.wait()
    until(lambda: gone(pids))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties a process to its parent")
def test_a_killed_guard_ends_its_command(tmp_path: Path) -> None:
    script = f"echo $$ $$ > {tmp_path / 'pids'}; exec sleep 600"
    with guarded("sh", "-c", script) as process:
        pids = pids_of(tmp_path / "pids")
        process.kill()
        until(lambda: gone(pids))
