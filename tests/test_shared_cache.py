"""The shared cache: an entry is added once, and only its expiry removes it."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache, caches
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from factcheck.desks.models import SharedCacheEntry
from factcheck.settings_cache import shared_cache
from factcheck.shared_cache import SharedCache
from factcheck.web.live.presence import to_redis_url

PROCESSES = 8


def add_in_a_thread(key: str) -> bool:
    try:
        return cache.add(key, "y", 60)
    finally:
        connection.close()


@pytest.mark.parametrize("is_expired", [False, True])
@pytest.mark.django_db(transaction=True)
def test_of_several_who_add_at_once_one_succeeds(is_expired: bool) -> None:
    for number in range(5):
        key = f"code-{number}"
        if is_expired:
            cache.set(key, "old", 60)
            SharedCacheEntry.objects.update(expires=timezone.now() - dt.timedelta(seconds=5))
        with ThreadPoolExecutor(PROCESSES) as threads:
            assert sum(threads.map(add_in_a_thread, [key] * PROCESSES)) == 1


@pytest.mark.django_db
def test_entry_is_kept_until_it_expires_however_many_there_are() -> None:
    cache.add("used", "y", 60)
    cache.add("old", "y", 60)
    SharedCacheEntry.objects.filter(cache_key__contains="old").update(
        expires=timezone.now() - dt.timedelta(seconds=5)
    )
    SharedCacheEntry.objects.bulk_create(
        SharedCacheEntry(cache_key=f"~{number}", value="", expires=timezone.now() + dt.timedelta(hours=1))
        for number in range(1200)
    )
    cache.set("another", "y", 60)
    assert not cache.add("used", "y", 60)
    assert SharedCacheEntry.objects.count() == 1202
    assert not SharedCacheEntry.objects.filter(cache_key__contains="old").exists()


@pytest.mark.django_db
def test_the_migration_makes_the_table_that_django_asks_for(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("createcachetable", verbosity=1)
    assert "already exists" in capsys.readouterr().out
    assert isinstance(caches["default"], SharedCache)


def use_redis(settings: Settings, url: str) -> None:
    settings.CACHES = {"default": shared_cache(url)}


def test_redis_is_used_where_it_is_configured(broker: str, settings: Settings) -> None:
    use_redis(settings, to_redis_url(broker))
    cache.delete("code")
    with ThreadPoolExecutor(PROCESSES) as threads:
        assert sum(threads.map(add_in_a_thread, ["code"] * PROCESSES)) == 1
    assert cache.get("code") == "y"


@pytest.mark.django_db
def test_without_its_redis_nobody_signs_in_uncounted(client: Client, settings: Settings) -> None:
    use_redis(settings, "redis://127.0.0.1:1/0")
    response = client.post("/accounts/login/", {"login": "ann@test.example", "password": "wrong"})
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert client.get("/accounts/login/").status_code == 200
