"""Pages by key: a page begins after, or ends before, the id that its cursor names. No COUNT, no OFFSET."""

import re
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from api.fields import ID_MAX
from api.shapes import Output
from factcheck.errors import InvalidInput

PAGE_SIZE = 50
CURSOR = re.compile(r"(after|before)-(\d{1,19})")


class Pages:
    """DRF's pagination, as far as the schema asks for it; `page` below makes the pages."""

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return []  # they are fields of Filters

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "nullable": True, "description": "The address of that page."}
        results = {"next": link, "previous": link, "results": schema}
        return {"type": "object", "required": list(results), "properties": results}


def page(
    shape: type[Output],
    rows: QuerySet[Any],
    *,
    cursor: str = "",
    page_size: int = PAGE_SIZE,
    newest_first: bool = False,
) -> tuple[list[dict[str, Any]], str, str]:
    """The rows of one page, and the cursors of the next and the previous one (empty where there is none)."""
    side, key = _parsed(cursor)
    backwards = side == "before"
    descending = newest_first != backwards
    if side:
        rows = rows.filter(**{"id__lt" if descending else "id__gt": key})
    found = shape.rows(rows.order_by("-id" if descending else "id")[: page_size + 1])
    more = len(found) > page_size
    found = found[:page_size]
    if backwards:
        found.reverse()
    if not found:
        return [], "", ""
    after, before = f"after-{found[-1]['id']}", f"before-{found[0]['id']}"
    return found, after if more or backwards else "", before if (more if backwards else side) else ""


def _parsed(cursor: str) -> tuple[str, int]:
    if not cursor:
        return "", 0
    found = CURSOR.fullmatch(cursor)
    if found is None or int(found[2]) > ID_MAX:
        why = "Take the cursor from `next` or `previous` of another page."
        raise InvalidInput(f"“{cursor}” is no cursor. {why}", fields={"cursor": why})
    return found[1], int(found[2])


def link(url: str, query: QueryDict, cursor: str) -> str | None:
    """The address of another page of the same list."""
    if not cursor:
        return None
    other = query.copy()
    other["cursor"] = cursor
    return f"{url}?{other.urlencode()}"
