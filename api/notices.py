"""One's notices, as the page lists them: what concerned the caller, the newest first, read or not."""

from typing import Any

from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from api.fields import Choice, Flag
from api.paging import FIRST, PAGE_SIZE, Pages, beside, link, page
from api.resources import Endpoint
from api.shapes import Filters, Nothing
from factcheck.notices.kinds import NoticeKind
from factcheck.notices.models import Notice
from factcheck.notices.selectors import get_notice, notices_of, place, wording
from factcheck.notices.services import mark_read


class NoticeRow(serializers.Serializer):
    id = serializers.IntegerField()
    desk = serializers.SlugField()
    kind = Choice(NoticeKind)
    says = serializers.CharField(help_text="A sentence for people.")
    claim = serializers.IntegerField(allow_null=True)
    comment = serializers.IntegerField(allow_null=True)
    page = serializers.URLField(help_text="The page that it leads to.")
    created_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)


class Marked(serializers.Serializer):
    read = serializers.IntegerField(help_text="How many were unread until now.")


class NoticeFilters(Filters):
    unread = Flag(required=False, help_text="Only those that are unread.")


class Notices(Endpoint):
    """What concerned the caller on any of their desks."""

    row = whole = NoticeRow
    filters = NoticeFilters
    takes = {"read": Nothing, "read_all": Nothing}
    gives = {"read": NoticeRow, "read_all": Marked}
    pagination_class = Pages
    lookup_value_converter = "id"

    def list(self, request: Request) -> Response:
        asked = NoticeFilters.read_query(request.query_params)
        cursor, size = asked.get("cursor", FIRST), asked.get("page_size", PAGE_SIZE)
        rows = notices_of(self.me).select_related("desk")
        rows = rows.filter(read_at__isnull=True) if asked.get("unread") else rows
        rows = beside(rows, cursor.side, cursor.key, newest_first=True)[: size + 1]
        found = page([_told(request, notice) for notice in rows], cursor, size)
        here, given = request.build_absolute_uri(request.path), request.query_params
        links = {"next": link(here, given, found.next), "previous": link(here, given, found.previous)}
        return Response({**links, "results": found.rows})

    @action(detail=True, methods=["post"])
    def read(self, request: Request, pk: int) -> Response:
        """Mark a notice as read; one that is read already stays so."""
        self.said()
        mark_read(self.me, get_notice(self.me, pk))
        return Response(_told(request, get_notice(self.me, pk)))

    @action(detail=False, methods=["post"], url_path="read")
    def read_all(self, request: Request) -> Response:
        """Mark all of one's notices as read."""
        self.said()
        return Response({"read": mark_read(self.me)})


def _told(request: Request, notice: Notice) -> dict[str, Any]:
    return {
        "id": notice.pk,
        "desk": notice.desk.slug,
        "kind": notice.kind,
        "says": wording(notice),
        "claim": notice.claim_id,
        "comment": notice.comment_id,
        "page": request.build_absolute_uri(place(notice)),
        "created_at": notice.created_at,
        "read_at": notice.read_at,
    }
