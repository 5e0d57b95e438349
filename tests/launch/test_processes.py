"""The commands of the servers, as far as the environment decides about them."""

import sys

import pytest

from factcheck.exceptions import UnknownChoice
from factcheck.launch import healthcheck, processes, queues
from factcheck.tasks.exports import make_export
from factcheck.tasks.splitting import split_revision
from factcheck.tasks.suggestions import ask_model


def after(option: str, words: tuple[str, ...]) -> str:
    return words[words.index(option) + 1]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOST", "PORT", "WEB_WORKERS", "WEB_THREADS", "WORKERS", "HEAVY_WORKERS"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("name", processes.SERVERS)
def test_every_server_runs_on_the_current_python(name: str) -> None:
    assert processes.command(name)[:2] == (sys.executable, "-m")


@pytest.mark.parametrize("name", ["", "wbe", "web worker"])
def test_an_unknown_server_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(UnknownChoice, match="beat, web, worker, worker-heavy, worker-light"):
        processes.command(name)


def test_an_unknown_probe_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownChoice, match="web, worker"):
        healthcheck.is_alive("beat")


@pytest.mark.parametrize(
    ("server", "variable", "option"),
    [
        ("web", "HOST", "--host"),
        ("web", "PORT", "--port"),
        ("web", "WEB_WORKERS", "--workers"),
        ("web", "WEB_THREADS", "--blocking-threads"),
        ("worker", "WORKERS", "--concurrency"),
        ("worker-light", "WORKERS", "--concurrency"),
        ("worker-heavy", "HEAVY_WORKERS", "--concurrency"),
    ],
)
def test_the_environment_overrides_the_defaults(
    server: str, variable: str, option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    default = after(option, processes.command(server))
    monkeypatch.setenv(variable, "7")
    assert after(option, processes.command(server)) == "7"
    monkeypatch.setenv(variable, "")
    assert after(option, processes.command(server)) == default


def test_the_web_server_listens_on_loopback_by_default() -> None:
    assert after("--host", processes.command("web")) == "127.0.0.1"


@pytest.mark.parametrize(("cores", "expected"), [(1, "1"), (2, "2"), (64, "2")])
def test_the_number_of_processes_follows_the_cores(
    cores: int, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "cores", lambda: cores)
    assert after("--workers", processes.command("web")) == expected
    assert after("--concurrency", processes.command("worker")) == expected


def test_a_worker_prefetches_one_task() -> None:
    assert after("--prefetch-multiplier", processes.command("worker")) == "1"


def queues_of(name: str) -> set[str]:
    return set(after("--queues", processes.command(name)).split(","))


def test_the_two_workers_share_the_queues_of_the_one_that_takes_everything() -> None:
    light, heavy = queues_of("worker-light"), queues_of("worker-heavy")
    assert light | heavy == queues_of("worker")
    assert not light & heavy


def test_every_kind_of_job_has_its_queues(settings: object) -> None:
    kinds = {task.kind for task in (make_export, split_revision, ask_model)}
    assert kinds < set(queues.KINDS)
    assert settings.CELERY_TASK_DEFAULT_QUEUE in queues_of("worker-light")
