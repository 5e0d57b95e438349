"""The pause between two requests to one host."""

import threading
import time

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from factcheck.http_client import TransientFetchError, fetch, politeness
from tests.http_client.page_server import PageServer

pytestmark = pytest.mark.usefixtures("_loopback_allowed")


@pytest.fixture(autouse=True)
def _pause(settings: Settings) -> None:
    settings.FETCH_DELAY = 1
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


def test_requests_to_one_host_are_a_second_apart(pages: PageServer) -> None:
    times: list[float] = []

    def ask() -> None:
        fetch(pages.url)
        times.append(time.monotonic())

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first, second, third = sorted(times)
    assert min(second - first, third - second) > 0.8


def test_another_host_does_not_wait(pages: PageServer) -> None:
    fetch(pages.url)
    began = time.monotonic()
    fetch(f"http://localhost:{pages.port}/")
    assert time.monotonic() - began < 0.5


def test_redirects_within_a_host_do_not_wait(pages: PageServer) -> None:
    pages.redirect("/1", "/")
    began = time.monotonic()
    fetch(f"{pages.url}/1")
    assert time.monotonic() - began < 0.5


def test_who_waits_too_long_is_told_to_try_again(pages: PageServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(politeness, "LONGEST_WAIT", 0.2)
    fetch(pages.url)
    with pytest.raises(TransientFetchError) as refused:
        fetch(pages.url)
    assert refused.value.code == "host_busy"
    assert len(pages.requests) == 1
