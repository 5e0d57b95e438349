"""Earlier checks that are similar to a claim or a text, and what people decided about each pair.

They are suggestions: nothing is linked to a claim or counted because it is similar.
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
from factcheck.enums import SimilarityLabel
from factcheck.limits import limit
from factcheck.review.prior_checks import PriorCheckMatch, find_for_claim, find_for_text

MAX_TEXT_LENGTH = 2000


class PriorCheckSerializer(serializers.Serializer):
    key = serializers.CharField(
        help_text="v12 is verdict 12 of the desk, f3 is check 3 of its ClaimReview feeds."
    )
    text = serializers.CharField()
    rating = serializers.CharField(help_text="In the terms of its publisher.")
    where = serializers.CharField(help_text="The article of the verdict, or the publisher of the check.")
    url = serializers.CharField()
    likeness = serializers.FloatField(help_text="The similarity, from 0 to 1.")
    sureness = serializers.FloatField(
        help_text="The certainty, from 0 to 1: high if it is similar and far ahead of the next match."
    )
    method = serializers.CharField()
    judged = StrictChoiceField(
        SimilarityLabel, allow_blank=True, help_text="What a person decided about the pair."
    )


class PriorCheckListSerializer(serializers.Serializer):
    results = PriorCheckSerializer(many=True)


class SimilarityJudgementSerializer(InputSerializer):
    key = StrictCharField(max_length=24)
    alike = StrictChoiceField(SimilarityLabel)


class PriorCheckFilterSerializer(FilterSerializer):
    cursor = page_size = None  # type: ignore[assignment]  # at most five results, so no pages

    desk = StrictCharField(
        max_length=limit("slug"), required=False, help_text="A slug; by default the caller's first desk."
    )
    text = StrictCharField(max_length=MAX_TEXT_LENGTH)


class ClaimPriorCheckViewSet(BaseViewSet):
    """The earlier checks that are most similar to a claim, best first, and decisions about them."""

    request_serializers = {"judge": SimilarityJudgementSerializer}
    response_serializers = {"similar": PriorCheckListSerializer, "judge": PriorCheckListSerializer}

    def similar(self, request: ApiRequest, pk: int) -> Response:
        return _respond(find_for_claim(self.get_visible_object(Claim, pk)))

    def judge(self, request: ApiRequest, pk: int) -> Response:
        """Store whether a check is the same, similar or different. Different ones are no longer suggested."""
        data, claim = self.validated_data(), self.get_visible_object(Claim, pk)
        label_pair(request.user, claim=claim, key=data["key"], label=data["alike"])
        return _respond(find_for_claim(claim))


class TextPriorCheckViewSet(BaseViewSet):
    """The earlier checks of a desk that are similar to a text that is not a claim yet."""

    filter_serializer_class = PriorCheckFilterSerializer
    response_serializers = {"list": PriorCheckListSerializer}

    def list(self, request: ApiRequest) -> Response:
        params = PriorCheckFilterSerializer.parse(request.query_params.dict())
        desk = self.get_desk_or_default(params.get("desk"))
        return _respond(find_for_text(desk.pk, params["text"]))


def _respond(matches: list[PriorCheckMatch]) -> Response:
    return Response({"results": [_serialize(match) for match in matches]})


def _serialize(match: PriorCheckMatch) -> dict[str, Any]:
    check = match.check
    return {
        **{name: getattr(check, name) for name in ("key", "text", "rating", "where", "url")},
        "likeness": match.similarity,
        "sureness": match.certainty,
        "method": match.method,
        "judged": match.label,
    }


def prior_check_urls() -> list[URLPattern]:
    """Return the URLs of the earlier checks of a claim and of a text."""
    return [
        path(
            "claims/<id:pk>/similar/",
            ClaimPriorCheckViewSet.as_view({"get": "similar", "post": "judge"}),
            name="api-claims-similar",
        ),
        path("similar/", TextPriorCheckViewSet.as_view({"get": "list"}), name="api-similar"),
    ]
