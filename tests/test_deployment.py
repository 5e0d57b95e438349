"""The commands of the compose file, run against a real PostgreSQL and Valkey."""

import json
import os
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from celery import Celery

from factcheck.launch import paths
from tests import api_walkthrough, compose_file, servers
from tests.compose_file import BIN
from tests.servers import ROOT, free_port, until


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return compose_file.services()


@dataclass(frozen=True)
class Deployment:
    """The running processes of the compose file: the port of the web server, and the environment of each process."""

    port: int
    broker: str
    environments: Mapping[str, Mapping[str, str]]

    def ready(self) -> tuple[int, Any]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=10) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            return refused.code, json.load(refused)
        except OSError as error:
            return 0, str(error)


@pytest.fixture(scope="module")
def deployed(services: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """Start everything that Compose would, on a real PostgreSQL and Valkey; only the addresses differ."""
    folder = tmp_path_factory.mktemp("deployed")
    port = free_port()
    with ExitStack() as stack:
        database = stack.enter_context(servers.postgres())
        broker = stack.enter_context(servers.valkey(folder / "broker", paths.broker_socket(folder)))
        here = {
            "PATH": f"{BIN}:{os.environ['PATH']}",
            "DATABASE_URL": database,
            "BROKER_URL": broker,
            "DATA_DIR": str(folder / "data"),
            "HOST": "127.0.0.1",
            "PORT": str(port),
        }
        environments = {
            name: {**services[name]["environment"], **here} for name in ("migrate", "web", "worker", "beat")
        }
        run(services["migrate"]["command"], environments["migrate"])
        run(["python", "manage.py", "collectstatic", "--no-input"], environments["migrate"])
        for name in ("web", "worker", "worker", "beat"):
            log = folder / f"{name}.log"
            stack.enter_context(servers.running(services[name]["command"], env=environments[name], log=log))
        yield Deployment(port, broker, environments)


def run(command: list[str], env: Mapping[str, str]) -> str:
    """Return the output of a command; fail if it fails."""
    done = subprocess.run(command, cwd=ROOT, env=dict(env), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.servers
class TestCommands:
    def test_readyz_succeeds(self, deployed: Deployment) -> None:
        until(lambda: deployed.ready()[0] == 200, seconds=60, what="it is ready")
        assert deployed.ready()[1]["checks"] == {"database": "ok", "broker": "ok", "worker": "ok"}

    def test_two_workers_share_the_tasks(self, deployed: Deployment) -> None:
        app = Celery(broker=deployed.broker)
        until(lambda: len(app.control.ping(timeout=5, limit=2)) == 2, what="both workers answer")
        for _ in range(20):
            app.send_task("celery.accumulate", queue="factcheck")
        until(lambda: sum(done_by(app)) == 20, what="all tasks are done")
        assert all(done_by(app))

    def test_a_key_and_the_api_turn_an_article_into_claims_and_a_map(self, deployed: Deployment) -> None:
        until(lambda: deployed.ready()[0] == 200, seconds=60, what="it is ready")
        make = "from tests import factories; print(factories.key_of(factories.team().editor))"
        env = deployed.environments["migrate"]
        key = run(["python", "manage.py", "shell", "--no-imports", "-c", make], env).strip()
        claims, picture = api_walkthrough.run_walkthrough(
            api_walkthrough.HttpApiClient(deployed.port, key, host="factcheck.example")
        )
        assert [claim["quote"] in api_walkthrough.TEXT for claim in claims] == [True, True, True]
        assert picture.startswith(b"<svg")

    @pytest.mark.parametrize("name", ["web", "worker"])
    def test_its_health_check_passes(self, name: str, deployed: Deployment, services: dict[str, Any]) -> None:
        until(lambda: deployed.ready()[0] == 200, seconds=60, what="it is ready")
        run(services[name]["healthcheck"]["test"][1:], deployed.environments[name])

    @pytest.mark.parametrize("name", ["web", "worker"])
    def test_its_health_check_fails_without_a_server(
        self, name: str, deployed: Deployment, services: dict[str, Any], tmp_path: Path
    ) -> None:
        with servers.valkey(tmp_path / "broker", paths.broker_socket(tmp_path)) as lonely:
            env = {**deployed.environments[name], "BROKER_URL": lonely, "PORT": str(free_port())}
            command = services[name]["healthcheck"]["test"][1:]
            assert (
                subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False).returncode == 1
            )

    def test_the_scheduler_stores_its_schedule_in_the_data_folder(self, deployed: Deployment) -> None:
        data = Path(deployed.environments["beat"]["DATA_DIR"])
        until(lambda: list(data.glob("beat-schedule*")), what="beat has begun")

    def test_an_unknown_host_is_refused_and_the_allowed_one_served(self, deployed: Deployment) -> None:
        until(lambda: deployed.ready()[0] == 200, seconds=60, what="it is ready")
        assert status(deployed.port, "evil.example") == 400
        assert status(deployed.port, "factcheck.example") in (200, 302)


def done_by(app: Celery) -> list[int]:
    stats = app.control.inspect(timeout=5, limit=2).stats() or {}
    # The workers look for lost jobs too.
    return [worker["total"].get("celery.accumulate", 0) for worker in stats.values()]


def status(port: int, host: str) -> int:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as link:
        link.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        return int(link.makefile("rb").readline().split()[1])
