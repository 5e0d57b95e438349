"""Starting, starting again, giving up, and stopping in order."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.launch import supervisor as supervising
from factcheck.launch.exceptions import StartupError
from factcheck.launch.supervisor import Program, Supervisor, outcome, restart_delay
from tests.servers import until


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(said: list[str]) -> Iterator[Supervisor]:
    made = Supervisor(os.environ, said.append)
    yield made
    made.stop()


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervising, "_RESTART_DELAYS", (0.0, 0.0))


def shell(name: str, script: str, **more: bool) -> Program:
    return Program(name, ("sh", "-c", script), **more)


_LOOK = """
import os, pathlib, time
try:
    os.fstat({descriptor})
    seen = "open"
except OSError:
    seen = "closed"
pathlib.Path("{seen}").write_text(seen)
time.sleep(600)
"""


def lines(path: Path) -> list[str]:
    return path.read_text().split() if path.exists() else []


def test_restart_delays_grow_and_end_with_an_error_naming_program_and_exit_code() -> None:
    delays = [restart_delay(exits, "web process", 1) for exits in range(1, 5)]
    assert delays == sorted(delays)
    assert delays[0] < 1
    with pytest.raises(StartupError, match=r"web process ended 5 times in a row .* exit code 1\."):
        restart_delay(5, "web process", 1)


@pytest.mark.parametrize(("code", "words"), [(0, "exit code 0"), (3, "exit code 3"), (137, "signal 9")])
def test_outcome_names_the_signal_or_the_exit_code(code: int, words: str) -> None:
    assert outcome(code) == words


def test_finish_runs_to_the_end_and_returns_the_exit_code(supervisor: Supervisor) -> None:
    assert supervisor.finish(shell("preparation", "exit 4")) == 4


def test_finish_returns_early_when_a_stop_is_requested(supervisor: Supervisor) -> None:
    supervisor.stop_requested.set()
    assert supervisor.finish(shell("preparation", "exec sleep 600")) == 128 + 15


def test_programs_get_only_the_given_environment(tmp_path: Path, said: list[str]) -> None:
    made = Supervisor({"PATH": os.environ["PATH"], "COLOUR": "blue"}, said.append)
    made.finish(shell("preparation", f'echo "$COLOUR-$HOME" > {tmp_path / "seen"}'))
    assert lines(tmp_path / "seen") == ["blue-"]


@pytest.mark.usefixtures("no_pauses")
def test_a_program_that_ends_is_restarted_and_reported(
    supervisor: Supervisor, said: list[str], tmp_path: Path
) -> None:
    starts = tmp_path / "starts"
    script = f"echo x >> {starts}; [ $(wc -l < {starts}) -gt 1 ] && exec sleep 600; exit 5"
    supervisor.start(shell("worker process", script))
    until(lambda: supervisor.tick() and len(lines(starts)) == 2)
    assert said == ["The worker process ended (exit code 5). Starting it again."]


@pytest.mark.usefixtures("no_pauses")
def test_a_program_that_keeps_ending_raises_an_error(supervisor: Supervisor) -> None:
    supervisor.start(shell("worker process", "exit 5"))
    with pytest.raises(StartupError, match="worker process ended 3 times"):
        until(lambda: not supervisor.tick())


@pytest.mark.usefixtures("no_pauses")
def test_a_program_that_keeps_ending_after_the_start_does_not_stop_the_others(
    supervisor: Supervisor, said: list[str]
) -> None:
    supervisor.patient = True
    supervisor.start(shell("worker process", "exit 5"))
    until(lambda: supervisor.tick() and len(said) > 4)


@pytest.mark.usefixtures("no_pauses")
def test_late_exits_do_not_count_as_quick_exits(
    supervisor: Supervisor, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervising, "_QUICK_EXIT_SECONDS", 0.0)
    supervisor.start(shell("worker process", "exit 5"))
    until(lambda: supervisor.tick() and len(said) > 4)


def test_foundations_are_stopped_last(supervisor: Supervisor, tmp_path: Path) -> None:
    order = tmp_path / "order"
    for name, slow, foundation in (("broker", 0, True), ("web", 0.3, False), ("worker", 0.3, False)):
        script = (
            f"trap 'sleep {slow}; echo {name} >> {order}; exit' TERM; touch {tmp_path / name}; "
            "while :; do sleep 0.05; done"
        )
        supervisor.start(shell(name, script, foundation=foundation))
        until((tmp_path / name).exists)
    supervisor.stop()
    assert lines(order)[-1] == "broker"
    assert sorted(lines(order)) == ["broker", "web", "worker"]


def test_it_stops_when_the_parent_process_changes(said: list[str]) -> None:
    assert Supervisor(os.environ, said.append, parent=os.getppid()).tick() is True
    assert Supervisor(os.environ, said.append, parent=os.getppid() + 1).tick() is False


def test_guards_inherit_the_descriptor_and_programs_do_not(tmp_path: Path, said: list[str]) -> None:
    reader, writer = os.pipe()
    made = Supervisor(os.environ, said.append, inherited=[writer])
    made.start(
        Program("web", (sys.executable, "-c", _LOOK.format(descriptor=writer, seen=tmp_path / "seen")))
    )
    os.close(writer)
    os.set_blocking(reader, False)
    until(lambda: lines(tmp_path / "seen"))
    assert lines(tmp_path / "seen") == ["closed"]
    with pytest.raises(BlockingIOError):
        os.read(reader, 1)
    made.stop()
    assert os.read(reader, 1) == b""
    os.close(reader)
