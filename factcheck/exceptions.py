"""Refusals that carry a code, a sentence and, where one is to blame, the field.

Raised where the reason is known; turned into HTTP or an exit code in one place each (`api/errors.py`,
`web/errors.py`, the commands). Import nothing of Django, so that the pure packages can raise them.
"""

from collections.abc import Mapping

from factcheck.i18n import gettext as _


class FactcheckError(Exception):
    """A refusal: what was wrong, where, and what would be right.

    `code` is stable and for programs, `message` is a sentence for people, `fields` maps the name of an input
    to what is wrong with it, `where` is a position in the input (such as "line 3, column 7") where one is known.
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
    """A slug that no table of kinds holds."""

    code = "unknown_kind"

    def __init__(self, table: str, slug: str, known: list[str]) -> None:
        told = {"table": table, "slug": slug, "known": ", ".join(sorted(known))}
        super().__init__(_("There is no %(table)s “%(slug)s”. Known: %(known)s.") % told)


class ConflictError(FactcheckError):
    """The input was right once, but not for the state that things are in now."""

    code = "conflict"


class PermissionDenied(FactcheckError):
    """This person may not do that here."""

    code = "not_allowed"


class NotFound(FactcheckError):
    """There is no such thing, or none that this person may know of."""

    code = "not_found"
