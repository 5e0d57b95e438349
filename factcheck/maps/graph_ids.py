"""The ids of a graph ("c12", "e34", "p5", "r7", "e34-c12", "parts-c12") as columns of a relation, and back."""

import re
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.evidence.models import Evidence
from factcheck.exceptions import InvalidInput
from factcheck.maps.models import PREMISE_COLUMNS, Premise, Relation, RelationPremise

_STATEMENTS: dict[str, tuple[str, type[models.Model], str]] = {
    "c": ("claim", Claim, "article"),
    "e": ("evidence", Evidence, "claim__article"),
    "p": ("premise", Premise, "article"),
}
_ID = re.compile(r"(?P<kind>[cepr])(?P<pk>\d{1,18})|e(?P<link>\d{1,18})-c\d{1,18}|parts-c(?P<parts>\d{1,18})")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A column of `Relation` or `RelationPremise`, and the row that it is to name."""

    column: str
    row: models.Model


def resolve_statement(article: Article, graph_id: str) -> Endpoint:
    """The statement of an article's map that an id names; InvalidInput if there is none."""
    found = _ID.fullmatch(graph_id)
    if found is None or found["kind"] not in _STATEMENTS:
        raise _nothing(graph_id)
    column, model, of_article = _STATEMENTS[found["kind"]]
    return Endpoint(column, _row(model, {of_article: article, "pk": int(found["pk"])}, graph_id))


def resolve_target(article: Article, graph_id: str) -> Endpoint:
    """The statement or relation of an article's map that an id names; InvalidInput if there is none."""
    found = _ID.fullmatch(graph_id)
    if found is None:
        raise _nothing(graph_id)
    if found["link"]:
        return Endpoint(
            "target_link", _row(Evidence, {"claim__article": article, "pk": int(found["link"])}, graph_id)
        )
    if found["parts"]:
        return Endpoint("target_parts", _row(Claim, {"article": article, "pk": int(found["parts"])}, graph_id))
    if found["kind"] == "r":
        return Endpoint(
            "target_relation", _row(Relation, {"article": article, "pk": int(found["pk"])}, graph_id)
        )
    end = resolve_statement(article, graph_id)
    return Endpoint(f"target_{end.column}", end.row)


def target_id(relation: Relation) -> str:
    """The graph's id of what a relation bears on. Reads `target_link` for its claim."""
    column = relation.target_column
    pk = getattr(relation, f"{column}_id")
    if column == "target_link":
        return f"e{pk}-c{relation.target_link.claim_id}"  # type: ignore[union-attr]
    return f"parts-c{pk}" if column == "target_parts" else f"{column.removeprefix('target_')[0]}{pk}"


def premise_id(premise: RelationPremise) -> str:
    column = next(name for name in PREMISE_COLUMNS if getattr(premise, f"{name}_id") is not None)
    return f"{column[0]}{getattr(premise, f'{column}_id')}"


def _row(model: type[models.Model], where: dict[str, Any], graph_id: str) -> models.Model:
    row = model._default_manager.filter(**where).first()
    if row is None:
        raise _nothing(graph_id)
    return row


def _nothing(graph_id: str) -> InvalidInput:
    return InvalidInput(
        _("There is no “%(id)s” in this map.") % {"id": graph_id},
        fields={
            "target": _("Choose a statement or relation of this map, such as c12, e34, p5, r7 or e34-c12.")
        },
    )
