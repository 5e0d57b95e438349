"""Adding sources, and linking evidence to claims."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.audit.services import record_event
from factcheck.claims.models import Claim
from factcheck.claims.services import mark_touched
from factcheck.desks.models import Desk, User
from factcheck.enums import Stance
from factcheck.evidence.models import Evidence, Source
from factcheck.exceptions import InvalidInput

SOURCE_FIELDS = ("title", "publisher", "url", "text", "origin", "published_on", "is_sample")
EVIDENCE_FIELDS = ("quote", "stance", "strength", "lifecycle", "note")
STRENGTHS = (0.01, 0.99)


@transaction.atomic
def add_source(actor: User, *, desk: Desk, title: str, **details: Any) -> Source:
    """Make a source known to the desk; `details` are any of SOURCE_FIELDS."""
    permissions.ensure_permission(actor, "source.add", desk)
    _check_title(title)
    source = Source.objects.create(
        desk=desk, title=title.strip(), created_by=actor, **_only(SOURCE_FIELDS, details)
    )
    record_event(actor, "source.added", source, desk_id=desk.pk)
    return source


@transaction.atomic
def edit_source(actor: User, *, source: Source, **changes: Any) -> Source:
    permissions.ensure_permission(actor, "source.edit", source)
    _check_title(changes.get("title", source.title))
    source = Source.objects.select_for_update().get(pk=source.pk)
    changed = _apply(source, _only(SOURCE_FIELDS, changes))
    if changed:
        source.save(update_fields=changed)
        record_event(actor, "source.edited", source, desk_id=source.desk_id, fields=changed)
    return source


@transaction.atomic
def link_evidence(
    actor: User,
    *,
    claim: Claim,
    source: Source,
    quote: str,
    stance: Stance,
    strength: float = 0.5,
    note: str = "",
) -> Evidence:
    """Link a quoted passage of a source to a claim."""
    permissions.ensure_permission(actor, "evidence.suggest", claim)
    if source.desk_id != claim.desk_id:
        raise InvalidInput(
            _("The source is not one of this desk."), fields={"source": _("Choose a source of this desk.")}
        )
    _check_quote(quote)
    _check_strength(strength)
    evidence = Evidence.objects.create(
        desk_id=claim.desk_id,
        claim=claim,
        source=source,
        quote=quote.strip(),
        stance=Stance(stance),
        strength=strength,
        note=note,
        created_by=actor,
    )
    mark_touched(claim.pk)
    record_event(actor, "evidence.linked", evidence, desk_id=claim.desk_id, claim=claim.pk, stance=stance)
    return evidence


@transaction.atomic
def edit_evidence(actor: User, *, evidence: Evidence, **changes: Any) -> Evidence:
    """Change a piece of evidence: its quote, stance, strength, note, or lifecycle (withdrawing keeps the row).

    Called by `maps.verdicts.change_evidence`, which marks what stood on it as stale.
    """
    permissions.ensure_permission(actor, "evidence.edit", evidence)
    evidence = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if "quote" in changes:
        _check_quote(changes["quote"])
    if "strength" in changes:
        _check_strength(changes["strength"])
    before = evidence.lifecycle
    changed = _apply(evidence, _only(EVIDENCE_FIELDS, changes))
    if changed:
        evidence.save(update_fields=[*changed, "changed_at"])
        facts = {"from": before, "to": evidence.lifecycle} if evidence.lifecycle != before else {}
        record_event(actor, "evidence.edited", evidence, desk_id=evidence.desk_id, fields=changed, **facts)
    return evidence


def _check_title(title: str) -> None:
    if not title.strip():
        raise InvalidInput(
            _("A source needs a title."), fields={"title": _("Say what the source is called.")}
        )


def _check_quote(quote: str) -> None:
    if not quote.strip():
        raise InvalidInput(
            _("Evidence quotes its source word for word."),
            fields={"quote": _("Paste the passage that bears on the claim.")},
        )


def _check_strength(strength: float) -> None:
    least, most = STRENGTHS
    if not least <= strength <= most:
        raise InvalidInput(
            _("A strength of %(strength)s is out of range.") % {"strength": strength},
            fields={
                "strength": _("From %(least)s (weak) to %(most)s (strong).") % {"least": least, "most": most}
            },
        )


def _only(names: tuple[str, ...], values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in names if name in values}


def _apply(row: Any, changes: dict[str, Any]) -> list[str]:
    changed = [name for name, value in changes.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, changes[name])
    return changed
