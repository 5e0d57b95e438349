"""Outages of the database are recognised, and mistakes in the code are not taken for them, on both databases."""

import errno
import sqlite3

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError, connection
from psycopg import errors

from factcheck.database_errors import DeadlineExceeded, Outage, find_outage, is_transient, to_unavailable


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


def sqlite_error(code: int) -> Exception:
    cause = sqlite3.OperationalError("words")
    cause.sqlite_errorcode = code
    return caused(OperationalError("words"), cause)


@pytest.mark.parametrize(
    ("error", "outage"),
    [
        (sqlite_error(sqlite3.SQLITE_BUSY), Outage.BUSY),
        (sqlite_error(sqlite3.SQLITE_BUSY_SNAPSHOT), Outage.BUSY),
        (sqlite_error(sqlite3.SQLITE_INTERRUPT), Outage.TOO_SLOW),
        (sqlite_error(sqlite3.SQLITE_FULL), Outage.DISK_FULL),
        (sqlite_error(sqlite3.SQLITE_IOERR_WRITE), Outage.NO_ANSWER),
        (sqlite_error(sqlite3.SQLITE_READONLY), Outage.READ_ONLY),
        (sqlite_error(sqlite3.SQLITE_ERROR), None),  # such as: no such column
        (caused(OperationalError(), errors.LockNotAvailable()), Outage.BUSY),
        (caused(OperationalError(), errors.DeadlockDetected()), Outage.BUSY),
        (caused(OperationalError(), errors.QueryCanceled()), Outage.TOO_SLOW),
        (caused(OperationalError(), errors.DiskFull()), Outage.DISK_FULL),
        (caused(OperationalError(), errors.AdminShutdown()), Outage.NO_ANSWER),
        (caused(OperationalError(), psycopg.OperationalError("the connection is lost")), Outage.NO_ANSWER),
        (caused(InterfaceError(), psycopg.InterfaceError()), Outage.NO_ANSWER),
        (caused(ProgrammingError(), errors.UndefinedColumn()), None),
        (DeadlineExceeded("too late"), Outage.TOO_SLOW),
        (OSError(errno.ENOSPC, "No space left on device"), Outage.DISK_FULL),
        (OSError(errno.ENOENT, "No such file"), None),
        (caused(ValueError(), sqlite_error(sqlite3.SQLITE_BUSY)), Outage.BUSY),
        (ValueError("a bug"), None),
    ],
)
def test_each_error_is_the_outage_that_it_means(error: Exception, outage: Outage | None) -> None:
    assert find_outage(error) is outage


@pytest.mark.parametrize("outage", Outage)
def test_every_outage_says_what_to_do_and_when(outage: Outage) -> None:
    message, seconds = outage.value
    assert seconds > 0
    assert "try again" in message.lower()


def test_only_what_passes_soon_is_worth_another_attempt() -> None:
    assert is_transient(sqlite_error(sqlite3.SQLITE_BUSY))
    assert not is_transient(sqlite_error(sqlite3.SQLITE_FULL))
    assert not is_transient(DeadlineExceeded())
    assert to_unavailable(ValueError()) is None


@pytest.mark.django_db
def test_a_mistake_in_a_query_is_no_outage() -> None:
    with pytest.raises((OperationalError, ProgrammingError)) as raised, connection.cursor() as cursor:
        cursor.execute("SELECT no_such_column FROM desks_desk")
    assert find_outage(raised.value) is None
