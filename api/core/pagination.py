"""Keyset pagination: a page begins after, or ends before, the id in its cursor.

There is no COUNT and no OFFSET, so the last page costs as much as the first, and rows that are added or deleted
between two requests neither repeat nor hide other rows.
"""

import re
from typing import Any, NamedTuple, NoReturn

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.limits import MAX_ID

PAGE_SIZE = 50
CURSOR_PATTERN = r"(after|before)-([1-9][0-9]{0,18})"


class Cursor(NamedTuple):
    """A position in a list: after or before the row with this id. Without a side it is the first page."""

    side: str = ""
    key: int = 0

    def __str__(self) -> str:
        return f"{self.side}-{self.key}"


FIRST_PAGE = Cursor()


@extend_schema_field({"type": "string", "pattern": f"^{CURSOR_PATTERN}$"})
class CursorField(serializers.Field):
    default_error_messages = {"invalid": _("Take the cursor from `next` or `previous` of another page.")}

    def to_internal_value(self, data: Any) -> Cursor:
        match = re.fullmatch(CURSOR_PATTERN, str(data))
        if match is None or int(match[2]) > MAX_ID:
            self.fail("invalid")
        return Cursor(match[1], int(match[2]))

    def to_representation(self, value: Any) -> NoReturn:
        raise NotImplementedError("Cursors are only read. Responses contain them as part of a URL.")


class CursorPage(NamedTuple):
    """Rows, and the cursors of the next and the previous page; None where there is none."""

    rows: list[dict[str, Any]]
    next: Cursor | None = None
    previous: Cursor | None = None


def apply_cursor(rows: QuerySet[Any], side: str, key: Any, *, newest_first: bool) -> QuerySet[Any]:
    """Return the rows on one side of an id, the nearest first; all rows if `side` is empty."""
    descending = newest_first != (side == "before")
    if side:
        rows = rows.filter(**{"id__lt" if descending else "id__gt": key})
    return rows.order_by("-id" if descending else "id")


def build_page(rows: list[dict[str, Any]], cursor: Cursor, size: int) -> CursorPage:
    """Build a page from the rows of `apply_cursor`, of which the caller has read one more than `size`.

    The extra row only says whether there is another page in the direction of reading.
    """
    has_more, rows = len(rows) > size, rows[:size]
    if not rows:
        return CursorPage([])
    is_backwards = cursor.side == "before"
    if is_backwards:
        rows.reverse()
    # A `before` page was reached from its next page, an `after` page from its previous one.
    has_next = has_more or is_backwards
    has_previous = has_more if is_backwards else bool(cursor.side)
    after, before = Cursor("after", rows[-1]["id"]), Cursor("before", rows[0]["id"])
    return CursorPage(rows, after if has_next else None, before if has_previous else None)


def build_page_url(url: str, query: QueryDict, cursor: Cursor | None) -> str | None:
    """Return the URL of another page of the same list, with the same filters; None without a cursor."""
    if cursor is None:
        return None
    params = query.copy()
    params["cursor"] = str(cursor)
    return f"{url}?{params.urlencode()}"


class KeysetPagination:
    """The part of DRF's pagination interface that the OpenAPI schema asks for; the viewset reads the pages."""

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return []  # `cursor` and `page_size` are fields of FilterSerializer

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        url = {"type": "string", "nullable": True, "description": "The URL of that page."}
        properties = {"next": url, "previous": url, "results": schema}
        return {"type": "object", "required": list(properties), "properties": properties}
