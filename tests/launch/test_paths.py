"""Data folder and socket, for any path that another user may have."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from factcheck.launch import paths


def test_the_default_data_folder_is_var_in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", "")
    assert paths.data_dir() == paths.BASE_DIR / "var"


def test_a_relative_data_dir_becomes_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", "some/folder")
    assert paths.data_dir() == Path.cwd() / "some/folder"


def test_settings_and_launcher_use_the_same_socket() -> None:
    assert f"redis+socket://{paths.broker_socket(paths.data_dir())}" == settings.CELERY_BROKER_URL


def test_the_socket_is_in_an_ordinary_data_folder() -> None:
    assert paths.broker_socket(Path("/home/anna/factcheck/var")) == Path(
        "/home/anna/factcheck/var/broker.sock"
    )


@pytest.mark.parametrize(
    "folder", ["/data/" + "long/" * 30, "/my data", "/50%", "/a;b", "/a,b", "/größe", "/a#b?c"]
)
def test_a_long_or_unusual_path_gets_a_socket_below_tmp(folder: str) -> None:
    socket = paths.broker_socket(Path(folder))
    assert folder not in str(socket)
    assert str(os.getuid()) in socket.parent.name


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=200))
def test_every_socket_path_is_short_and_plain(name: str) -> None:
    socket = str(paths.broker_socket(Path("/data") / name.lstrip("/")))
    assert len(socket.encode()) <= 103
    assert socket.isascii()
    assert not set(socket) & set(" %#?;,@")


def test_two_data_folders_have_different_sockets() -> None:
    assert paths.broker_socket(Path("/a b/1")) != paths.broker_socket(Path("/a b/2"))


def test_a_private_folder_has_mode_700(tmp_path: Path) -> None:
    paths.make_private(tmp_path / "private")
    paths.make_private(tmp_path / "private")
    assert (tmp_path / "private").stat().st_mode & 0o777 == 0o700


def test_a_folder_writable_by_others_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o777)
    with pytest.raises(PermissionError, match="only you"):
        paths.make_private(tmp_path / "shared")


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "there")
    with pytest.raises(PermissionError, match="only you"):
        paths.make_private(tmp_path / "link")
