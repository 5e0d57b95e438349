"""Django's caches, made safe for promises: an entry is added once, and leaves only when it has expired.

Used one-time codes, limits and locks rest on them (`settings_cache.py`). Do not cache pages or query results here:
every access is a query.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.redis import RedisCache
from django.db import connections, router
from django.utils import timezone
from django.utils.translation import gettext as _
from redis import RedisError

from factcheck.exceptions import Unavailable


class SharedCache(DatabaseCache):
    def __init__(self, table: str, params: dict[str, Any]) -> None:
        super().__init__(table, params)
        self._name = table
        self._max_entries = 1000  # more entries than this, and a write removes those that have expired

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Store the value unless there is one, and return whether it was stored: of several callers for one only."""
        # Django overwrites an expired row without asking whether another process has just done so. With the row gone,
        # the primary key decides between two inserts.
        self._delete_expired(key=self.make_and_validate_key(key, version=version))
        return super().add(key, value, timeout, version)

    def _cull(self, db: str, cursor: Any, now: datetime, num: int) -> None:
        """Remove expired entries, and never others: Django's method would forget used codes under load."""
        self._delete_expired()

    def _delete_expired(self, *, key: str = "") -> None:
        # Django stores the expiry in whole seconds, rounded down, and an entry is valid until that second has passed.
        now = timezone.now().replace(microsecond=0)
        connection = connections[router.db_for_write(self.cache_model_class)]
        quote = connection.ops.quote_name
        where, values = f"{quote('expires')} < %s", [connection.ops.adapt_datetimefield_value(now)]
        if key:
            where, values = f"{quote('cache_key')} = %s AND {where}", [key, *values]
        with connection.cursor() as cursor:
            # Only names are in the text, quoted by Django as in its own methods.
            cursor.execute(f"DELETE FROM {quote(self._name)} WHERE {where}", values)  # noqa: S608


class SharedRedis(RedisCache):
    """Without its Redis nothing is counted, so nothing that is limited is done: 503 instead of an error or a gap."""

    def add(self, *args: Any, **options: Any) -> bool:
        with _or_unavailable():
            return super().add(*args, **options)

    def get(self, *args: Any, **options: Any) -> Any:
        with _or_unavailable():
            return super().get(*args, **options)

    def set(self, *args: Any, **options: Any) -> None:
        with _or_unavailable():
            super().set(*args, **options)

    def delete(self, *args: Any, **options: Any) -> bool:
        with _or_unavailable():
            return super().delete(*args, **options)


@contextmanager
def _or_unavailable() -> Iterator[None]:
    try:
        yield
    except RedisError as error:
        message = _("Attempts cannot be counted now, so nobody can sign in. Try again in a few seconds.")
        raise Unavailable(message, retry_after=5) from error
