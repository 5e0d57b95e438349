"""Why a claim has its computed strength and label."""

from dataclasses import asdict
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from api.core.fields import StrictChoiceField
from api.core.viewsets import ApiRequest
from api.weighing import WeighingQuerySerializer, WeighingViewSet
from factcheck.argument.computed_labels import ComputedLabel
from factcheck.argument.likelihood import describe_likelihood
from factcheck.argument.semantics import SEMANTICS
from factcheck.maps.claim_weighing import ClaimWeighing


class ReasonSerializer(serializers.Serializer):
    statement = serializers.CharField()
    contribution = serializers.FloatField(help_text="Its part of the strength; negative if it is against it.")
    without = serializers.FloatField(help_text="The strength of the claim without it.")
    label_without = StrictChoiceField(ComputedLabel)
    path = serializers.ListField(
        child=serializers.CharField(), help_text="The ids of the relations from it to the claim."
    )
    sentence = serializers.CharField()


class SharedOriginSerializer(serializers.Serializer):
    target = serializers.CharField()
    counted = serializers.ListField(child=serializers.CharField())
    others = serializers.ListField(child=serializers.CharField(), help_text="These add nothing.")
    sentence = serializers.CharField()


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "One official list",
            value={
                "claim": "c3",
                "semantics": "tiers",
                "left_out": [],
                "strength": 0.95,
                "likelihood": "almost certain",
                "label": "supported",
                "support": 0.9,
                "attack": 0.0,
                "one_source": True,
                "converged": True,
                "reasons": [
                    {
                        "statement": "e12",
                        "contribution": 0.45,
                        "without": 0.5,
                        "label_without": "not_enough",
                        "path": ["e12-c3"],
                        "sentence": "“31 bridges were repaired” (Road office, 2024-05-03) supports this claim. …",
                    }
                ],
                "more_reasons": 0,
                "shared_origins": [],
            },
            response_only=True,
        )
    ]
)
class ExplanationSerializer(serializers.Serializer):
    claim = serializers.CharField()
    semantics = StrictChoiceField(SEMANTICS)
    left_out = serializers.ListField(child=serializers.CharField(), help_text="The ids in `without`.")
    strength = serializers.FloatField(help_text="From 0 to 1; 0.5 is undecided.")
    likelihood = serializers.CharField(help_text="The strength in words.")
    label = StrictChoiceField(ComputedLabel)  # type: ignore[assignment]
    support = serializers.FloatField(help_text="The weight of all arguments for it, from 0 to 1.")
    attack = serializers.FloatField(help_text="The weight of all arguments against it, from 0 to 1.")
    one_source = serializers.BooleanField(help_text="All evidence goes back to one original source.")
    converged = serializers.BooleanField(help_text="False if a cycle of the map has no exact result.")
    reasons = ReasonSerializer(many=True, help_text="The largest contribution first.")
    more_reasons = serializers.IntegerField(help_text="Statements of a large map that are not in `reasons`.")
    shared_origins = SharedOriginSerializer(many=True)


class ExplanationViewSet(WeighingViewSet):
    """The explanation of a claim's computed strength and label."""

    query_serializers = {"explanation": WeighingQuerySerializer}
    response_serializers = {"explanation": ExplanationSerializer}

    def explanation(self, request: ApiRequest, pk: int) -> HttpResponseBase:
        """Explain the computed label of a claim, with or without some pieces. Nothing is stored."""
        return self.conditional_response(_serialize(self.weigh(pk)))


def _serialize(weighing: ClaimWeighing) -> dict[str, Any]:
    explanation = weighing.reduced.explain(weighing.name)
    same = ("claim", "semantics", "strength", "support", "attack", "one_source", "converged")
    return {
        **{name: getattr(explanation, name) for name in same},
        "left_out": weighing.left_out,
        "likelihood": describe_likelihood(explanation.strength),
        "label": explanation.computed_label,
        "reasons": [asdict(reason) for reason in explanation.reasons],
        "more_reasons": explanation.left_out,
        "shared_origins": [asdict(origin) for origin in explanation.shared_origins],
    }


def explanation_urls() -> list[URLPattern]:
    """Return the URL of the explanation of a claim."""
    view = ExplanationViewSet.as_view({"get": "explanation"})
    return [path("claims/<id:pk>/explanation/", view, name="api-claims-explanation")]
