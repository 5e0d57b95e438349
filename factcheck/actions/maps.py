"""Editing an argument map: adding, changing, removing and restoring premises and relations.

Every edit names the version that its author saw. If another person has changed the element since, the edit is refused,
with what changed. Removed elements are switched off and stay in the database.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.claim_state import mark_touched
from factcheck.actions.signoffs import invalidate_dependents
from factcheck.articles.models import Article
from factcheck.audit.services import lock_chain, record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import RelationKind
from factcheck.exceptions import ConflictError
from factcheck.maps.graph_ids import Endpoint, graph_id_of, resolve_statement, resolve_target
from factcheck.maps.models import (
    RELATION_TARGET_COLUMNS,
    MapChange,
    MapRelation,
    Premise,
    RelationPremise,
    UserElement,
)
from factcheck.maps.selectors import find_redoable, find_undoable
from factcheck.maps.validation import (
    ensure_kind_fits_target,
    ensure_valid_endpoints,
    ensure_valid_map,
    ensure_valid_values,
)
from factcheck.stored_messages import message

PREMISE_FIELDS = ("text", "base", "active")
RELATION_FIELDS = ("kind", "base", "scheme", "active")


@transaction.atomic
def add_premise(actor: User, *, article: Article, text: str, base: float = 0.5) -> Premise:
    """Add a statement to the map that is neither a claim nor evidence."""
    permissions.ensure_permission(actor, "map.edit", article)
    ensure_valid_values(Premise, {"text": text, "base": base})
    row = Premise.objects.create(
        desk_id=article.desk_id, article=article, text=text.strip(), base=base, created_by=actor
    )
    _record_change(actor, row, before={"active": False}, after={"active": True})
    return row


@transaction.atomic
def add_relation(
    actor: User,
    *,
    article: Article,
    kind: RelationKind,
    premises: Iterable[str],
    target: str,
    base: float = 1.0,
    scheme: str = "",
) -> MapRelation:
    """Relate statements to a statement, or by an undercut to a relation. All are named by their ids in the graph."""
    permissions.ensure_permission(actor, "map.edit", article)
    ensure_valid_values(MapRelation, {"base": base})
    target_endpoint = resolve_target(article, target)
    # `dict.fromkeys` removes repetitions and keeps the order, in which the premises are shown.
    endpoints = [resolve_statement(article, premise) for premise in dict.fromkeys(premises)]
    ensure_valid_endpoints(RelationKind(kind), endpoints, target_endpoint)
    lock_chain(article.desk_id)  # before the claims that are marked as used; `claim_state` states the order
    row = MapRelation.objects.create(
        desk_id=article.desk_id,
        article=article,
        kind=kind,
        base=base,
        scheme=scheme,
        created_by=actor,
        **{target_endpoint.column: target_endpoint.row},
    )
    RelationPremise.objects.bulk_create(
        RelationPremise(relation=row, **{endpoint.column: endpoint.row}) for endpoint in endpoints
    )
    _mark_claims_touched([target_endpoint, *endpoints])
    ensure_valid_map(article, graph_id_of(row))
    _record_change(actor, row, before={"active": False}, after={"active": True})
    return row


@transaction.atomic
def update_element(actor: User, *, row: UserElement, version: int, **changes: Any) -> UserElement:
    """Change or remove (`active=False`) a premise or relation as it was at `version`.

    Raises ConflictError, with the changes since, where it has another version now.
    """
    permissions.ensure_permission(actor, "map.edit", row)
    names = PREMISE_FIELDS if isinstance(row, Premise) else RELATION_FIELDS
    # The row that the page was made from may be minutes old. The version is compared under the lock: of two people who
    # save at once, the second one sees the change of the first.
    current = type(row).objects.select_for_update().get(pk=row.pk)
    if current.version != version:
        raise ConflictError(
            _("This was changed since you opened it. %(changes)s Check it and try again.")
            % {"changes": _describe_changes(current, version)}
        )
    wanted = {
        name: changes[name] for name in names if name in changes and changes[name] != getattr(current, name)
    }
    if wanted:
        ensure_valid_values(type(current), wanted)
        if isinstance(current, MapRelation) and "kind" in wanted:
            is_relation = current.target_column in RELATION_TARGET_COLUMNS
            ensure_kind_fits_target(RelationKind(wanted["kind"]), is_relation=is_relation)
        before = {name: getattr(current, name) for name in wanted}
        _save(current, wanted)
        ensure_valid_map(current.article, graph_id_of(current))
        _record_change(actor, current, before=before, after=wanted)
    return current


@transaction.atomic
def undo_last_change(actor: User, *, article: Article) -> MapChange:
    """Undo the actor's latest change of a map. Raises ConflictError where another person changed the same since."""
    permissions.ensure_permission(actor, "map.edit", article)
    change = find_undoable(actor, article)
    if change is None:
        raise ConflictError(_("You have no changes to undo in this map."))
    MapChange.objects.filter(pk=change.pk).update(undone=True)
    _revert(actor, article, change, undone=True)
    return change


@transaction.atomic
def redo_last_undo(actor: User, *, article: Article) -> MapChange:
    """Take back the actor's latest undo of a map. Raises ConflictError where another person changed the same since."""
    permissions.ensure_permission(actor, "map.edit", article)
    undo = find_redoable(actor, article)
    if undo is None:
        raise ConflictError(_("You have nothing to redo in this map."))
    _revert(actor, article, undo, undone=False)
    return undo


def _revert(actor: User, article: Article, change: MapChange, *, undone: bool) -> None:
    """Return an element to the values before a change."""
    model = Premise if change.subject.startswith("p") else MapRelation
    row = model.objects.select_for_update().get(pk=int(change.subject[1:]))
    changed_since = [name for name, value in change.after.items() if getattr(row, name) != value]
    if changed_since:
        raise ConflictError(
            _("%(names)s changed since. Edit it instead of undoing.")
            % {"names": _(" and ").join(changed_since)}
        )
    _save(row, change.before)
    # The map around the element can have changed since, so it is checked as for any other edit.
    ensure_valid_map(article, change.subject)
    _record_change(actor, row, before=change.after, after=change.before, undone=undone, reverts=change)


def _mark_claims_touched(endpoints: Iterable[Endpoint]) -> None:
    """Mark the claims among the endpoints as used, in the order of their ids: the lock order of all changes."""
    for pk in sorted(endpoint.row.pk for endpoint in endpoints if isinstance(endpoint.row, Claim)):
        mark_touched(pk)


def _save(row: UserElement, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.version = F("version") + 1  # computed by the database, so it counts every change
    row.save(update_fields=[*values, "version"])
    row.refresh_from_db(fields=["version"])


def _record_change(
    actor: User,
    row: UserElement,
    *,
    before: dict[str, Any],
    after: dict[str, Any],
    undone: bool = False,
    reverts: MapChange | None = None,
) -> None:
    """Store a change and record the event; there is one for every version of a row.

    An undo is stored as a change that is `undone` already, so that undoing twice goes further back instead of redoing.
    """
    MapChange.objects.create(
        desk_id=row.desk_id,
        article_id=row.article_id,
        actor=actor,
        subject=graph_id_of(row),
        before=before,
        after=after,
        undone=undone,
        reverts=reverts,
    )
    record_event(
        actor, "map.undone" if undone else "map.changed", row, desk_id=row.desk_id, fields=list(after)
    )
    # A new element is the author's as a whole; later each field is of the person who set it.
    names = PREMISE_FIELDS if isinstance(row, Premise) else RELATION_FIELDS
    parts = [f"{graph_id_of(row)}.{name}" for name in (names if row.version == 1 else after)]
    invalidate_dependents(actor, row.article, parts=parts, because=message("map_changed"))


def _describe_changes(row: UserElement, version: int) -> str:
    """Return one sentence for each value that was set after a version."""
    changes = MapChange.objects.filter(article=row.article_id, subject=graph_id_of(row)).select_related(
        "actor"
    )
    sentence = _("%(who)s set %(name)s to “%(value)s”.")
    # Version 1 is the creation, which is the first change: the changes after version n begin at index n.
    return " ".join(
        sentence % {"who": change.actor, "name": name, "value": value}
        for change in changes[max(version, 0) :]
        for name, value in change.after.items()
    )
