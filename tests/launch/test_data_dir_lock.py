"""One starter a data folder, told apart from the remains of a killed one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.launch import data_dir_lock
from factcheck.launch.exceptions import StartupError


def test_the_second_is_told_where_and_who_the_first_is(tmp_path: Path) -> None:
    held = data_dir_lock.acquire(tmp_path / "lock", "http://127.0.0.1:8000/")
    with pytest.raises(StartupError) as refusal:
        data_dir_lock.acquire(tmp_path / "lock", "http://127.0.0.1:8001/")
    os.close(held)
    for part in (str(tmp_path), "http://127.0.0.1:8000/", f"process {os.getpid()}", "DATA_DIR="):
        assert part in refusal.value.message


def test_a_lock_that_was_let_go_can_be_taken_and_speaks_of_the_new_holder(tmp_path: Path) -> None:
    os.close(data_dir_lock.acquire(tmp_path / "lock", "http://a-much-longer-address.example:8000/"))
    held = data_dir_lock.acquire(tmp_path / "lock", "here")
    assert (tmp_path / "lock").read_text() == f"{os.getpid()} here"
    os.close(held)


def test_what_is_left_of_a_killed_starter_is_waited_for(tmp_path: Path) -> None:
    take = f"import os, subprocess; from factcheck.launch import lock, places; at = places.Path({str(tmp_path)!r})"
    leave = "subprocess.Popen(['sleep', '1'], pass_fds=[lock.take(at / 'lock', 'x')]); os._exit(0)"
    subprocess.run([sys.executable, "-c", f"{take}; {leave}"], check=True)
    with (tmp_path / "lock").open() as same, pytest.raises(BlockingIOError):
        data_dir_lock.fcntl.flock(same, data_dir_lock.fcntl.LOCK_EX | data_dir_lock.fcntl.LOCK_NB)
    os.close(data_dir_lock.acquire(tmp_path / "lock", "x"))


def test_remains_that_do_not_end_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_dir_lock, "_WAIT_SECONDS", 0.2)
    held = data_dir_lock.acquire(tmp_path / "lock", "there")
    ended = subprocess.Popen(["true"])
    ended.wait()
    (tmp_path / "lock").write_text(f"{ended.pid} there")
    with pytest.raises(StartupError, match="already runs"):
        data_dir_lock.acquire(tmp_path / "lock", "here")
    os.close(held)
