"""Assessments: one's own rating of a claim, given blind; everybody's once the claim is revealed."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.fields import Choice, Id, Text
from api.resources import Resource
from api.shapes import Filters, Input, Output
from factcheck.actions.verdicts import rate_claim
from factcheck.claims.models import Claim
from factcheck.enums import Confidence
from factcheck.review.models import Assessment


class AssessmentRow(Output):
    id = serializers.IntegerField()
    claim = serializers.IntegerField(source="claim_id")
    reviewer = serializers.IntegerField(source="reviewer_id")
    rating = serializers.SlugField(source="rating.slug")
    blind_rating = serializers.SlugField(
        source="blind_rating.slug", default=None, allow_null=True, help_text="What it was at the reveal."
    )
    confidence = Choice(Confidence)
    reasons = serializers.CharField(allow_blank=True)
    created_at = serializers.DateTimeField()
    changed_at = serializers.DateTimeField()


class NewAssessment(Input):
    claim = Id()
    rating = Text(max_length=40, help_text="A slug of the desk's scale.")
    confidence = Choice(Confidence, required=False)
    reasons = Text(required=False, allow_blank=True)


class AssessmentFilters(Filters):
    claim = Id(source="claim_id", required=False)


class Assessments(Resource):
    """One's own ratings, and everybody's of claims that are revealed."""

    model = Assessment
    row = whole = AssessmentRow
    filters = AssessmentFilters
    takes = {"create": NewAssessment}
    gives = {"create": {201: AssessmentRow, 200: AssessmentRow}}
    not_offered = {"PATCH": _("A rating is changed by giving it again: POST the claim with the new rating.")}

    def create(self, request: Request) -> Response:
        """Give one's rating of a claim, or change it."""
        said = self.said()
        claim = self.find(Claim, said.pop("claim"), field="claim")
        is_new = not Assessment.objects.filter(claim=claim, reviewer=request.user.pk).exists()
        return self.made(rate_claim(self.me, claim=claim, **said), status=201 if is_new else 200)
