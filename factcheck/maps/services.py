"""Editing an argument map: premises and relations that people write, change, remove, and undo.

Every edit names the version that its author saw; if somebody changed the thing since, the edit is refused and says
what changed. Removed rows are switched off and stay.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.argument.validation import validate_graph
from factcheck.articles.models import Article
from factcheck.audit.services import record_event
from factcheck.claims.models import Claim
from factcheck.claims.services import mark_touched
from factcheck.desks.models import User
from factcheck.enums import RelationKind
from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.maps import graph_ids
from factcheck.maps.models import RELATION_TARGET_COLUMNS, MapChange, Premise, Relation, RelationPremise
from factcheck.maps.selectors import build_article_map

PREMISE_FIELDS = ("text", "base", "active")
RELATION_FIELDS = ("kind", "base", "scheme", "active")
RANGES = {Premise: (0.01, 0.99), Relation: (0.0, 1.0)}
Drawn = Premise | Relation


@transaction.atomic
def add_premise(actor: User, *, article: Article, text: str, base: float = 0.5) -> Premise:
    """Write a statement of one's own into the map."""
    permissions.ensure_permission(actor, "map.edit", article)
    _ensure_valid_values(Premise, {"text": text, "base": base})
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
) -> Relation:
    """Relate statements (ids of the graph) to a statement, or with an undercut to a relation."""
    permissions.ensure_permission(actor, "map.edit", article)
    _ensure_valid_values(Relation, {"base": base})
    onto = graph_ids.resolve_target(article, target)
    sources = [graph_ids.resolve_statement(article, premise) for premise in dict.fromkeys(premises)]
    _ensure_valid_endpoints(RelationKind(kind), sources, onto)
    row = Relation.objects.create(
        desk_id=article.desk_id,
        article=article,
        kind=kind,
        base=base,
        scheme=scheme,
        created_by=actor,
        **{onto.column: onto.row},
    )
    RelationPremise.objects.bulk_create(
        RelationPremise(relation=row, **{end.column: end.row}) for end in sources
    )
    for end in (onto, *sources):
        if isinstance(end.row, Claim):
            mark_touched(end.row.pk)
    _ensure_valid_map(article, f"r{row.pk}")
    _record_change(actor, row, before={"active": False}, after={"active": True})
    return row


@transaction.atomic
def update_element(actor: User, *, row: Drawn, version: int, **changes: Any) -> Drawn:
    """Change or remove (`active=False`) a premise or relation as it stood at `version`."""
    permissions.ensure_permission(actor, "map.edit", row)
    names = PREMISE_FIELDS if isinstance(row, Premise) else RELATION_FIELDS
    current = type(row).objects.select_for_update().get(pk=row.pk)
    if current.version != version:
        raise ConflictError(
            _("This was changed since you looked: %(changes)s Look again, then decide.")
            % {"changes": _describe_changes(current, version)}
        )
    wanted = {
        name: changes[name] for name in names if name in changes and changes[name] != getattr(current, name)
    }
    if wanted:
        _ensure_valid_values(type(current), wanted)
        if isinstance(current, Relation) and "kind" in wanted:
            _ensure_kind_fits_target(
                RelationKind(wanted["kind"]), cuts=current.target_column in RELATION_TARGET_COLUMNS
            )
        before = {name: getattr(current, name) for name in wanted}
        _save(current, wanted)
        _ensure_valid_map(current.article, graph_id_of(current))
        _record_change(actor, current, before=before, after=wanted)
    return current


@transaction.atomic
def undo_last_change(actor: User, *, article: Article) -> MapChange:
    """Take back one's own latest change of a map, unless somebody has changed the same thing since."""
    permissions.ensure_permission(actor, "map.edit", article)
    mine = MapChange.objects.select_for_update().filter(article=article, actor=actor, undone=False).last()
    if mine is None:
        raise ConflictError(_("There is nothing of yours to undo in this map."))
    model = Premise if mine.subject.startswith("p") else Relation
    row = model.objects.select_for_update().get(pk=int(mine.subject[1:]))
    moved = [name for name, value in mine.after.items() if getattr(row, name) != value]
    if moved:
        names = _(" and ").join(moved)
        raise ConflictError(
            _("Somebody has changed %(names)s of this since; change it by hand.") % {"names": names}
        )
    _save(row, mine.before)
    _ensure_valid_map(article, mine.subject)
    MapChange.objects.filter(pk=mine.pk).update(undone=True)
    _record_change(actor, row, before=mine.after, after=mine.before, undone=True)
    return mine


def graph_id_of(row: Drawn) -> str:
    """The graph's id of a premise or relation that somebody wrote."""
    return f"{'p' if isinstance(row, Premise) else 'r'}{row.pk}"


def _save(row: Drawn, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.version = F("version") + 1
    row.save(update_fields=[*values, "version"])
    row.refresh_from_db(fields=["version"])


def _record_change(
    actor: User, row: Drawn, *, before: dict[str, Any], after: dict[str, Any], undone: bool = False
) -> None:
    """Keep a change; there is one for every version of a row. What is `undone` is not undone again."""
    MapChange.objects.create(
        desk_id=row.desk_id,
        article_id=row.article_id,
        actor=actor,
        subject=graph_id_of(row),
        before=before,
        after=after,
        undone=undone,
    )
    record_event(
        actor, "map.undone" if undone else "map.changed", row, desk_id=row.desk_id, fields=list(after)
    )


def _describe_changes(row: Drawn, version: int) -> str:
    """What the changes since a version did, in words."""
    changes = MapChange.objects.filter(article=row.article_id, subject=graph_id_of(row)).select_related(
        "actor"
    )
    latest = changes[max(version, 0) :]
    told = _("%(who)s set %(name)s to “%(value)s”.")
    return " ".join(
        told % {"who": one.actor, "name": name, "value": value}
        for one in latest
        for name, value in one.after.items()
    )


def _ensure_valid_values(model: type[Drawn], values: Mapping[str, Any]) -> None:
    least, most = RANGES[model]
    if not least <= values.get("base", most) <= most:
        raise InvalidInput(
            _("A strength of %(strength)s is out of range.") % {"strength": values["base"]},
            fields={"base": _("From %(least)s to %(most)s.") % {"least": least, "most": most}},
        )
    if model is Premise and not values.get("text", "given").strip():
        raise InvalidInput(_("A premise needs words."), fields={"text": _("Write what the premise says.")})


def _ensure_valid_endpoints(
    kind: RelationKind, sources: list[graph_ids.Endpoint], onto: graph_ids.Endpoint
) -> None:
    if not sources:
        raise InvalidInput(
            _("A relation needs a premise."), fields={"premises": _("Choose at least one statement.")}
        )
    if kind is RelationKind.REPHRASE and len(sources) > 1:
        raise InvalidInput(_("A rephrase has one premise."), fields={"premises": _("Choose one statement.")})
    if any(onto.column == f"target_{end.column}" and end.row.pk == onto.row.pk for end in sources):
        raise InvalidInput(
            _("A statement does not bear on itself."), fields={"target": _("Choose another target.")}
        )
    _ensure_kind_fits_target(kind, cuts=onto.column in RELATION_TARGET_COLUMNS)


def _ensure_kind_fits_target(kind: RelationKind, *, cuts: bool) -> None:
    if cuts != (kind is RelationKind.UNDERCUT):
        right = (
            _("Only an undercut aims at a relation.")
            if cuts
            else _("An undercut aims at a relation, such as e34-c12.")
        )
        raise InvalidInput(right, fields={"target" if not cuts else "kind": right})


def _ensure_valid_map(article: Article, subject: str) -> None:
    """The whole map must hold together after an edit; what was odd elsewhere before does not stand in the way."""
    found = validate_graph(build_article_map(article))
    faults = [one.sentence for one in found if one.subject == subject and one.code != "unreachable"]
    if faults:
        raise InvalidInput(" ".join(faults))
