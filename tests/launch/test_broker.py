"""The embedded broker: private, and it forgets nothing when it is killed."""

import os
import signal
import stat
from pathlib import Path

import pytest
import redis

from factcheck.launch import broker
from factcheck.launch.exceptions import StartupError
from tests import servers


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "a folder, with spaces" / "broker"


@pytest.fixture
def address(tmp_path: Path) -> Path:
    return tmp_path / "broker.sock"


def test_the_broker_does_not_answer_before_it_runs(address: Path) -> None:
    assert not broker.answers(address)


def test_the_broker_listens_on_a_private_socket_only(folder: Path, address: Path) -> None:
    with servers.valkey(folder, address):
        client = redis.Redis(unix_socket_path=str(address))
        assert client.ping()
        assert client.config_get("port") == {"port": "0"}
        assert stat.S_IMODE(address.stat().st_mode) == 0o700
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_data_survives_a_killed_broker(folder: Path, address: Path) -> None:
    with servers.valkey(folder, address):
        client = redis.Redis(unix_socket_path=str(address))
        client.rpush("queue", "a task")
        os.kill(int(client.info()["process_id"]), signal.SIGKILL)
    assert not broker.answers(address)
    with servers.valkey(folder, address):
        assert redis.Redis(unix_socket_path=str(address)).lrange("queue", 0, -1) == [b"a task"]


def test_the_broker_never_evicts_tasks(folder: Path, address: Path) -> None:
    with servers.valkey(folder, address):
        policy = redis.Redis(unix_socket_path=str(address)).config_get("maxmemory-policy")
    assert policy == {"maxmemory-policy": "noeviction"}


def test_a_missing_binary_is_an_error_that_suggests_broker_url(
    folder: Path, address: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    with pytest.raises(StartupError, match="BROKER_URL=redis://"):
        broker.command(folder, address)
