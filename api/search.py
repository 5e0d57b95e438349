"""Search: full text over a desk's articles, claims, evidence and comments, best first."""

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
from factcheck.desks.selectors import get_default_desk, get_desk
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.search.query import MAX_PAGES, PAGE_SIZE, SEARCHABLE, SearchFilters, SearchHit, search


class HighlightSerializer(serializers.Serializer):
    text = serializers.CharField()
    found = serializers.BooleanField(help_text="Whether this is what was looked for.")


class SearchHitSerializer(serializers.Serializer):
    kind = StrictChoiceField(SEARCHABLE)
    id = serializers.IntegerField(help_text="Of the thing that was found.")
    article = serializers.IntegerField()
    claim = serializers.IntegerField(allow_null=True)
    excerpt = HighlightSerializer(many=True)


class SearchPageSerializer(serializers.Serializer):
    page = serializers.IntegerField()
    more = serializers.BooleanField(help_text="Whether there is another page.")
    results = SearchHitSerializer(many=True)


class SearchFilterSerializer(Query):
    cursor = page_size = None  # type: ignore[assignment]  # hits are ranked: their pages are numbered

    desk = StrictCharField(
        max_length=60, required=False, help_text="A slug; without it the caller's first desk."
    )
    q = StrictCharField(
        max_length=300,
        required=False,
        allow_blank=True,
        default="",
        help_text='Words, the last may be unfinished; "quoted" ones stand side by side.',
    )
    kind = StrictChoiceField(SEARCHABLE, required=False)
    state = StrictChoiceField(
        [*ClaimState, *filter(None, ExclusionReason)],
        required=False,
        help_text="Of the claim that it is or belongs to.",
    )
    rating = StrictCharField(max_length=40, required=False, help_text="Of that claim's current verdict.")
    assignee = IdField(required=False)
    tag = StrictCharField(max_length=40, required=False, help_text="A tag's name, of that claim.")
    source = IdField(required=False)  # type: ignore[assignment]
    since = serializers.DateField(required=False)
    until = serializers.DateField(required=False)
    stale = StrictBooleanField(required=False, default=False)
    limit = StrictIntegerField(min_value=1, max_value=100, required=False, default=PAGE_SIZE)
    page = StrictIntegerField(min_value=1, max_value=MAX_PAGES, required=False, default=1)


class SearchViewSet(BaseViewSet):
    """What was found, the best first; with filters and no words, the newest first."""

    filter_serializer_class = SearchFilterSerializer
    response_serializers = {"list": {200: SearchPageSerializer}}

    def list(self, request: ApiRequest) -> Response:
        asked = self.filter_serializer_class.parse(request.query_params.dict())
        slug = asked.pop("desk", "")
        desk = get_desk(request.user, slug) if slug else get_default_desk(request.user)
        if "tag" in asked:
            asked["tag"] = get_tag_by_name(desk, asked["tag"]).pk
        words, size, page = asked.pop("q"), asked.pop("limit"), asked.pop("page")
        found = search(request.user, desk, words, SearchFilters(**asked), page=page, size=size)
        results = [_serialize_hit(hit) for hit in found.hits]
        return Response({"page": found.page, "more": found.more, "results": results})


def _serialize_hit(hit: SearchHit) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "id": hit.thing.pk,
        "article": hit.article.pk,
        "claim": hit.claim.pk if hit.claim else None,
        "excerpt": [asdict(run) for run in hit.excerpt],
    }
