"""The matrix of a claim's hypotheses against its evidence, as JSON and as a table."""

from typing import Any

from django.http import HttpResponse
from django.urls import path
from drf_spectacular.types import OpenApiTypes
from rest_framework import serializers
from rest_framework.response import Response

from api.core.fields import StrictChoiceField
from api.core.viewsets import ApiRequest, BaseViewSet
from factcheck.argument.hypotheses import HypothesisMatrix
from factcheck.claims.models import Claim
from factcheck.enums import Consistency
from factcheck.reporting.hypotheses_csv import MEDIA_TYPE, format_matrix
from factcheck.review.hypotheses import THE_CLAIM, load_matrix


class MatrixEvidenceSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    quote = serializers.CharField()
    source = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    strength = serializers.FloatField()
    is_counted = serializers.BooleanField(help_text="False if it is withdrawn, retracted or superseded.")
    is_diagnostic = serializers.BooleanField(help_text="False if every hypothesis has the same answer.")


class MatrixHypothesisSerializer(serializers.Serializer):
    id = serializers.IntegerField(allow_null=True, help_text="Null for the claim, which is the first.")
    text = serializers.CharField()
    answers = serializers.DictField(
        child=StrictChoiceField(Consistency),
        help_text="By the id of the evidence. Those of the claim follow from the stances.",
    )
    inconsistency = serializers.FloatField(help_text="The sum of the strengths of inconsistent evidence.")
    rank = serializers.IntegerField(
        help_text="From 1, which least evidence contradicts; equal ones share one."
    )
    unanswered = serializers.IntegerField(help_text="Counted pieces that are not compared yet.")


class HypothesisMatrixSerializer(serializers.Serializer):
    evidence = MatrixEvidenceSerializer(many=True)
    hypotheses = MatrixHypothesisSerializer(many=True)


class HypothesisMatrixViewSet(BaseViewSet):
    """A claim and its rival hypotheses against all evidence."""

    response_serializers = {
        "matrix": HypothesisMatrixSerializer,
        "table": {(200, "text/csv"): OpenApiTypes.BINARY},
    }

    def matrix(self, request: ApiRequest, pk: int) -> Response:
        """Return the matrix of a claim, with the rank of each hypothesis."""
        return Response(_to_dict(load_matrix(self.get_visible_object(Claim, pk))))

    def table(self, request: ApiRequest, pk: int) -> HttpResponse:
        """Return the matrix as a table, safe to open in a spreadsheet."""
        data = format_matrix(load_matrix(self.get_visible_object(Claim, pk)))
        headers = {"Content-Disposition": f'attachment; filename="claim-{pk}-hypotheses.csv"'}
        return HttpResponse(data, content_type=MEDIA_TYPE, headers=headers)


def hypothesis_matrix_urls() -> list[Any]:
    as_view = HypothesisMatrixViewSet.as_view
    return [
        path("claims/<id:pk>/hypotheses/", as_view({"get": "matrix"}), name="api-claim-hypotheses"),
        path("claims/<id:pk>/hypotheses.csv", as_view({"get": "table"}), name="api-claim-hypotheses-table"),
    ]


def _to_dict(matrix: HypothesisMatrix) -> dict[str, Any]:
    results = zip(matrix.hypotheses, matrix.list_results(), strict=True)
    return {
        "evidence": [
            {
                "id": int(piece.id),
                "quote": piece.quote,
                "source": piece.source,
                "strength": piece.strength,
                "is_counted": piece.is_counted,
                "is_diagnostic": matrix.is_diagnostic(piece),
            }
            for piece in matrix.evidence
        ],
        "hypotheses": [
            {
                "id": None if each.id == THE_CLAIM else int(each.id),
                "text": each.text,
                "answers": dict(each.answers),
                "inconsistency": result.inconsistency,
                "rank": result.rank,
                "unanswered": result.unanswered,
            }
            for each, result in results
        ],
    }
