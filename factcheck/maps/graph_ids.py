"""The ids of a graph ("c12", "e34", "p5", "r7", "e34-c12", "parts-c12"), as columns of a relation and back.

"e34-c12" is the relation that evidence 34 has to its claim by its stance, "parts-c12" that of the parts of claim 12.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.evidence.models import Evidence
from factcheck.exceptions import InvalidInput
from factcheck.maps.models import PREMISE_COLUMNS, MapRelation, Premise, RelationPremise, UserElement

_STATEMENTS: dict[str, tuple[str, type[models.Model], str]] = {
    "c": ("claim", Claim, "article"),
    "e": ("evidence", Evidence, "claim__article"),
    "p": ("premise", Premise, "article"),
}
_ID = re.compile(r"(?P<kind>[cepr])(?P<pk>\d{1,18})|e(?P<link>\d{1,18})-c\d{1,18}|parts-c(?P<parts>\d{1,18})")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A column of `Relation` or `RelationPremise`, and the row that it refers to."""

    column: str
    row: models.Model


def resolve_statement(article: Article, graph_id: str) -> Endpoint:
    """Return the statement of an article's map with this id. Raises InvalidInput if there is none."""
    match = _ID.fullmatch(graph_id)
    if match is None or match["kind"] not in _STATEMENTS:
        raise _unknown_id(graph_id)
    column, model, of_article = _STATEMENTS[match["kind"]]
    return Endpoint(column, _get_row(model, {of_article: article, "pk": int(match["pk"])}, graph_id))


def resolve_target(article: Article, graph_id: str) -> Endpoint:
    """Return the statement or relation of an article's map with this id. Raises InvalidInput if there is none."""
    match = _ID.fullmatch(graph_id)
    if match is None:
        raise _unknown_id(graph_id)
    if match["link"]:
        row = _get_row(Evidence, {"claim__article": article, "pk": int(match["link"])}, graph_id)
        return Endpoint("target_link", row)
    if match["parts"]:
        return Endpoint(
            "target_parts", _get_row(Claim, {"article": article, "pk": int(match["parts"])}, graph_id)
        )
    if match["kind"] == "r":
        return Endpoint(
            "target_relation", _get_row(MapRelation, {"article": article, "pk": int(match["pk"])}, graph_id)
        )
    statement = resolve_statement(article, graph_id)
    return Endpoint(f"target_{statement.column}", statement.row)


def to_premise_column(graph_id: str) -> tuple[str, int]:
    """Return the column of `RelationPremise` and its value for a statement of the map."""
    return _STATEMENTS[graph_id[0]][0], int(graph_id[1:])


def to_target_column(graph_id: str) -> tuple[str, int]:
    """Return the column of `MapRelation` and its value for a statement or relation of the map."""
    match = _ID.fullmatch(graph_id)
    if match is None:
        raise _unknown_id(graph_id)
    for group, column in (("link", "target_link"), ("parts", "target_parts")):
        if match[group]:
            return column, int(match[group])
    kind, pk = match["kind"], int(match["pk"])
    return ("target_relation", pk) if kind == "r" else (f"target_{_STATEMENTS[kind][0]}", pk)


def graph_id_of(row: UserElement) -> str:
    """Return the graph's id of a premise or relation that a person added."""
    return f"{'p' if isinstance(row, Premise) else 'r'}{row.pk}"


def target_id(relation: MapRelation) -> str:
    """Return the graph's id of the target of a relation. Reads the claim of `target_link`."""
    column = relation.target_column
    pk = getattr(relation, f"{column}_id")
    if column == "target_link":
        return f"e{pk}-c{relation.target_link.claim_id}"  # type: ignore[union-attr]
    return f"parts-c{pk}" if column == "target_parts" else f"{column.removeprefix('target_')[0]}{pk}"


def premise_id(premise: RelationPremise) -> str:
    """Return the graph's id of the statement that is a premise of a relation."""
    column = next(name for name in PREMISE_COLUMNS if getattr(premise, f"{name}_id") is not None)
    return f"{column[0]}{getattr(premise, f'{column}_id')}"


def _get_row(model: type[models.Model], where: dict[str, Any], graph_id: str) -> models.Model:
    row = model._default_manager.filter(**where).first()
    if row is None:
        raise _unknown_id(graph_id)
    return row


def _unknown_id(graph_id: str) -> InvalidInput:
    return InvalidInput(
        _("There is no “%(id)s” in this map.") % {"id": graph_id},
        fields={
            "target": _("Choose a statement or relation of this map, such as c12, e34, p5, r7 or e34-c12.")
        },
    )
