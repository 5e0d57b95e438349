"""How long a request or a task can keep the database busy.

PostgreSQL has timeouts of the session. SQLite waits for a lock for at most `busy_timeout`, and calls a function of ours
every few thousand steps of a statement, which interrupts it after the deadline. `database_errors.py` says what to tell
people. Requests are limited by `web/request_limits.py`, the workers by `celery.py`; commands and migrations are not.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from factcheck.database_errors import DeadlineExceeded

# Some milliseconds of work of SQLite: often enough to stop in time, too seldom to be measured.
_SQLITE_STEPS = 20_000


@dataclass(frozen=True, slots=True)
class DatabaseLimits:
    """Seconds: for one statement, for one wait for a lock, and for doing nothing within a transaction."""

    statement: float
    lock: float
    idle: float


def for_requests() -> DatabaseLimits:
    return DatabaseLimits(
        settings.REQUEST_TIME_LIMIT, settings.LOCK_TIME_LIMIT, 2 * settings.REQUEST_TIME_LIMIT
    )


def for_tasks() -> DatabaseLimits:
    """Return limits that only a task without any hope reaches: its own time limit, and a quarter of it for a lock."""
    seconds = float(settings.CELERY_TASK_TIME_LIMIT)
    return DatabaseLimits(seconds, seconds / 4, seconds)


def limit_connections(limits: DatabaseLimits) -> None:
    """Limit every connection that this process opens from now on."""

    def set_limits(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
        set_session_limits(connection, limits)

    connection_created.connect(set_limits, weak=False, dispatch_uid="database_limits")


def set_session_limits(link: BaseDatabaseWrapper, limits: DatabaseLimits) -> None:
    """Set the limits that the database itself keeps for this session. Not by a cursor, which tests and logs count."""
    if link.vendor == "sqlite":
        link.connection.execute(f"PRAGMA busy_timeout = {limits.lock * 1000:.0f}")
        return
    values = {
        "statement_timeout": limits.statement,
        "lock_timeout": limits.lock,
        "idle_in_transaction_session_timeout": limits.idle,
    }
    words = "; ".join(f"SET {name} = {seconds * 1000:.0f}" for name, seconds in values.items())
    link.connection.execute(words)


@connection_created.connect
def _know_features(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Say that SQLite has JSON. Django tries it at the first need, and takes a held lock for a lasting no."""
    if connection.vendor == "sqlite":
        vars(connection.features)["supports_json_field"] = True


@contextmanager
def deadline(limits: DatabaseLimits) -> Iterator[None]:
    """Limit all statements of the block together: one that starts or runs after the deadline is stopped."""
    guard = _Deadline(limits)
    try:
        with connection.execute_wrapper(guard):
            yield
    finally:
        guard.release()


class _Deadline:
    """Wraps every statement of a request. A request without any opens no connection."""

    def __init__(self, limits: DatabaseLimits) -> None:
        self._limits = limits
        self._end = time.monotonic() + limits.statement
        self._limited: Any = None  # the driver's connection, which is replaced when it was lost

    def __call__(
        self, run: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        link = context["connection"]
        if link.connection is not self._limited:
            self._limit(link)
        if self._is_over():
            raise DeadlineExceeded("The time of this request is over.")
        return run(sql, params, many, context)

    def _is_over(self) -> bool:
        return time.monotonic() > self._end

    def _limit(self, link: BaseDatabaseWrapper) -> None:
        _limit_session_once(link, self._limits)
        self._limited = link.connection
        if isinstance(self._limited, sqlite3.Connection):
            self._limited.set_progress_handler(self._is_over, _SQLITE_STEPS)

    def release(self) -> None:
        if isinstance(self._limited, sqlite3.Connection):
            with suppress(sqlite3.ProgrammingError):  # it was closed
                self._limited.set_progress_handler(None, 0)


def _limit_session_once(link: BaseDatabaseWrapper, limits: DatabaseLimits) -> None:
    """Set the limits of the session unless an earlier request has. Within a transaction a rollback undoes them."""
    known = (link.connection, limits)
    if getattr(link, "session_limits", None) == known:
        return
    set_session_limits(link, limits)
    if not link.in_atomic_block:
        vars(link)["session_limits"] = known
