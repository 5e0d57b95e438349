"""Carry out a submitted form exactly once, however often and at how many places at once it is sent."""

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.desks.models import User
from factcheck.exceptions import ConflictError
from factcheck.submissions.models import FormSubmission

REMEMBERED = dt.timedelta(
    days=1
)  # a script sends a form again within seconds, a reopened laptop within hours
Result = TypeVar("Result")


def carry_out_once(
    actor: User,
    *,
    key: str,
    path: str,
    carry_out: Callable[[], Result],
    location_of: Callable[[Result], str],
) -> Result | str:
    """Return what `carry_out` returns, or, if this form was carried out before, the location that it led to.

    A result without a location is a form that was refused, which can be sent again under the same id. Raise
    ConflictError if the id belongs to a form of another path.
    """
    with transaction.atomic():
        # A second request waits here until the first one has ended: in PostgreSQL for the row, in SQLite for the
        # lock of the transaction.
        row, is_new = FormSubmission.objects.get_or_create(user=actor, key=key, defaults={"path": path})
        if not is_new:
            _ensure_same_form(row, path)
            return row.location
        result = carry_out()
        if connection.needs_rollback:
            return result
        _remember(row, location_of(result))
        return result


def _ensure_same_form(row: FormSubmission, path: str) -> None:
    if row.path != path:
        raise ConflictError(
            _("Another form was already sent under this id. Send each form under an id of its own.")
        )


def _remember(row: FormSubmission, location: str) -> None:
    if not location:
        row.delete()
        return
    row.location = location
    row.save(update_fields=["location"])
    before = timezone.now() - REMEMBERED
    FormSubmission.objects.filter(user_id=row.user_id, created_at__lt=before).delete()
