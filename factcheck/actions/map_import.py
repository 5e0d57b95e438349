"""Importing a map from a file: as a new article, or into the map of an article that has it already.

All or nothing, in one transaction. What the rows cannot hold (nodes of a dialogue, the fields of a scheme, layout, the
ids of the file) is stored in `ImportedMap` and exported again with the map.
"""

from dataclasses import dataclass
from itertools import count

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.articles import submit_document
from factcheck.actions.map_rows import MapRows, to_parts
from factcheck.actions.map_update import MAX_FILENAME, update_map
from factcheck.argument.formats import FORMATS, ReadNote
from factcheck.articles.models import Article
from factcheck.audit.services import record_event
from factcheck.desks.models import Desk, User
from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.maps.import_choices import ExistingChoice, StatementChoice
from factcheck.maps.import_plan import ImportPlan, plan_import
from factcheck.maps.map_import import to_storable_json
from factcheck.maps.models import ImportedMap


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The article of an imported map, whether it is new, how much of its map changed, and notes on the file."""

    article: Article
    created: bool
    changes: int
    notes: tuple[ReadNote, ...]


def preview_map(
    actor: User,
    *,
    desk: Desk,
    data: bytes,
    filename: str,
    kind: str = "",
    statements: StatementChoice = StatementChoice.PREMISES,
    strict: bool = False,
    article: Article | None = None,
) -> ImportPlan:
    """Return what an import would make and change. Nothing is stored. Raises InvalidInput."""
    _ensure_permissions(actor, desk, article)
    if len(data) > settings.UPLOAD_MAX_BYTES:
        limit = _("At most %(limit)s MB.") % {"limit": settings.UPLOAD_MAX_BYTES // 1_000_000}
        raise InvalidInput(_("The file is too large."), fields={"file": limit})
    return plan_import(desk, data, filename, kind=kind, statements=statements, strict=strict, article=article)


def import_map(
    actor: User,
    *,
    desk: Desk,
    data: bytes,
    filename: str,
    kind: str = "",
    statements: StatementChoice = StatementChoice.PREMISES,
    existing: ExistingChoice = ExistingChoice.ASK,
    strict: bool = False,
    article: Article | None = None,
) -> ImportResult:
    """Import a map from a file. Its format is detected if no `kind` is named.

    With `article`, it goes into the map of that article. Raises InvalidInput for a file that cannot be imported, and
    ConflictError if the desk has the map with other content and `existing` does not say what to do.
    """
    plan = preview_map(
        actor,
        desk=desk,
        data=data,
        filename=filename,
        kind=kind,
        statements=statements,
        strict=strict,
        article=article,
    )
    if plan.article is None or (existing is ExistingChoice.NEW and article is None):
        return ImportResult(_create_article(actor, desk, plan), True, 0, plan.notes)
    differences = plan.differences
    if differences is None or not differences.count:
        return ImportResult(plan.article, False, 0, plan.notes)
    if existing is not ExistingChoice.UPDATE and article is None:
        raise ConflictError(
            _("The desk has this map already, as article %(id)s. %(changes)s Choose whether to change it.")
            % {"id": plan.article.pk, "changes": describe_changes(plan)},
            code="map_exists",
        )
    notes = update_map(actor, plan.article, plan)
    return ImportResult(plan.article, False, differences.count, (*plan.notes, *notes))


def describe_changes(plan: ImportPlan) -> str:
    """Return in one sentence what the file would change in the map of the article."""
    found = plan.differences
    if found is None or not found.count:
        return _("The file would change nothing in it.")
    return _(
        "The file would add %(added)s, change %(changed)s and remove %(removed)s of its statements and relations."
    ) % {
        "added": len(found.added_statements) + len(found.added_relations),
        "changed": len(found.changed_statements) + len(found.changed_relations),
        "removed": len(found.removed_statements) + len(found.removed_relations),
    }


@transaction.atomic
def _create_article(actor: User, desk: Desk, plan: ImportPlan) -> Article:
    document, spans = plan.to_document()
    submission = submit_document(actor, desk=desk, document=document)
    numbers = count(2)
    while (
        not submission.created
    ):  # the desk has this text, and a text is one article: a heading makes it another
        document, spans = plan.to_document(heading=f"{plan.title} ({next(numbers)})")
        submission = submit_document(actor, desk=desk, document=document)
    article = submission.article
    rows = MapRows(actor, article)
    rows.add_map(plan.graph, submission.revision, spans)
    ImportedMap.objects.create(
        desk_id=article.desk_id,
        article=article,
        filename=plan.filename[:MAX_FILENAME],
        kind=plan.kind,
        extra=to_storable_json(dict(plan.graph.extra)),
        parts=to_parts(plan.graph, rows.new_ids, titled=FORMATS[plan.kind].titled),
    )
    record_event(actor, "map.imported", article, desk_id=desk.pk, statements=len(plan.graph.statements))
    return article


def _ensure_permissions(actor: User, desk: Desk, article: Article | None) -> None:
    if article is None:
        permissions.ensure_permission(actor, "article.submit", desk)
    permissions.ensure_permission(actor, "map.edit", article or desk)
