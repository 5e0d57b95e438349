"""Earlier checks that resemble a claim, or words that are none yet, and what people say of them.

Suggestions, never links.
"""

from typing import Any

from django.urls import URLPattern, path
from rest_framework import serializers
from rest_framework.response import Response

from api.core.fields import StrictCharField, StrictChoiceField
from api.core.serializers import FilterSerializer, InputSerializer
from api.core.viewsets import ApiRequest, BaseViewSet
from factcheck.actions.prior_checks import label_pair
from factcheck.claims.models import Claim
from factcheck.desks.selectors import get_default_desk, get_desk
from factcheck.enums import SimilarityLabel
from factcheck.review.prior_checks import PriorCheckMatch, find_for_claim, find_for_text

MAX_TEXT_LENGTH = 2000


class PriorCheckSerializer(serializers.Serializer):
    key = serializers.CharField(help_text="v12 is a verdict of the desk, f3 a check of one of its feeds.")
    text = serializers.CharField()
    rating = serializers.CharField(help_text="In the words of whoever checked it.")
    where = serializers.CharField(help_text="The article, or the feed's publisher.")
    url = serializers.CharField()
    likeness = serializers.FloatField(help_text="0 to 1.")
    sureness = serializers.FloatField(help_text="0 to 1: alike, and far ahead of the next one.")
    method = serializers.CharField()
    judged = StrictChoiceField(SimilarityLabel, allow_blank=True, help_text="What people said of the pair.")


class PriorCheckListSerializer(serializers.Serializer):
    results = PriorCheckSerializer(many=True)


class SimilarityJudgementSerializer(InputSerializer):
    key = StrictCharField(max_length=24)
    alike = StrictChoiceField(SimilarityLabel)


class PriorCheckFilterSerializer(FilterSerializer):
    cursor = page_size = None  # type: ignore[assignment]  # five at most

    desk = StrictCharField(
        max_length=60, required=False, help_text="A slug; without it the caller's first desk."
    )
    text = StrictCharField(max_length=MAX_TEXT_LENGTH)


class ClaimPriorCheckViewSet(BaseViewSet):
    """The earlier checks that resemble a claim most, best first; whether they are the same, similar or different."""

    request_serializers = {"judge": SimilarityJudgementSerializer}
    response_serializers = {"similar": PriorCheckListSerializer, "judge": PriorCheckListSerializer}

    def similar(self, request: ApiRequest, pk: int) -> Response:
        return _respond(find_for_claim(self.get_visible_object(Claim, pk)))

    def judge(self, request: ApiRequest, pk: int) -> Response:
        """Remember it. What is different is suggested for this claim no more."""
        said, claim = self.validated_data(), self.get_visible_object(Claim, pk)
        label_pair(request.user, claim=claim, key=said["key"], label=said["alike"])
        return _respond(find_for_claim(claim))


class TextPriorCheckViewSet(BaseViewSet):
    """The earlier checks of a desk that resemble words, for a claim that is still being written."""

    filter_serializer_class = PriorCheckFilterSerializer
    response_serializers = {"list": PriorCheckListSerializer}

    def list(self, request: ApiRequest) -> Response:
        asked = PriorCheckFilterSerializer.parse(request.query_params.dict())
        desk = get_desk(request.user, asked["desk"]) if "desk" in asked else get_default_desk(request.user)
        return _respond(find_for_text(desk.pk, asked["text"]))


def _respond(found: list[PriorCheckMatch]) -> Response:
    return Response({"results": [_serialize(one) for one in found]})


def _serialize(one: PriorCheckMatch) -> dict[str, Any]:
    check = one.check
    return {
        **{name: getattr(check, name) for name in ("key", "text", "rating", "where", "url")},
        "likeness": one.similarity,
        "sureness": one.certainty,
        "method": one.method,
        "judged": one.label,
    }


def prior_check_urls() -> list[URLPattern]:
    return [
        path(
            "claims/<id:pk>/similar/",
            ClaimPriorCheckViewSet.as_view({"get": "similar", "post": "judge"}),
            name="api-claims-similar",
        ),
        path("similar/", TextPriorCheckViewSet.as_view({"get": "list"}), name="api-similar"),
    ]
