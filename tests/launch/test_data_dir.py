"""The data folder is for its user only, and a folder that cannot be that is refused in words."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.launch import paths
from factcheck.launch.address import from_environment
from factcheck.launch.exceptions import StartupError
from tests.servers import ROOT


@pytest.fixture(autouse=True)
def _umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_folder_and_what_is_written_into_it_are_private(tmp_path: Path) -> None:
    data = tmp_path / "deep" / "data"
    paths.prepare_data_dir(data)
    (data / "factcheck.sqlite3").touch()
    (data / "files").mkdir()
    assert [mode_of(data), mode_of(data / "factcheck.sqlite3"), mode_of(data / "files")] == [
        0o700,
        0o600,
        0o700,
    ]
    assert list(data.glob("tmp*")) == []


def test_the_folder_of_an_older_version_is_made_private(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    files = [
        "factcheck.sqlite3",
        "factcheck.sqlite3-wal",
        "secret-key",
        "demo-sign-ins.txt",
        "files/exports/a.html",
    ]
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch(0o644)
    paths.prepare_data_dir(tmp_path)
    assert {mode_of(tmp_path / name) for name in files} == {0o600}
    assert {mode_of(path) for path in (tmp_path, tmp_path / "files", tmp_path / "files/exports")} == {0o700}


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.touch(0o644)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "secret-key").symlink_to(outside)
    paths.prepare_data_dir(tmp_path / "data")
    assert mode_of(outside) == 0o644


@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o757, 0o702])
def test_a_folder_that_everybody_can_write_in_is_refused(tmp_path: Path, mode: int) -> None:
    tmp_path.chmod(mode)
    with pytest.raises(StartupError, match=f"Everybody on this machine can write.*chmod 700 {tmp_path}"):
        paths.prepare_data_dir(tmp_path)
    assert mode_of(tmp_path) == mode


@pytest.mark.parametrize("mode", [0o500, 0o555, 0o400])
def test_a_read_only_folder_is_refused(tmp_path: Path, mode: int) -> None:
    tmp_path.chmod(mode)
    with pytest.raises(StartupError, match=r"cannot be written: it is read-only\. Set DATA_DIR"):
        paths.prepare_data_dir(tmp_path)
    assert mode_of(tmp_path) == mode


@pytest.mark.parametrize("folder", ["/proc/factcheck", "/dev/null/data", __file__])
def test_a_place_where_no_folder_can_be_is_refused(folder: str) -> None:
    with pytest.raises(StartupError, match="cannot be written"):
        paths.prepare_data_dir(Path(folder))


def start(tmp_path: Path, **env: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "factcheck.launch"],
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "PORT": "8999", **env},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_launcher_says_so_without_a_traceback(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    said = start(tmp_path)
    assert said.returncode == 1
    assert said.stderr.startswith(f"Everybody on this machine can write in the data folder {tmp_path}.")
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "factcheck.example"])
@pytest.mark.parametrize("value", ["true", "True", "1", "on", "yes"])
def test_debug_is_refused_for_other_machines(tmp_path: Path, host: str, value: str, monkeypatch) -> None:
    monkeypatch.setenv("HOST", host)
    monkeypatch.setenv("DEBUG", value)
    with pytest.raises(StartupError, match="DEBUG shows the inside of the program"):
        from_environment()
    monkeypatch.setenv("HOST", "127.0.0.1")
    assert from_environment().is_loopback


PROBE = """
import django; django.setup()
from django.conf import settings
from django.test import Client
from django.urls import path
from factcheck import urls
def broken(request):
    raise RuntimeError(settings.CELERY_BROKER_URL)
urls.urlpatterns.insert(0, path("broken/", broken))
client = Client(raise_request_exception=False)
for address, host in ("/broken/", "localhost"), ("/nowhere/", "localhost"), ("/", "evil.example"), ("/api/no/", ""):
    answer = client.get(address, headers={"host": host or "localhost"})
    print(answer.status_code, "broker-password" in answer.content.decode(), "Traceback" in answer.content.decode())
"""


def test_no_error_page_shows_settings(tmp_path: Path) -> None:
    env = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(tmp_path),
        "HOST": "0.0.0.0",
        "BROKER_URL": "redis://:broker-password@127.0.0.1:1/0",
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
        "LOG_LEVEL": "CRITICAL",
    }
    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROBE],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    expected = ["500 False False", "404 False False", "400 False False", "401 False False"]
    assert said.stdout.splitlines() == expected, said.stderr
