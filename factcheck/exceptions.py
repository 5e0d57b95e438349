"""Errors with a code, a message and, where an input is the cause, its name.

They are raised where the reason is known and become HTTP responses or exit codes in one place each
(`api/core/exception_handler.py`, `web/middleware.py`, the commands). This module does not import Django, so that the
pure packages can raise them.
"""

from collections.abc import Mapping

from factcheck.i18n import gettext as _


class FactcheckError(Exception):
    """An error that says what is wrong, where, and what would be right.

    `code` is stable, for programs. `message` is a sentence for people. `fields` maps the name of an input to what is
    wrong with it. `where` is a position in the input, such as "line 3, column 7", or empty.
    """

    code = "refused"

    def __init__(
        self, message: str, *, code: str = "", fields: Mapping[str, str] | None = None, where: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.fields = dict(fields or {})
        self.where = where

    def __str__(self) -> str:
        return f"{self.message} ({self.where})" if self.where else self.message


class InvalidInput(FactcheckError):
    """The input cannot be accepted as it is."""

    code = "invalid"


class UnknownChoice(InvalidInput):
    """A slug that is not in its table."""

    code = "unknown_kind"

    def __init__(self, table: str, slug: str, known: list[str]) -> None:
        params = {"table": table, "slug": slug, "known": ", ".join(sorted(known))}
        super().__init__(_("There is no %(table)s “%(slug)s”. Known: %(known)s.") % params)


class ConflictError(FactcheckError):
    """The input is valid but conflicts with the current state."""

    code = "conflict"


class PermissionDenied(FactcheckError):
    """The user lacks the permission."""

    code = "not_allowed"


class NotFound(FactcheckError):
    """The object does not exist, or is not visible to the user."""

    code = "not_found"


class RetryLater(FactcheckError):
    """The same input can succeed later; `retry_after` is in seconds."""

    def __init__(self, message: str, *, retry_after: int, code: str = "") -> None:
        super().__init__(message, code=code)
        self.retry_after = retry_after


class TooManyRequests(RetryLater):
    """The person or the desk has reached a limit."""

    code = "too_many"


class Unavailable(RetryLater):
    """The server cannot do this now, whatever the input is."""

    code = "unavailable"
