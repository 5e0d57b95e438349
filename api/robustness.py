"""How robust the computed label of a claim is."""

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
from factcheck.argument.robustness import TRIALS, Robustness, measure_robustness
from factcheck.argument.robustness_text import describe_robustness, describe_unmeasured
from factcheck.argument.semantics import SEMANTICS
from factcheck.enums import RelationKind
from factcheck.maps.claim_weighing import ClaimWeighing


class VariationsSerializer(serializers.Serializer):
    unchanged = serializers.IntegerField()
    trials = serializers.IntegerField()


class NewPieceSerializer(serializers.Serializer):
    kind = StrictChoiceField(RelationKind, help_text="A support or an attack.")
    strength = serializers.FloatField(help_text="The lowest that changes the label.")
    label = StrictChoiceField(ComputedLabel)  # type: ignore[assignment]


class SmallestSetSerializer(serializers.Serializer):
    statements = serializers.ListField(child=serializers.CharField(), help_text="Empty if no small set does.")
    label_without = StrictChoiceField(ComputedLabel)
    is_exact = serializers.BooleanField(
        help_text="False if only the pieces with the largest contributions were combined."
    )


class RobustnessMeasureSerializer(serializers.Serializer):
    unchanged = serializers.IntegerField(help_text="In how many variations the label stays the same.")
    trials = serializers.IntegerField()
    strengths = VariationsSerializer(help_text="With strengths moved by up to 0.1.")
    origins = VariationsSerializer(help_text="With one original source left out.")
    semantics = VariationsSerializer(help_text="With another way to weigh.")
    smallest_set = SmallestSetSerializer(help_text="The smallest set whose withdrawal changes the label.")
    new_pieces = NewPieceSerializer(many=True, help_text="What new evidence would change it.")


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "One official list",
            value={
                "claim": "c3",
                "semantics": "tiers",
                "left_out": [],
                "label": "supported",
                "measured": {
                    "unchanged": 99,
                    "trials": 100,
                    "strengths": {"unchanged": 97, "trials": 97},
                    "origins": {"unchanged": 0, "trials": 1},
                    "semantics": {"unchanged": 2, "trials": 2},
                    "smallest_set": {
                        "statements": ["e12"],
                        "label_without": "not_enough",
                        "is_exact": True,
                    },
                    "new_pieces": [{"kind": "attack", "strength": 0.42, "label": "leans_supported"}],
                },
                "sentences": ["“supported” stays the same in 99 of 100 variations: …"],
            },
            response_only=True,
        )
    ]
)
class RobustnessSerializer(serializers.Serializer):
    claim = serializers.CharField()
    semantics = StrictChoiceField(SEMANTICS)
    left_out = serializers.ListField(child=serializers.CharField(), help_text="The ids in `without`.")
    label = StrictChoiceField(ComputedLabel)  # type: ignore[assignment]
    measured = RobustnessMeasureSerializer(
        allow_null=True, help_text="Null for a map that is too large or has a long cycle."
    )
    sentences = serializers.ListField(child=serializers.CharField(), help_text="All this in words.")


class RobustnessViewSet(WeighingViewSet):
    """How robust the computed label of a claim is."""

    query_serializers = {"robustness": WeighingQuerySerializer}
    response_serializers = {"robustness": RobustnessSerializer}

    def robustness(self, request: ApiRequest, pk: int) -> HttpResponseBase:
        """Measure what would change the computed label of a claim. Nothing is stored."""
        return self.conditional_response(_serialize(self.weigh(pk)))


def _serialize(weighing: ClaimWeighing) -> dict[str, Any]:
    explanation = weighing.reduced.explain(weighing.name)
    measured = measure_robustness(weighing.reduced, explanation)
    sentences = describe_robustness(weighing.graph, measured) if measured else (describe_unmeasured(),)
    return {
        "claim": weighing.name,
        "semantics": explanation.semantics,
        "left_out": weighing.left_out,
        "label": explanation.computed_label,
        "measured": _serialize_measure(measured) if measured else None,
        "sentences": sentences,
    }


def _serialize_measure(measured: Robustness) -> dict[str, Any]:
    return {
        "unchanged": measured.unchanged,
        "trials": TRIALS,
        **{name: asdict(getattr(measured, name)) for name in ("strengths", "origins", "semantics")},
        "smallest_set": {
            "statements": measured.flipping_set,
            "label_without": measured.flipped_label,
            "is_exact": measured.is_exact,
        },
        "new_pieces": [asdict(piece) for piece in measured.new_pieces],
    }


def robustness_urls() -> list[URLPattern]:
    """Return the URL of the robustness of a claim."""
    view = RobustnessViewSet.as_view({"get": "robustness"})
    return [path("claims/<id:pk>/robustness/", view, name="api-claims-robustness")]
