"""Full-text search over the articles, claims, evidence and comments of a desk."""

from dataclasses import asdict
from typing import Any

from rest_framework import serializers
from rest_framework.response import Response

from api.core.fields import (
    IdField,
    StrictBooleanField,
    StrictCharField,
    StrictChoiceField,
    StrictIntegerField,
)
from api.core.serializers import FilterSerializer as Query
from api.core.viewsets import ApiRequest, BaseViewSet
from factcheck.claims.tags import get_tag_by_name
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.limits import limit
from factcheck.search.query import MAX_PAGES, PAGE_SIZE, SEARCHABLE, SearchFilters, SearchHit, search


class HighlightSerializer(serializers.Serializer):
    text = serializers.CharField()
    found = serializers.BooleanField(help_text="Whether this part matches the query.")


class SearchHitSerializer(serializers.Serializer):
    kind = StrictChoiceField(SEARCHABLE)
    id = serializers.IntegerField(help_text="The id of the item that was found.")
    article = serializers.IntegerField()
    claim = serializers.IntegerField(allow_null=True)
    excerpt = HighlightSerializer(many=True)


class SearchPageSerializer(serializers.Serializer):
    page = serializers.IntegerField()
    more = serializers.BooleanField(help_text="Whether there is another page.")
    results = SearchHitSerializer(many=True)


class SearchFilterSerializer(Query):
    cursor = page_size = None  # type: ignore[assignment]  # ranked results have numbered pages

    desk = StrictCharField(
        max_length=limit("slug"), required=False, help_text="A slug; by default the caller's first desk."
    )
    q = StrictCharField(
        max_length=300,
        required=False,
        allow_blank=True,
        default="",
        help_text='All words must occur. The last can be a prefix; "quoted" words must be adjacent.',
    )
    kind = StrictChoiceField(SEARCHABLE, required=False)
    state = StrictChoiceField(
        [*ClaimState, *filter(None, ExclusionReason)],
        required=False,
        help_text="The state of the claim that the item is, or belongs to.",
    )
    rating = StrictCharField(
        max_length=limit("rating"), required=False, help_text="The rating of that claim's current verdict."
    )
    assignee = IdField(required=False)
    tag = StrictCharField(
        max_length=limit("tag"), required=False, help_text="The name of a tag of that claim."
    )
    source = IdField(required=False)  # type: ignore[assignment]
    since = serializers.DateField(required=False)
    until = serializers.DateField(required=False)
    stale = StrictBooleanField(required=False, default=False)
    limit = StrictIntegerField(min_value=1, max_value=100, required=False, default=PAGE_SIZE)
    page = StrictIntegerField(min_value=1, max_value=MAX_PAGES, required=False, default=1)


class SearchViewSet(BaseViewSet):
    """Search results, best first; without words, what passes the filters, newest first."""

    filter_serializer_class = SearchFilterSerializer
    response_serializers = {"list": {200: SearchPageSerializer}}

    def list(self, request: ApiRequest) -> Response:
        params = self.filter_serializer_class.parse(request.query_params.dict())
        desk = self.get_desk_or_default(params.pop("desk", ""))
        if "tag" in params:
            params["tag"] = get_tag_by_name(desk, params["tag"]).pk
        words, size, page = params.pop("q"), params.pop("limit"), params.pop("page")
        results = search(request.user, desk, words, SearchFilters(**params), page=page, size=size)
        hits = [_serialize_hit(hit) for hit in results.hits]
        return Response({"page": results.page, "more": results.more, "results": hits})


def _serialize_hit(hit: SearchHit) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "id": hit.thing.pk,
        "article": hit.article.pk,
        "claim": hit.claim.pk if hit.claim else None,
        "excerpt": [asdict(run) for run in hit.excerpt],
    }
