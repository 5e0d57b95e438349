"""Reading the database as of one moment, beside people who change it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Let all statements of the block see the same moment. Within a transaction the outer one decides.

    A transaction alone is not enough: on PostgreSQL each statement sees the latest changes, and on SQLite transactions
    begin with the lock that all writers need. A snapshot on SQLite takes no such lock, so a slow or suspended process
    stops nobody.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with _deferred(), transaction.atomic():
            yield
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


@contextmanager
def _deferred() -> Iterator[None]:
    """Begin transactions of SQLite without a lock; the first statement that writes would take it."""
    link: Any = connection  # of the backend of SQLite, the only one with this mode
    link.ensure_connection()  # which sets the mode
    usual = link.transaction_mode
    link.transaction_mode = "DEFERRED"
    try:
        yield
    finally:
        link.transaction_mode = usual
