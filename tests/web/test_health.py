"""The two questions that probes ask, and what they may cost."""

import threading
import time

import pytest
from celery import Celery
from django.test import Client

from factcheck.celery import app
from factcheck.web.health import Readiness


def _fine() -> None:
    pass


def _broken() -> None:
    raise ConnectionError("amqp://user:secret@somewhere")


def test_healthz_answers_without_database_session_or_known_host() -> None:
    answer = Client().get("/healthz", headers={"host": "nobody.knows.me"})
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_healthz_is_exact_about_its_address(client: Client, db: None) -> None:
    assert client.get("/healthz/more").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_readyz_without_a_broker_says_that_broker_and_worker_are_missing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.conf, "broker_read_url", "redis+socket:///nowhere/broker.sock")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    said = answer.json()
    assert said["ready"] is False
    assert said["checks"]["database"] == "ok"
    assert "ok" not in (said["checks"]["broker"], said["checks"]["worker"])


def test_readyz_is_200_when_database_broker_and_worker_answer(client: Client, worker: Celery) -> None:
    answer = client.get("/readyz")
    assert answer.json() == {"ready": True, "checks": {"database": "ok", "broker": "ok", "worker": "ok"}}
    assert answer.status_code == 200


def test_a_check_that_fails_is_named_and_keeps_its_secrets() -> None:
    assert Readiness({"good": _fine, "bad": _broken}).results() == {"good": "ok", "bad": "ConnectionError"}


def test_a_check_that_hangs_is_given_up_and_not_started_again() -> None:
    release, started = threading.Event(), []

    def hangs() -> None:
        started.append(1)
        release.wait(60)

    readiness = Readiness({"slow": hangs, "good": _fine}, seconds=0.05, fresh_for=0)
    try:
        for _ in range(3):
            assert readiness.results() == {"slow": "no answer within 0.05 seconds", "good": "ok"}
        assert len(started) == 1
    finally:
        release.set()


def test_a_check_that_hung_is_asked_again_once_it_has_ended() -> None:
    release = threading.Event()
    readiness = Readiness({"slow": lambda: release.wait(60) and None}, seconds=0.05, fresh_for=0)
    assert readiness.results() != {"slow": "ok"}
    release.set()
    time.sleep(0.05)
    readiness.results()
    assert readiness.results() == {"slow": "ok"}


def test_what_was_well_holds_for_a_moment_and_what_was_not_is_asked_again() -> None:
    rounds, answers = [], iter([ConnectionError, None, ConnectionError])

    def changes() -> None:
        rounds.append(1)
        if trouble := next(answers):
            raise trouble

    readiness = Readiness({"changes": changes}, fresh_for=60)
    assert [readiness.results()["changes"] for _ in range(4)] == ["ConnectionError", "ok", "ok", "ok"]
    assert len(rounds) == 2


def test_many_probes_at_once_cost_one_round_of_checks() -> None:
    rounds = []
    readiness = Readiness({"counted": lambda: rounds.append(1)}, fresh_for=60)
    probes = [threading.Thread(target=readiness.results) for _ in range(20)]
    for probe in probes:
        probe.start()
    for probe in probes:
        probe.join()
    assert len(rounds) == 1
