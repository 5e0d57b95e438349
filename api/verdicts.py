"""Verdicts: each statement of one is a new version, and the current one counts."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from api.core.fields import IdField, StrictBooleanField, StrictCharField
from api.core.serializers import FilterSerializer, InputSerializer, OutputSerializer
from api.core.viewsets import ApiRequest, BaseModelViewSet
from factcheck.actions.verdicts import reaffirm_verdict
from factcheck.claims.models import Claim
from factcheck.maps.verdicts import propose
from factcheck.review.models import Verdict


class VerdictSerializer(OutputSerializer):
    id = serializers.IntegerField()
    claim = serializers.IntegerField(source="claim_id")
    number = serializers.IntegerField(help_text="The version, from 1.")
    current = serializers.BooleanField()
    rating = serializers.SlugField(source="rating.slug")
    reasons = serializers.CharField()
    as_of = serializers.DateField()
    computed = serializers.CharField(help_text="What the map came to when the verdict was proposed.")
    computed_strength = serializers.FloatField(allow_null=True)
    departure = serializers.CharField()
    adjudicated = serializers.BooleanField(help_text="An editor decided what the ratings did not agree on.")
    correction = serializers.CharField(help_text="What changed since the version published before.")
    glass_reason = serializers.CharField(
        help_text="Why an admin approved it without enough sign-offs, if so."
    )
    stale_since = serializers.DateTimeField(allow_null=True)
    stale_cause = serializers.CharField()
    proposed_by = serializers.IntegerField(source="proposed_by_id")
    created_at = serializers.DateTimeField()


class ProposalSerializer(InputSerializer):
    rating = StrictCharField(max_length=40, help_text="A slug of the desk's scale.")
    reasons = StrictCharField()
    as_of = serializers.DateField(required=False, help_text="Today by default.")
    departure = StrictCharField(
        required=False, help_text="Why the rating departs from what the map comes to, where it does."
    )
    correction = StrictCharField(
        required=False, help_text="What changed for its readers, once the claim has been published."
    )


class VerdictCreateSerializer(ProposalSerializer):
    claim = IdField()


class ReaffirmSerializer(InputSerializer):
    reasons = StrictCharField()


class VerdictFilterSerializer(FilterSerializer):
    claim = IdField(source="claim_id", required=False)
    current = StrictBooleanField(required=False)


class VerdictViewSet(BaseModelViewSet):
    """The ratings concluded for claims."""

    model = Verdict
    serializer_class = detail_serializer_class = VerdictSerializer
    filter_serializer_class = VerdictFilterSerializer
    request_serializers = {"create": VerdictCreateSerializer, "reaffirm": ReaffirmSerializer}
    method_hints = {"PATCH": _("A verdict is never edited: POST it anew, and the claim gets a new version.")}

    @action(detail=True, methods=["post"])
    def reaffirm(self, request: ApiRequest, pk: int) -> Response:
        """Clear the stale mark of a verdict that holds all the same, and say why it does."""
        reaffirm_verdict(request.user, verdict=self.get_visible_object(Verdict, pk), **self.validated_data())
        return Response(self.serialize(pk))

    def create(self, request: ApiRequest) -> Response:
        """Propose the verdict of a claim, or a new version of it."""
        said = self.validated_data()
        claim = self.get_visible_object(Claim, said.pop("claim"), field="claim")
        return self.created_response(propose(request.user, claim=claim, **said))
