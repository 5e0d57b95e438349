"""Add sources to a desk and change them."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.signoffs import invalidate_signoffs
from factcheck.audit.services import lock_chain, record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk, User
from factcheck.evidence.models import Evidence, Source
from factcheck.exceptions import InvalidInput
from factcheck.stored_messages import message

FIELDS = ("title", "kind", "publisher", "url", "text", "origin", "published_on", "is_sample")
PUBLISHED_FIELDS = ("title", "kind", "publisher", "url", "origin", "published_on", "is_sample")


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
    """Change a source; `changes` are any of FIELDS. Strengths that follow from its kind change with it.

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
    derived = list(_list_derived(source)) if "kind" in changed else []
    for name in changed:
        setattr(source, name, changes[name])
    source.save(update_fields=changed)
    for evidence in derived:
        evidence.source = source
        evidence.strength = evidence.appraisal.strength
        evidence.save(update_fields=["strength", "changed_at"])
    record_event(actor, "source.edited", source, desk_id=source.desk_id, fields=changed)
    if published := [name for name in changed if name in PUBLISHED_FIELDS]:
        for claim in Claim.objects.filter(evidence__source=source).distinct().order_by("pk"):
            cited = source.evidence.filter(claim=claim).values_list("pk", flat=True)
            parts = [f"e{pk}.source.{name}" for pk in cited for name in published]
            invalidate_signoffs(actor, claim, parts=parts, because=message("source_changed"))
    return source


def _list_derived(source: Source) -> Iterator[Evidence]:
    """Yield the evidence of a source whose strength follows from its appraisal, and so from the kind of the source."""
    for evidence in source.evidence.select_related("source"):
        if evidence.strength == evidence.appraisal.strength:
            yield evidence


def _validate_title(title: str) -> None:
    if not title.strip():
        raise InvalidInput(
            _("A source needs a title."), fields={"title": _("Say what the source is called.")}
        )
