"""Bringing an earlier value back, through the very service that people change it with.

So the rules ask again, sign-offs drop, what stood on it is marked stale, and the restoring is itself a change.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from factcheck.actions.articles import edit_article
from factcheck.actions.claims import edit_claim
from factcheck.actions.comments import edit_comment
from factcheck.actions.evidence import update_evidence
from factcheck.desks.models import User
from factcheck.enum_labels import verbose_name_of
from factcheck.exceptions import InvalidInput
from factcheck.history.changes import get_record
from factcheck.history.tracked_fields import get_tracked

EDITORS: dict[str, Callable[[User, Any, dict[str, Any]], Any]] = {
    "article": lambda actor, thing, values: edit_article(actor, article=thing, **values),
    "claim": lambda actor, thing, values: edit_claim(actor, claim=thing, **values),
    "evidence": lambda actor, thing, values: update_evidence(actor, evidence=thing, **values),
    "comment": lambda actor, thing, values: edit_comment(actor, comment=thing, **values),
}


def restore(actor: User, *, kind: str, record: int, field: str) -> Any:
    """Give a thing's field the value that it had in an earlier version (`record`); answers with the thing."""
    known = get_tracked(kind)
    if field not in known.restorable:
        raise InvalidInput(
            _(
                "The %(field)s of a %(kind)s is not brought back by itself: "
                "it follows from the steps of the review."
            )
            % {"field": known.label(field), "kind": verbose_name_of(known.model)}
        )
    row = get_record(actor, kind, record)
    thing = known.model.objects.get(pk=row.id)
    value = getattr(row, field)
    if field in known.people:
        value = User.objects.filter(pk=value).first()
    return EDITORS[kind](actor, thing, {field.removesuffix("_id"): value})
