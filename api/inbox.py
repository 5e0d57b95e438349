"""The inbox of the caller: the same items and order as the page “My work”."""

from typing import Any

from rest_framework import serializers
from rest_framework.response import Response

from api.core.fields import StrictChoiceField, StrictIntegerField
from api.core.serializers import FilterSerializer
from api.core.viewsets import ApiRequest, BaseViewSet
from factcheck.inbox.inbox import MAX_OF_A_KIND, SOURCES, InboxItem, list_inbox

MAX_PAGES = MAX_OF_A_KIND * len(SOURCES)


class InboxItemSerializer(serializers.Serializer):
    kind = StrictChoiceField(SOURCES, help_text="What to do.")
    why = serializers.CharField(help_text="Why it is in the inbox, as a sentence.")
    desk = serializers.SlugField()
    article = serializers.IntegerField()
    claim = serializers.IntegerField(allow_null=True)
    comment = serializers.IntegerField(allow_null=True, help_text="The comment that is to be answered.")
    many = serializers.IntegerField(help_text="The number of claims that it is about.")  # type: ignore[assignment]
    due = serializers.DateField(allow_null=True)
    since = serializers.DateTimeField()


class InboxPageSerializer(serializers.Serializer):
    page = serializers.IntegerField()
    more = serializers.BooleanField(help_text="Whether there is another page.")
    results = InboxItemSerializer(many=True)


class InboxFilterSerializer(FilterSerializer):
    cursor = page_size = None  # type: ignore[assignment]  # the order is by due date, so pages are numbered

    limit = StrictIntegerField(min_value=1, max_value=200, required=False, default=50)
    page = StrictIntegerField(min_value=1, max_value=MAX_PAGES, required=False, default=1)


class InboxViewSet(BaseViewSet):
    """The inbox: overdue items first, then those that others wait for, then the oldest."""

    filter_serializer_class = InboxFilterSerializer
    response_serializers = {"list": InboxPageSerializer}

    def list(self, request: ApiRequest) -> Response:
        params = InboxFilterSerializer.parse(request.query_params.dict())
        start = (params["page"] - 1) * params["limit"]
        items = list_inbox(request.user)[start : start + params["limit"] + 1]
        shown = items[: params["limit"]]
        return Response(
            {
                "page": params["page"],
                "more": len(items) > len(shown),
                "results": [_serialize(item) for item in shown],
            }
        )


def _serialize(item: InboxItem) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "why": item.why,
        "desk": item.desk.slug,
        "article": item.article.pk,
        "claim": item.claim.pk if item.claim else None,
        "comment": item.comment.pk if item.comment else None,
        "many": item.count,
        "due": item.due,
        "since": item.since,
    }
