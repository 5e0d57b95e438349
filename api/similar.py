"""Earlier checks that resemble a claim, or words that are none yet, and what people say of them.

Suggestions, never links.
"""

from typing import Any

from django.urls import URLPattern, path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.fields import Choice, Text
from api.resources import Endpoint
from api.shapes import Filters, Input
from factcheck.claims.models import Claim
from factcheck.desks.selectors import default_desk, get_desk
from factcheck.enums import SimilarityLabel
from factcheck.review.prior_checks import PriorCheckMatch, find_for_claim, find_for_text, label_pair

LONGEST = 2000


class SimilarRow(serializers.Serializer):
    key = serializers.CharField(help_text="v12 is a verdict of the desk, f3 a check of one of its feeds.")
    text = serializers.CharField()
    rating = serializers.CharField(help_text="In the words of whoever checked it.")
    where = serializers.CharField(help_text="The article, or the feed's publisher.")
    url = serializers.CharField()
    likeness = serializers.FloatField(help_text="0 to 1.")
    sureness = serializers.FloatField(help_text="0 to 1: alike, and far ahead of the next one.")
    method = serializers.CharField()
    judged = Choice(SimilarityLabel, allow_blank=True, help_text="What people said of the pair.")


class SimilarRows(serializers.Serializer):
    results = SimilarRow(many=True)


class Judgement(Input):
    key = Text(max_length=24)
    alike = Choice(SimilarityLabel)


class Words(Filters):
    cursor = page_size = None  # type: ignore[assignment]  # five at most

    desk = Text(max_length=60, required=False, help_text="A slug; without it the caller's first desk.")
    text = Text(max_length=LONGEST)


class SimilarTo(Endpoint):
    """The earlier checks that resemble a claim most, best first; whether they are the same, similar or different."""

    takes = {"judge": Judgement}
    gives = {"similar": SimilarRows, "judge": SimilarRows}

    def similar(self, request: Request, pk: int) -> Response:
        return _told(find_for_claim(self.find(Claim, pk)))

    def judge(self, request: Request, pk: int) -> Response:
        """Remember it. What is different is suggested for this claim no more."""
        said, claim = self.said(), self.find(Claim, pk)
        label_pair(self.me, claim=claim, **said)
        return _told(find_for_claim(claim))


class SimilarWords(Endpoint):
    """The earlier checks of a desk that resemble words, for a claim that is still being written."""

    filters = Words
    gives = {"list": SimilarRows}

    def list(self, request: Request) -> Response:
        asked = Words.read(request.query_params.dict())
        desk = get_desk(self.me, asked["desk"]) if "desk" in asked else default_desk(self.me)
        return _told(find_for_text(desk.pk, asked["text"]))


def _told(found: list[PriorCheckMatch]) -> Response:
    return Response({"results": [_row(one) for one in found]})


def _row(one: PriorCheckMatch) -> dict[str, Any]:
    check = one.check
    return {
        **{name: getattr(check, name) for name in ("key", "text", "rating", "where", "url")},
        **{name: getattr(one, name) for name in ("likeness", "sureness", "method", "judged")},
    }


def similar_urls() -> list[URLPattern]:
    return [
        path(
            "claims/<id:pk>/similar/",
            SimilarTo.as_view({"get": "similar", "post": "judge"}),
            name="api-claims-similar",
        ),
        path("similar/", SimilarWords.as_view({"get": "list"}), name="api-similar"),
    ]
