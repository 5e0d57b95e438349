"""Data folder and socket, for any path that somebody may have."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from factcheck.launch import paths


def test_the_data_folder_is_var_beside_the_code_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", "")
    assert paths.data_dir() == paths.BASE_DIR / "var"


def test_the_data_folder_that_is_named_is_taken_as_an_absolute_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", "some/folder")
    assert paths.data_dir() == Path.cwd() / "some/folder"


def test_settings_and_starter_agree_on_the_socket() -> None:
    assert f"redis+socket://{paths.broker_socket(paths.data_dir())}" == settings.CELERY_BROKER_URL


def test_an_ordinary_data_folder_holds_its_socket() -> None:
    assert paths.broker_socket(Path("/home/anna/factcheck/var")) == Path(
        "/home/anna/factcheck/var/broker.sock"
    )


@pytest.mark.parametrize(
    "folder", ["/data/" + "long/" * 30, "/my data", "/50%", "/a;b", "/a,b", "/größe", "/a#b?c"]
)
def test_a_folder_that_an_address_cannot_carry_gets_a_socket_elsewhere(folder: str) -> None:
    socket = paths.broker_socket(Path(folder))
    assert folder not in str(socket)
    assert str(os.getuid()) in socket.parent.name


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=200))
def test_every_socket_is_short_enough_and_plain(name: str) -> None:
    socket = str(paths.broker_socket(Path("/data") / name.lstrip("/")))
    assert len(socket.encode()) <= 103
    assert socket.isascii()
    assert not set(socket) & set(" %#?;,@")


def test_folders_have_sockets_of_their_own() -> None:
    assert paths.broker_socket(Path("/a b/1")) != paths.broker_socket(Path("/a b/2"))


def test_a_private_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    paths.make_private(tmp_path / "private")
    paths.make_private(tmp_path / "private")
    assert (tmp_path / "private").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_others_may_write_in_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o777)
    with pytest.raises(PermissionError, match="only you"):
        paths.make_private(tmp_path / "shared")


def test_a_link_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "there")
    with pytest.raises(PermissionError, match="only you"):
        paths.make_private(tmp_path / "link")
