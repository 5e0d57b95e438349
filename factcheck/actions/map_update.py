"""Changing the map of an article to a new version of its file.

Claims and evidence are people's work and are never changed here: where the file has another text, a note says so.
Premises and relations of the file are added, changed and, if an import added them, removed. Each change is stored as
for any other edit, so that it is displayed and can be undone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from factcheck.actions.claim_state import mark_touched
from factcheck.actions.map_rows import MAX_SCHEME, MapRows, to_parts
from factcheck.actions.signoffs import invalidate_dependents
from factcheck.argument.formats import FORMATS, ReadNote
from factcheck.argument.graph import Relation, Statement
from factcheck.articles.models import Article
from factcheck.audit.services import lock_chain, record_event
from factcheck.desks.models import User
from factcheck.maps.import_plan import ImportPlan
from factcheck.maps.map_differences import MapDifferences, compare_maps
from factcheck.maps.map_import import EMPTY_TEXT, to_storable, to_storable_json
from factcheck.maps.models import ImportedMap, MapChange, MapRelation, Premise, UserElement
from factcheck.maps.selectors import build_article_map
from factcheck.stored_messages import message

MAX_FILENAME = 255


@transaction.atomic
def update_map(actor: User, article: Article, plan: ImportPlan) -> list[ReadNote]:
    """Change the map of an article to what a file says. Return notes on what was left as it is."""
    lock_chain(article.desk_id)
    # Compared again under the lock: the map can have changed since the plan was made.
    found = compare_maps(plan.graph, build_article_map(article))
    rows = MapRows(actor, article, dict(found.matched))
    rows.add_premises([replace(item, text=_to_text(item)) for item in found.added_statements])
    rows.add_relations(found.added_relations)
    changes = dict([*_list_changes(found), *_list_additions(found, rows.new_ids)])
    _store(actor, article, changes)
    _store_file(article, plan, found, rows.new_ids)
    for name in sorted({end for end in _list_ends(found, rows.new_ids) if end.startswith("c")}):
        mark_touched(int(name[1:]))
    record_event(actor, "map.updated", article, desk_id=article.desk_id, changes=len(changes))
    invalidate_dependents(actor, article, parts=sorted(changes), because=message("map_changed"))
    return list(_list_notes(found))


def _list_additions(
    found: MapDifferences, new_ids: Mapping[str, str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    items: tuple[Statement | Relation, ...] = (*found.added_statements, *found.added_relations)
    for item in items:
        yield new_ids[item.id], {}


def _list_changes(found: MapDifferences) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the rows to change, by their ids in the map, with the new values."""
    for new, old in found.changed_statements:
        yield old.id, {"text": _to_text(new)}
    for relation, current in found.changed_relations:
        yield current.id, {"base": relation.base, "scheme": to_storable(relation.scheme)[:MAX_SCHEME]}
    removed: tuple[Statement | Relation, ...] = (*found.removed_statements, *found.removed_relations)
    for item in removed:
        yield item.id, {"active": False}


def _store(actor: User, article: Article, changes: Mapping[str, dict[str, Any]]) -> None:
    """Write the new values of premises and relations, and the changes as people's other edits are stored."""
    stored = []
    for model, letter in ((Premise, "p"), (MapRelation, "r")):
        pks = [int(name[1:]) for name in changes if name.startswith(letter)]
        for row in model.objects.select_for_update().filter(article=article, pk__in=pks).order_by("pk"):
            wanted = changes[f"{letter}{row.pk}"]
            before = {name: getattr(row, name) for name in wanted} if wanted else {"active": False}
            if wanted:
                model.objects.filter(pk=row.pk).update(**wanted, version=F("version") + 1)
            stored.append(_to_change(actor, row, f"{letter}{row.pk}", before, wanted or {"active": True}))
    MapChange.objects.bulk_create(stored)


def _to_change(
    actor: User, row: UserElement, subject: str, before: dict[str, Any], after: dict[str, Any]
) -> MapChange:
    return MapChange(
        desk_id=row.desk_id,
        article_id=row.article_id,
        actor=actor,
        subject=subject,
        before=before,
        after=after,
    )


def _store_file(
    article: Article, plan: ImportPlan, found: MapDifferences, new_ids: Mapping[str, str]
) -> None:
    """Store the data of the file that no column has: in place of that of an earlier version, or with that of others."""
    parts = to_parts(plan.graph, new_ids, titled=FORMATS[plan.kind].titled)
    extra = to_storable_json(dict(plan.graph.extra))
    before = ImportedMap.objects.filter(article=article).first()
    if before and not found.replaces:
        parts, extra = {**parts, **before.parts}, {**extra, **before.extra}
    ImportedMap.objects.update_or_create(
        article=article,
        defaults={
            "desk_id": article.desk_id,
            "filename": plan.filename[:MAX_FILENAME],
            "kind": plan.kind,
            "extra": extra,
            "parts": parts,
        },
    )


def _list_ends(found: MapDifferences, new_ids: Mapping[str, str]) -> Iterator[str]:
    for item in found.added_relations:
        yield from (new_ids[name] for name in (*item.premises, item.target))


def _list_notes(found: MapDifferences) -> Iterator[ReadNote]:
    """Yield a note for each claim and piece of evidence that the file has with another text, or has not."""
    for item in found.kept:
        text = _("%(id)s differs in the file, or is not in it. It stays as it is; edit it on its page.")
        yield ReadNote(item.id, text % {"id": item.id})


def _to_text(statement: Statement) -> str:
    return to_storable(statement.text).strip() or EMPTY_TEXT
