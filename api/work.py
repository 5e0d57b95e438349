"""What waits for the caller, as the page “My work” lists it: in order, each with the reason."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.fields import Choice, Whole
from api.resources import Endpoint
from api.shapes import Filters
from factcheck.work.waiting import MOST_OF_A_KIND, SOURCES, Item, waiting_for

MOST = MOST_OF_A_KIND * len(SOURCES)


class ItemRow(serializers.Serializer):
    kind = Choice(SOURCES, help_text="What to do.")
    why = serializers.CharField(help_text="Why it waits for the caller, in a sentence.")
    desk = serializers.SlugField()
    article = serializers.IntegerField()
    claim = serializers.IntegerField(allow_null=True)
    comment = serializers.IntegerField(allow_null=True, help_text="The comment that waits for an answer.")
    many = serializers.IntegerField(help_text="How many claims it is about.")  # type: ignore[assignment]
    due = serializers.DateField(allow_null=True)
    since = serializers.DateTimeField()


class WorkPage(serializers.Serializer):
    page = serializers.IntegerField()
    more = serializers.BooleanField(help_text="Whether there is another page.")
    results = ItemRow(many=True)


class WorkFilters(Filters):
    cursor = page_size = None  # type: ignore[assignment]  # an order that changes with the day: pages are numbered

    limit = Whole(min_value=1, max_value=200, required=False, default=50)
    page = Whole(min_value=1, max_value=MOST, required=False, default=1)


class WorkView(Endpoint):
    """What is overdue first, then what others wait for, then the oldest."""

    filters = WorkFilters
    gives = {"list": WorkPage}

    def list(self, request: Request) -> Response:
        asked = WorkFilters.read(request.query_params.dict())
        start = (asked["page"] - 1) * asked["limit"]
        items = waiting_for(self.me)[start : start + asked["limit"] + 1]
        shown = items[: asked["limit"]]
        return Response(
            {"page": asked["page"], "more": len(items) > len(shown), "results": [_told(one) for one in shown]}
        )


def _told(item: Item) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "why": item.why,
        "desk": item.desk.slug,
        "article": item.article.pk,
        "claim": item.claim.pk if item.claim else None,
        "comment": item.comment.pk if item.comment else None,
        "many": item.many,
        "due": item.due,
        "since": item.since,
    }
