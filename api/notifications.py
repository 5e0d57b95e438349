"""One's notices, as the page lists them: what concerned the caller, the newest first, read or not."""

from typing import Any

from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from api.core.fields import StrictBooleanField, StrictChoiceField
from api.core.pagination import (
    FIRST_PAGE,
    PAGE_SIZE,
    KeysetPagination,
    apply_cursor,
    build_page,
    build_page_url,
)
from api.core.serializers import EmptySerializer, FilterSerializer
from api.core.viewsets import ApiRequest, BaseViewSet
from factcheck.actions.notifications import mark_read
from factcheck.notifications.kinds import NotificationKind
from factcheck.notifications.models import Notification
from factcheck.notifications.selectors import get_notification, get_url, list_notifications, render_text


class NotificationSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    desk = serializers.SlugField()
    kind = StrictChoiceField(NotificationKind)
    says = serializers.CharField(help_text="A sentence for people.")
    claim = serializers.IntegerField(allow_null=True)
    comment = serializers.IntegerField(allow_null=True)
    page = serializers.URLField(help_text="The page that it leads to.")
    created_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)


class MarkedReadSerializer(serializers.Serializer):
    read = serializers.IntegerField(help_text="How many were unread until now.")


class NotificationFilterSerializer(FilterSerializer):
    unread = StrictBooleanField(required=False, help_text="Only those that are unread.")


class NotificationViewSet(BaseViewSet):
    """What concerned the caller on any of their desks."""

    serializer_class = detail_serializer_class = NotificationSerializer
    filter_serializer_class = NotificationFilterSerializer
    request_serializers = {"read": EmptySerializer, "read_all": EmptySerializer}
    response_serializers = {"read": NotificationSerializer, "read_all": MarkedReadSerializer}
    pagination_class = KeysetPagination
    lookup_value_converter = "id"

    def list(self, request: ApiRequest) -> Response:
        asked = NotificationFilterSerializer.parse_query(request.query_params)
        cursor, size = asked.get("cursor", FIRST_PAGE), asked.get("page_size", PAGE_SIZE)
        rows = list_notifications(request.user).select_related("desk")
        rows = rows.filter(read_at__isnull=True) if asked.get("unread") else rows
        rows = apply_cursor(rows, cursor.side, cursor.key, newest_first=True)[: size + 1]
        found = build_page([_serialize(request, notice) for notice in rows], cursor, size)
        here, given = request.build_absolute_uri(request.path), request.query_params
        links = {
            "next": build_page_url(here, given, found.next),
            "previous": build_page_url(here, given, found.previous),
        }
        return Response({**links, "results": found.rows})

    @action(detail=True, methods=["post"])
    def read(self, request: ApiRequest, pk: int) -> Response:
        """Mark a notice as read; one that is read already stays so."""
        self.validated_data()
        mark_read(request.user, get_notification(request.user, pk))
        return Response(_serialize(request, get_notification(request.user, pk)))

    @action(detail=False, methods=["post"], url_path="read")
    def read_all(self, request: ApiRequest) -> Response:
        """Mark all of one's notices as read."""
        self.validated_data()
        return Response({"read": mark_read(request.user)})


def _serialize(request: ApiRequest, notice: Notification) -> dict[str, Any]:
    return {
        "id": notice.pk,
        "desk": notice.desk.slug,
        "kind": notice.kind,
        "says": render_text(notice),
        "claim": notice.claim_id,
        "comment": notice.comment_id,
        "page": request.build_absolute_uri(get_url(notice)),
        "created_at": notice.created_at,
        "read_at": notice.read_at,
    }
