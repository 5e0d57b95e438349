"""The caller's notifications, newest first, and marking them as read."""

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
    says = serializers.CharField(help_text="The text of the notification, in the language of the caller.")
    claim = serializers.IntegerField(allow_null=True)
    comment = serializers.IntegerField(allow_null=True)
    page = serializers.URLField(help_text="The page that it links to.")
    created_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)


class MarkedReadSerializer(serializers.Serializer):
    read = serializers.IntegerField(help_text="The number of notifications that were unread.")


class NotificationFilterSerializer(FilterSerializer):
    unread = StrictBooleanField(required=False, help_text="Only unread notifications.")


class NotificationViewSet(BaseViewSet):
    """The caller's notifications from all of their desks."""

    serializer_class = detail_serializer_class = NotificationSerializer
    filter_serializer_class = NotificationFilterSerializer
    request_serializers = {"read": EmptySerializer, "read_all": EmptySerializer}
    response_serializers = {"read": NotificationSerializer, "read_all": MarkedReadSerializer}
    pagination_class = KeysetPagination
    lookup_value_converter = "id"

    def list(self, request: ApiRequest) -> Response:
        params = NotificationFilterSerializer.parse_query(request.query_params)
        cursor, size = params.get("cursor", FIRST_PAGE), params.get("page_size", PAGE_SIZE)
        rows = list_notifications(request.user).select_related("desk")
        rows = rows.filter(read_at__isnull=True) if params.get("unread") else rows
        rows = apply_cursor(rows, cursor.side, cursor.key, newest_first=True)[: size + 1]
        return self.paginated_response(build_page([_serialize(request, row) for row in rows], cursor, size))

    @action(detail=True, methods=["post"])
    def read(self, request: ApiRequest, pk: int) -> Response:
        """Mark a notification as read. Repeating it changes nothing."""
        self.ensure_empty_body()
        mark_read(request.user, get_notification(request.user, pk))
        return Response(_serialize(request, get_notification(request.user, pk)))

    @action(detail=False, methods=["post"], url_path="read")
    def read_all(self, request: ApiRequest) -> Response:
        """Mark all notifications of the caller as read."""
        self.ensure_empty_body()
        return Response({"read": mark_read(request.user)})


def _serialize(request: ApiRequest, notification: Notification) -> dict[str, Any]:
    return {
        "id": notification.pk,
        "desk": notification.desk.slug,
        "kind": notification.kind,
        "says": render_text(notification),
        "claim": notification.claim_id,
        "comment": notification.comment_id,
        "page": request.build_absolute_uri(get_url(notification)),
        "created_at": notification.created_at,
        "read_at": notification.read_at,
    }
