"""Rival hypotheses of claims: adding, changing and withdrawing them, and comparing them with the evidence."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from api.core.fields import IdField, StrictBooleanField, StrictCharField, StrictChoiceField, StrictListField
from api.core.serializers import FilterSerializer, InputSerializer, OutputSerializer
from api.core.viewsets import ApiRequest, BaseModelViewSet
from factcheck.actions.hypotheses import add_hypothesis, answer_hypothesis, update_hypothesis
from factcheck.claims.models import Claim
from factcheck.enums import Consistency
from factcheck.exceptions import InvalidInput
from factcheck.limits import limit
from factcheck.review.models import Hypothesis, HypothesisAnswer


class HypothesisSerializer(OutputSerializer):
    id = serializers.IntegerField()
    claim = serializers.IntegerField(source="claim_id")
    text = serializers.CharField()
    active = serializers.BooleanField(help_text="False once it is withdrawn.")
    created_by = serializers.IntegerField(source="created_by_id")
    created_at = serializers.DateTimeField()
    changed_at = serializers.DateTimeField()


class HypothesisAnswerSerializer(OutputSerializer):
    evidence = serializers.IntegerField(source="evidence_id")
    answer = StrictChoiceField(Consistency)
    answered_by = serializers.IntegerField(source="answered_by_id")
    answered_at = serializers.DateTimeField()


class HypothesisDetailSerializer(HypothesisSerializer):
    answers = HypothesisAnswerSerializer(many=True)


class HypothesisCreateSerializer(InputSerializer):
    claim = IdField()
    text = StrictCharField(max_length=limit("hypothesis"))


class HypothesisUpdateSerializer(InputSerializer):
    text = StrictCharField(max_length=limit("hypothesis"))
    active = StrictBooleanField(help_text="False to withdraw it.")


class AnswerInputSerializer(InputSerializer):
    evidence = IdField(help_text="Of the same claim.")
    answer = StrictChoiceField(["", *Consistency], help_text="Empty to take an answer back.")


class AnswersInputSerializer(InputSerializer):
    answers = StrictListField(child=AnswerInputSerializer(), max_length=limit("answers"))


class HypothesisFilterSerializer(FilterSerializer):
    claim = IdField(source="claim_id", required=False)
    active = StrictBooleanField(required=False)


class HypothesisViewSet(BaseModelViewSet):
    """Other explanations than a claim gives. The matrix of a claim is at `claims/ID/hypotheses/`."""

    model = Hypothesis
    serializer_class = HypothesisSerializer
    detail_serializer_class = HypothesisDetailSerializer
    filter_serializer_class = HypothesisFilterSerializer
    request_serializers = {
        "create": HypothesisCreateSerializer,
        "partial_update": HypothesisUpdateSerializer,
        "answers": AnswersInputSerializer,
    }
    method_hints = {"DELETE": _("A hypothesis cannot be deleted. PATCH “active” to false to withdraw it.")}

    def serialize(self, pk: int) -> dict[str, Any]:
        answers = HypothesisAnswer.objects.filter(hypothesis=pk)
        return super().serialize(pk) | {"answers": HypothesisAnswerSerializer.serialize_queryset(answers)}

    def create(self, request: ApiRequest) -> Response:
        data = self.validated_data()
        claim = self.get_visible_object(Claim, data["claim"], field="claim")
        return self.created_response(add_hypothesis(request.user, claim=claim, text=data["text"]))

    def partial_update(self, request: ApiRequest, pk: int) -> Response:
        row = self.get_visible_object(Hypothesis, pk)
        update_hypothesis(request.user, hypothesis=row, **self.validated_data())
        return Response(self.serialize(pk))

    @action(detail=True, methods=["post"])
    def answers(self, request: ApiRequest, pk: int) -> Response:
        """Set answers of a hypothesis. Evidence that is not named keeps its answer."""
        row = self.get_visible_object(Hypothesis, pk)
        rows = self.validated_data()["answers"]
        answers = {each["evidence"]: each["answer"] for each in rows}
        if len(answers) < len(rows):
            raise InvalidInput(str(_("Name each piece of evidence once.")), code="repeated")
        answer_hypothesis(request.user, hypothesis=row, answers=answers)
        return Response(self.serialize(pk))
