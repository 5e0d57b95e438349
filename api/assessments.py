"""Assessments: the caller's own ratings, and those of others once the claim is revealed."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.response import Response

from api.core.fields import IdField, StrictCharField, StrictChoiceField
from api.core.serializers import FilterSerializer, InputSerializer, OutputSerializer
from api.core.viewsets import ApiRequest, BaseModelViewSet
from factcheck.actions.assessments import rate_claim
from factcheck.claims.models import Claim
from factcheck.enums import Confidence
from factcheck.limits import limit
from factcheck.review.models import Assessment


class AssessmentSerializer(OutputSerializer):
    id = serializers.IntegerField()
    claim = serializers.IntegerField(source="claim_id")
    reviewer = serializers.IntegerField(source="reviewer_id")
    rating = serializers.SlugField(source="rating.slug")
    blind_rating = serializers.SlugField(
        source="blind_rating.slug", default=None, allow_null=True, help_text="The rating at the reveal."
    )
    confidence = StrictChoiceField(Confidence)
    reasons = serializers.CharField(allow_blank=True)
    created_at = serializers.DateTimeField()
    changed_at = serializers.DateTimeField()


class AssessmentCreateSerializer(InputSerializer):
    claim = IdField()
    rating = StrictCharField(max_length=limit("rating"), help_text="A slug of the desk's scale.")
    confidence = StrictChoiceField(Confidence, required=False)
    reasons = StrictCharField(required=False, allow_blank=True)


class AssessmentFilterSerializer(FilterSerializer):
    claim = IdField(source="claim_id", required=False)


class AssessmentViewSet(BaseModelViewSet):
    """The caller's own assessments, and all assessments of revealed claims."""

    model = Assessment
    serializer_class = detail_serializer_class = AssessmentSerializer
    filter_serializer_class = AssessmentFilterSerializer
    request_serializers = {"create": AssessmentCreateSerializer}
    response_serializers = {"create": {201: AssessmentSerializer, 200: AssessmentSerializer}}
    method_hints = {"PATCH": _("To change a rating, POST the claim with the new rating.")}

    def create(self, request: ApiRequest) -> Response:
        """Rate a claim, or change the rating: 201 or 200."""
        data = self.validated_data()
        claim = self.get_visible_object(Claim, data.pop("claim"), field="claim")
        is_new = not Assessment.objects.filter(claim=claim, reviewer=request.user.pk).exists()
        assessment = rate_claim(request.user, claim=claim, **data)
        return self.created_response(assessment, status=201 if is_new else 200)
