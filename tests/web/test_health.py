"""The health probes `/healthz` and `/readyz`, and their cost."""

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


def test_healthz_needs_no_database_session_or_known_host() -> None:
    response = Client().get("/healthz", headers={"host": "nobody.knows.me"})
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_healthz_matches_only_its_exact_path(client: Client, db: None) -> None:
    assert client.get("/healthz/more").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_readyz_without_a_broker_reports_broker_and_worker(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.conf, "broker_read_url", "redis+socket:///nowhere/broker.sock")
    response = client.get("/readyz")
    assert response.status_code == 503
    text = response.json()
    assert text["ready"] is False
    assert text["checks"]["database"] == "ok"
    assert "ok" not in (text["checks"]["broker"], text["checks"]["worker"])


def test_readyz_is_200_when_database_broker_and_worker_answer(client: Client, worker: Celery) -> None:
    response = client.get("/readyz")
    assert response.json() == {"ready": True, "checks": {"database": "ok", "broker": "ok", "worker": "ok"}}
    assert response.status_code == 200


def test_failed_check_is_named_without_details() -> None:
    assert Readiness({"good": _fine, "bad": _broken}).results() == {"good": "ok", "bad": "ConnectionError"}


def test_hanging_check_times_out_and_is_not_started_again() -> None:
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


def test_hanging_check_is_repeated_after_it_has_ended() -> None:
    release = threading.Event()
    readiness = Readiness({"slow": lambda: release.wait(60) and None}, seconds=0.05, fresh_for=0)
    assert readiness.results() != {"slow": "ok"}
    release.set()
    time.sleep(0.05)
    readiness.results()
    assert readiness.results() == {"slow": "ok"}


def test_good_results_are_reused_briefly_and_bad_ones_are_not() -> None:
    rounds, responses = [], iter([ConnectionError, None, ConnectionError])

    def changes() -> None:
        rounds.append(1)
        if trouble := next(responses):
            raise trouble

    readiness = Readiness({"changes": changes}, fresh_for=60)
    assert [readiness.results()["changes"] for _ in range(4)] == ["ConnectionError", "ok", "ok", "ok"]
    assert len(rounds) == 2


def test_simultaneous_probes_share_one_round_of_checks() -> None:
    rounds = []
    readiness = Readiness({"counted": lambda: rounds.append(1)}, fresh_for=60)
    probes = [threading.Thread(target=readiness.results) for _ in range(20)]
    for probe in probes:
        probe.start()
    for probe in probes:
        probe.join()
    assert len(rounds) == 1
