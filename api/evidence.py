"""Evidence: linking passages of sources to claims, and editing them."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.response import Response

from api.core.fields import IdField, StrictCharField, StrictChoiceField, StrictFloatField
from api.core.serializers import FilterSerializer, InputSerializer, OutputSerializer
from api.core.viewsets import ApiRequest, BaseModelViewSet
from factcheck.actions.evidence import link_evidence, update_evidence
from factcheck.claims.models import Claim
from factcheck.enums import Directness, EvidenceStatus, Independence, Interest, Recency, Stance
from factcheck.evidence.models import MAX_STRENGTH, MIN_STRENGTH, Evidence, Source
from factcheck.limits import limit


def _answer(kind: type[StrEnum], **options: Any) -> StrictChoiceField:
    return StrictChoiceField(["", *kind], **options)


class AppraisalSerializer(InputSerializer):
    directness = _answer(Directness, required=False)
    independence = _answer(Independence, required=False)
    recency = _answer(Recency, required=False)
    interest = _answer(Interest, required=False)
    strength = StrictFloatField(
        required=False,
        allow_null=True,
        min_value=MIN_STRENGTH,
        max_value=MAX_STRENGTH,
        help_text="By default what follows from the kind of the source and the answers.",
    )
    strength_reason = StrictCharField(
        required=False,
        allow_blank=True,
        max_length=limit("reason"),
        help_text="Why another strength than follows. Required if the kind or an answer is stated.",
    )


class EvidenceSerializer(OutputSerializer):
    id = serializers.IntegerField()
    claim = serializers.IntegerField(source="claim_id")
    source = serializers.IntegerField(source="source_id")  # type: ignore[assignment]
    quote = serializers.CharField()
    stance = StrictChoiceField(Stance)
    directness = _answer(Directness)
    independence = _answer(Independence)
    recency = _answer(Recency)
    interest = _answer(Interest)
    strength = serializers.FloatField()
    strength_reason = serializers.CharField(allow_blank=True)
    lifecycle = StrictChoiceField(EvidenceStatus)
    note = serializers.CharField(allow_blank=True)
    created_by = serializers.IntegerField(source="created_by_id")
    created_at = serializers.DateTimeField()
    changed_at = serializers.DateTimeField()


class EvidenceCreateSerializer(AppraisalSerializer):
    claim = IdField()
    source = IdField()  # type: ignore[assignment]
    quote = StrictCharField(help_text="Word for word.")
    stance = StrictChoiceField(Stance)
    note = StrictCharField(required=False, allow_blank=True)


class EvidenceUpdateSerializer(AppraisalSerializer):
    quote = StrictCharField()
    stance = StrictChoiceField(Stance)
    lifecycle = StrictChoiceField(EvidenceStatus)
    note = StrictCharField(allow_blank=True)


class EvidenceFilterSerializer(FilterSerializer):
    claim = IdField(source="claim_id", required=False)
    source = IdField(source="source_id", required=False)  # type: ignore[assignment]
    stance = StrictChoiceField(Stance, required=False)
    lifecycle = StrictChoiceField(EvidenceStatus, required=False)


class EvidenceViewSet(BaseModelViewSet):
    """Quoted passages that are relevant to claims. They can be withdrawn, but not deleted."""

    model = Evidence
    serializer_class = detail_serializer_class = EvidenceSerializer
    filter_serializer_class = EvidenceFilterSerializer
    request_serializers = {"create": EvidenceCreateSerializer, "partial_update": EvidenceUpdateSerializer}
    method_hints = {
        "DELETE": _("Evidence cannot be deleted. PATCH its lifecycle to “withdrawn”, and it is not counted.")
    }

    def create(self, request: ApiRequest) -> Response:
        data = self.validated_data()
        claim = self.get_visible_object(Claim, data.pop("claim"), field="claim")
        source = self.get_visible_object(Source, data.pop("source"), field="source")
        return self.created_response(link_evidence(request.user, claim=claim, source=source, **data))

    def partial_update(self, request: ApiRequest, pk: int) -> Response:
        update_evidence(request.user, evidence=self.get_visible_object(Evidence, pk), **self.validated_data())
        return Response(self.serialize(pk))
