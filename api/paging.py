"""Pages by key: a page begins after, or ends before, the id that its cursor names. No COUNT, no OFFSET."""

from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import QueryDict

from api.cursors import Place

PAGE_SIZE = 50
FIRST = Place()


class Page(NamedTuple):
    """Rows, and the cursors of the pages beside them; None where there is none."""

    rows: list[dict[str, Any]]
    next: Place | None = None
    previous: Place | None = None


def beside(rows: QuerySet[Any], side: str, key: Any, *, newest_first: bool) -> QuerySet[Any]:
    """The rows on one side of a key, the nearest first; without a side all of them."""
    descending = newest_first != (side == "before")
    if side:
        rows = rows.filter(**{"id__lt" if descending else "id__gt": key})
    return rows.order_by("-id" if descending else "id")


def page(found: list[dict[str, Any]], cursor: Place, size: int) -> Page:
    """A page of rows as `beside` gives them, of which there is one more if there are more."""
    more, rows = len(found) > size, found[:size]
    if not rows:
        return Page([])
    backwards = cursor.side == "before"
    if backwards:
        rows.reverse()
    onwards = more or backwards
    back = more if backwards else bool(cursor.side)
    after, before = Place("after", rows[-1]["id"]), Place("before", rows[0]["id"])
    return Page(rows, after if onwards else None, before if back else None)


def link(url: str, query: QueryDict, cursor: Place | None) -> str | None:
    """The address of another page of the same list."""
    if cursor is None:
        return None
    other = query.copy()
    other["cursor"] = str(cursor)
    return f"{url}?{other.urlencode()}"


class Pages:
    """DRF's pagination, as far as the schema asks for it."""

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return []  # they are fields of Filters

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {"type": "string", "nullable": True, "description": "The address of that page."}
        results = {"next": address, "previous": address, "results": schema}
        return {"type": "object", "required": list(results), "properties": results}
