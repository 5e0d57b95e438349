"""Restore an earlier value by the action that edits the row.

So the permission is checked, sign-offs are dropped, verdicts become stale, and the restoring is itself a change in the
history.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from factcheck.actions.articles import edit_article
from factcheck.actions.claims import edit_claim
from factcheck.actions.comments import edit_comment
from factcheck.actions.evidence import update_evidence
from factcheck.actions.hypotheses import update_hypothesis
from factcheck.desks.models import User
from factcheck.enum_labels import verbose_name_of
from factcheck.exceptions import InvalidInput
from factcheck.history.changes import get_version
from factcheck.history.tracked_fields import get_tracked

EDITORS: dict[str, Callable[[User, Any, dict[str, Any]], Any]] = {
    "article": lambda actor, row, values: edit_article(actor, article=row, **values),
    "claim": lambda actor, row, values: edit_claim(actor, claim=row, **values),
    "evidence": lambda actor, row, values: update_evidence(actor, evidence=row, **values),
    "hypothesis": lambda actor, row, values: update_hypothesis(actor, hypothesis=row, **values),
    "comment": lambda actor, row, values: edit_comment(actor, comment=row, **values),
}


def restore(actor: User, *, kind: str, target: int, number: int, field: str) -> Any:
    """Set a field of a row to its value in an earlier version, and return the row.

    Raises InvalidInput and NotFound.
    """
    tracked = get_tracked(kind)
    if field not in tracked.restorable:
        raise InvalidInput(
            _("The %(field)s of a %(kind)s cannot be restored: it follows from the steps of the review.")
            % {"field": tracked.label(field), "kind": verbose_name_of(tracked.model)}
        )
    version = get_version(actor, kind, target, number)
    row = tracked.model.objects.get(pk=version.id)
    value = getattr(version, field)
    if field in tracked.people:
        value = User.objects.filter(pk=value).first()
    return EDITORS[kind](actor, row, {field.removesuffix("_id"): value})
