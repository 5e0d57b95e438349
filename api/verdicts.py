"""Verdicts of claims. Each change is a new version, and one version is current."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from api.core.fields import IdField, MessageField, StrictBooleanField, StrictCharField, StrictChoiceField
from api.core.serializers import FilterSerializer, InputSerializer, OutputSerializer
from api.core.viewsets import ApiRequest, BaseModelViewSet
from factcheck.actions.verdicts import propose_verdict, reaffirm_verdict
from factcheck.claims.models import Claim
from factcheck.enums import CreatedBy
from factcheck.limits import limit
from factcheck.review.models import SubstanceChange, Verdict


class VerdictSerializer(OutputSerializer):
    id = serializers.IntegerField()
    claim = serializers.IntegerField(source="claim_id")
    number = serializers.IntegerField(help_text="The version, from 1.")
    current = serializers.BooleanField()
    rating = serializers.SlugField(source="rating.slug")
    reasons = serializers.CharField()
    as_of = serializers.DateField()
    computed = serializers.CharField(help_text="The computed label when the verdict was proposed.")
    computed_strength = serializers.FloatField(allow_null=True)
    departure = serializers.CharField()
    adjudicated = serializers.BooleanField(help_text="An editor decided although the ratings were contested.")
    correction = serializers.CharField(help_text="What changed since the version that was published before.")
    glass_reason = serializers.CharField(
        help_text="Why an admin approved it without enough sign-offs, if that happened."
    )
    stale_since = serializers.DateTimeField(allow_null=True)
    stale_cause = MessageField(allow_blank=False)
    proposed_by = serializers.IntegerField(source="proposed_by_id")
    origin = StrictChoiceField(
        CreatedBy, help_text="A machine copies a published version when what is under it is changed."
    )
    created_at = serializers.DateTimeField()


class SubstanceChangeSerializer(OutputSerializer):
    part = serializers.CharField(
        help_text="What was changed, such as e34.quote: a field of an element of the map."
    )
    changed_by = serializers.IntegerField(source="changed_by_id")
    changed_at = serializers.DateTimeField()


class VerdictDetailSerializer(VerdictSerializer):
    changes = SubstanceChangeSerializer(
        many=True,
        help_text="Changes of what it rests on since it was proposed. Nobody named here can be its only signer.",
    )


class ProposalSerializer(InputSerializer):
    rating = StrictCharField(max_length=limit("rating"), help_text="A slug of the desk's scale.")
    reasons = StrictCharField()
    as_of = serializers.DateField(required=False, help_text="Today by default.")
    departure = StrictCharField(
        required=False, help_text="Why the rating differs from the computed label, if it does."
    )
    correction = StrictCharField(
        required=False, help_text="What changed for readers. Required once the claim has been published."
    )


class VerdictCreateSerializer(ProposalSerializer):
    claim = IdField()


class ReaffirmSerializer(InputSerializer):
    reasons = StrictCharField()


class VerdictFilterSerializer(FilterSerializer):
    claim = IdField(source="claim_id", required=False)
    current = StrictBooleanField(required=False)


class VerdictViewSet(BaseModelViewSet):
    """The verdicts of claims, with all their versions."""

    model = Verdict
    serializer_class = VerdictSerializer
    detail_serializer_class = VerdictDetailSerializer
    filter_serializer_class = VerdictFilterSerializer
    request_serializers = {"create": VerdictCreateSerializer, "reaffirm": ReaffirmSerializer}
    method_hints = {"PATCH": _("A verdict cannot be edited. POST a new version of it.")}

    def serialize(self, pk: int) -> dict[str, Any]:
        changes = SubstanceChange.objects.filter(verdict=pk)
        return super().serialize(pk) | {"changes": SubstanceChangeSerializer.serialize_queryset(changes)}

    @action(detail=True, methods=["post"])
    def reaffirm(self, request: ApiRequest, pk: int) -> Response:
        """Confirm a stale verdict with reasons, which clears the mark."""
        reaffirm_verdict(request.user, verdict=self.get_visible_object(Verdict, pk), **self.validated_data())
        return Response(self.serialize(pk))

    def create(self, request: ApiRequest) -> Response:
        """Propose a verdict for a claim, as a new version if it has one."""
        data = self.validated_data()
        claim = self.get_visible_object(Claim, data.pop("claim"), field="claim")
        return self.created_response(propose_verdict(request.user, claim=claim, **data))
