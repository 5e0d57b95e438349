"""Which errors of the database and the disk pass by themselves, and what to tell people about them.

An error that is a mistake in the code, such as a column that does not exist, is none of them.
"""

import errno
import sqlite3
from collections.abc import Iterator, Mapping
from enum import Enum

from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils.translation import gettext as _

from factcheck.exceptions import Unavailable
from factcheck.i18n import gettext_noop  # Django's reads the settings, which a starting worker has not yet


class DeadlineExceeded(OperationalError):
    """The time of the request was over before its next statement."""


class Outage(Enum):
    """What is wrong: the message, and after how many seconds a new attempt is worth it."""

    BUSY = (
        gettext_noop(
            "The database is busy with another change. Nothing was saved. Try again in a few seconds."
        ),
        2,
    )
    TOO_SLOW = (
        gettext_noop(
            "This took too long and was stopped. Nothing was saved. Try again, or ask for less at once."
        ),
        10,
    )
    DISK_FULL = (
        gettext_noop(
            "The disk of the server is full. Nothing was saved. Tell the administrator, and try again later."
        ),
        60,
    )
    READ_ONLY = (
        gettext_noop(
            "The database accepts no changes at the moment. Nothing was saved. Try again in a minute."
        ),
        60,
    )
    NO_ANSWER = (gettext_noop("The database does not answer. Try again in a few seconds."), 5)


_SQLITE: Mapping[int, Outage] = {
    sqlite3.SQLITE_BUSY: Outage.BUSY,
    sqlite3.SQLITE_LOCKED: Outage.BUSY,
    sqlite3.SQLITE_PROTOCOL: Outage.BUSY,
    sqlite3.SQLITE_INTERRUPT: Outage.TOO_SLOW,
    sqlite3.SQLITE_FULL: Outage.DISK_FULL,
    sqlite3.SQLITE_READONLY: Outage.READ_ONLY,
    sqlite3.SQLITE_IOERR: Outage.NO_ANSWER,
    sqlite3.SQLITE_CANTOPEN: Outage.NO_ANSWER,
    sqlite3.SQLITE_NOMEM: Outage.NO_ANSWER,
}
# PostgreSQL, appendix A: by SQLSTATE, and by its class for all others.
_POSTGRES: Mapping[str, Outage] = {
    "40001": Outage.BUSY,  # serialization_failure
    "40P01": Outage.BUSY,  # deadlock_detected
    "55P03": Outage.BUSY,  # lock_not_available, which lock_timeout raises
    "57014": Outage.TOO_SLOW,  # query_canceled, which statement_timeout raises
    "25P03": Outage.TOO_SLOW,  # idle_in_transaction_session_timeout
    "25P04": Outage.TOO_SLOW,  # transaction_timeout
    "53100": Outage.DISK_FULL,
    "25006": Outage.READ_ONLY,  # read_only_sql_transaction
}
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
# A job that met one of these runs again; one that was too slow would be too slow again.
_TRANSIENT = (Outage.BUSY, Outage.NO_ANSWER)


def find_outage(error: BaseException | None) -> Outage | None:
    """Return what is wrong, also where the error was caused by another one; None if it does not pass by itself."""
    return next(filter(None, map(_classify, _causes(error))), None)


def is_transient(error: BaseException | None) -> bool:
    return find_outage(error) in _TRANSIENT


def to_unavailable(error: BaseException | None) -> Unavailable | None:
    """Return the error for users; None if this is not an outage."""
    outage = find_outage(error)
    if outage is None:
        return None
    message, seconds = outage.value
    return Unavailable(_(message), retry_after=seconds)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _classify(error: BaseException) -> Outage | None:
    if isinstance(error, DeadlineExceeded):
        return Outage.TOO_SLOW
    if isinstance(error, sqlite3.Error):
        return _SQLITE.get((getattr(error, "sqlite_errorcode", None) or 0) & 0xFF)
    if isinstance(error, OSError):
        return Outage.DISK_FULL if error.errno in _FULL else None
    if isinstance(error, DatabaseError | InterfaceError) and not isinstance(error.__cause__, sqlite3.Error):
        state = getattr(error.__cause__, "sqlstate", None) or ""
        lost = isinstance(error, OperationalError | InterfaceError)
        return _POSTGRES.get(state, Outage.NO_ANSWER if lost else None)
    return None
