"""Add sources to a desk and change them."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.signoffs import invalidate_signoffs
from factcheck.audit.services import lock_chain, record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk, User
from factcheck.enums import ClaimState
from factcheck.evidence.models import Source
from factcheck.exceptions import InvalidInput
from factcheck.stored_messages import message

FIELDS = ("title", "publisher", "url", "text", "origin", "published_on", "is_sample")
PUBLISHED_FIELDS = ("title", "publisher", "url", "origin", "published_on", "is_sample")
DECIDED = (ClaimState.PROPOSED, ClaimState.APPROVED, ClaimState.PUBLISHED)


@transaction.atomic
def add_source(actor: User, *, desk: Desk, title: str, **details: Any) -> Source:
    """Add a source to a desk; `details` are any of FIELDS."""
    permissions.ensure_permission(actor, "source.add", desk)
    _validate_title(title)
    details = {name: details[name] for name in FIELDS if name in details}
    source = Source.objects.create(desk=desk, title=title.strip(), created_by=actor, **details)
    record_event(actor, "source.added", source, desk_id=desk.pk)
    return source


@transaction.atomic
def update_source(actor: User, *, source: Source, **changes: Any) -> Source:
    """Change a source; `changes` are any of FIELDS.

    The sign-offs of every claim that cites it are invalidated if the change is visible to readers. The text of a
    source is not: only its quotes are published.
    """
    permissions.ensure_permission(actor, "source.edit", source)
    lock_chain(source.desk_id)
    # The chain before the row, as everywhere. Each invalidation below locks its claim after both.
    source = Source.objects.select_for_update().get(pk=source.pk)
    _validate_title(changes.get("title", source.title))
    changed = [name for name in FIELDS if name in changes and changes[name] != getattr(source, name)]
    if not changed:
        return source
    for name in changed:
        setattr(source, name, changes[name])
    source.save(update_fields=changed)
    record_event(actor, "source.edited", source, desk_id=source.desk_id, fields=changed)
    if any(name in PUBLISHED_FIELDS for name in changed):
        for claim in Claim.objects.filter(evidence__source=source, state__in=DECIDED).distinct():
            invalidate_signoffs(actor, claim, because=message("source_changed"))
    return source


def _validate_title(title: str) -> None:
    if not title.strip():
        raise InvalidInput(
            _("A source needs a title."), fields={"title": _("Say what the source is called.")}
        )
