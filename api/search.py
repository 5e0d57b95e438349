"""Search: full text over a desk's articles, claims, evidence and comments, best first."""

from dataclasses import asdict
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.fields import Choice, Flag, Id, Text, Whole
from api.resources import Endpoint
from api.shapes import Filters as Query
from factcheck.claims.tags import tag_named
from factcheck.desks.selectors import default_desk, get_desk
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.search.finding import MOST_PAGES, PAGE_SIZE, THINGS, Filters, Hit, find


class RunOut(serializers.Serializer):
    text = serializers.CharField()
    found = serializers.BooleanField(help_text="Whether this is what was looked for.")


class HitRow(serializers.Serializer):
    kind = Choice(THINGS)
    id = serializers.IntegerField(help_text="Of the thing that was found.")
    article = serializers.IntegerField()
    claim = serializers.IntegerField(allow_null=True)
    excerpt = RunOut(many=True)


class SearchPage(serializers.Serializer):
    page = serializers.IntegerField()
    more = serializers.BooleanField(help_text="Whether there is another page.")
    results = HitRow(many=True)


class SearchFilters(Query):
    cursor = page_size = None  # type: ignore[assignment]  # hits are ranked: their pages are numbered

    desk = Text(max_length=60, required=False, help_text="A slug; without it the caller's first desk.")
    q = Text(
        max_length=300,
        required=False,
        allow_blank=True,
        default="",
        help_text='Words, the last may be unfinished; "quoted" ones stand side by side.',
    )
    kind = Choice(THINGS, required=False)
    state = Choice(
        [*ClaimState, *filter(None, ExclusionReason)],
        required=False,
        help_text="Of the claim that it is or belongs to.",
    )
    rating = Text(max_length=40, required=False, help_text="Of that claim's current verdict.")
    assignee = Id(required=False)
    tag = Text(max_length=40, required=False, help_text="A tag's name, of that claim.")
    source = Id(required=False)  # type: ignore[assignment]
    since = serializers.DateField(required=False)
    until = serializers.DateField(required=False)
    stale = Flag(required=False, default=False)
    limit = Whole(min_value=1, max_value=100, required=False, default=PAGE_SIZE)
    page = Whole(min_value=1, max_value=MOST_PAGES, required=False, default=1)


class Search(Endpoint):
    """What was found, the best first; with filters and no words, the newest first."""

    filters = SearchFilters
    gives = {"list": {200: SearchPage}}

    def list(self, request: Request) -> Response:
        asked = self.filters.read(request.query_params.dict())
        slug = asked.pop("desk", "")
        desk = get_desk(self.me, slug) if slug else default_desk(self.me)
        if "tag" in asked:
            asked["tag"] = tag_named(desk, asked["tag"]).pk
        words, size, page = asked.pop("q"), asked.pop("limit"), asked.pop("page")
        found = find(self.me, desk, words, Filters(**asked), page=page, size=size)
        results = [_row(hit) for hit in found.hits]
        return Response({"page": found.page, "more": found.more, "results": results})


def _row(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "id": hit.thing.pk,
        "article": hit.article.pk,
        "claim": hit.claim.pk if hit.claim else None,
        "excerpt": [asdict(run) for run in hit.excerpt],
    }
