"""One launcher per data folder; the remains of a killed one are waited for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.launch import data_dir_lock
from factcheck.launch.exceptions import StartupError


def test_a_second_launcher_gets_an_error_naming_the_first(tmp_path: Path) -> None:
    descriptor = data_dir_lock.acquire(tmp_path / "lock", "http://127.0.0.1:8000/")
    with pytest.raises(StartupError) as refusal:
        data_dir_lock.acquire(tmp_path / "lock", "http://127.0.0.1:8001/")
    os.close(descriptor)
    for part in (str(tmp_path), "http://127.0.0.1:8000/", f"process {os.getpid()}", "DATA_DIR="):
        assert part in refusal.value.message


def test_a_released_lock_can_be_acquired_and_names_its_new_owner(tmp_path: Path) -> None:
    os.close(data_dir_lock.acquire(tmp_path / "lock", "http://a-much-longer-address.example:8000/"))
    descriptor = data_dir_lock.acquire(tmp_path / "lock", "here")
    assert (tmp_path / "lock").read_text() == f"{os.getpid()} here"
    os.close(descriptor)


def test_acquire_waits_for_the_guards_of_a_killed_launcher(tmp_path: Path) -> None:
    acquire = (
        "import os, subprocess; from factcheck.launch import data_dir_lock as lock, paths; "
        f"at = paths.Path({str(tmp_path)!r})"
    )
    leave = "subprocess.Popen(['sleep', '1'], pass_fds=[lock.acquire(at / 'lock', 'x')]); os._exit(0)"
    subprocess.run([sys.executable, "-c", f"{acquire}; {leave}"], check=True)
    with (tmp_path / "lock").open() as same, pytest.raises(BlockingIOError):
        data_dir_lock.fcntl.flock(same, data_dir_lock.fcntl.LOCK_EX | data_dir_lock.fcntl.LOCK_NB)
    os.close(data_dir_lock.acquire(tmp_path / "lock", "x"))


def test_guards_that_do_not_end_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_dir_lock, "_WAIT_SECONDS", 0.2)
    descriptor = data_dir_lock.acquire(tmp_path / "lock", "there")
    ended = subprocess.Popen(["true"])
    ended.wait()
    (tmp_path / "lock").write_text(f"{ended.pid} there")
    with pytest.raises(StartupError, match="is already running"):
        data_dir_lock.acquire(tmp_path / "lock", "here")
    os.close(descriptor)
