"""Verdicts: each statement of one is a new version, and the current one counts."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from api.fields import Flag, Id, Text
from api.resources import Resource
from api.shapes import Filters, Input, Output
from factcheck.actions.verdicts import reaffirm_verdict
from factcheck.claims.models import Claim
from factcheck.maps.verdicts import propose
from factcheck.review.models import Verdict


class VerdictRow(Output):
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


class Proposal(Input):
    rating = Text(max_length=40, help_text="A slug of the desk's scale.")
    reasons = Text()
    as_of = serializers.DateField(required=False, help_text="Today by default.")
    departure = Text(
        required=False, help_text="Why the rating departs from what the map comes to, where it does."
    )
    correction = Text(
        required=False, help_text="What changed for its readers, once the claim has been published."
    )


class NewVerdict(Proposal):
    claim = Id()


class Reasons(Input):
    reasons = Text()


class VerdictFilters(Filters):
    claim = Id(source="claim_id", required=False)
    current = Flag(required=False)


class Verdicts(Resource):
    """The ratings concluded for claims."""

    model = Verdict
    row = whole = VerdictRow
    filters = VerdictFilters
    takes = {"create": NewVerdict, "reaffirm": Reasons}
    not_offered = {"PATCH": _("A verdict is never edited: POST it anew, and the claim gets a new version.")}

    @action(detail=True, methods=["post"])
    def reaffirm(self, request: Request, pk: int) -> Response:
        """Clear the stale mark of a verdict that holds all the same, and say why it does."""
        reaffirm_verdict(self.me, verdict=self.find(Verdict, pk), **self.said())
        return Response(self.read(pk))

    def create(self, request: Request) -> Response:
        """Propose the verdict of a claim, or a new version of it."""
        said = self.said()
        claim = self.find(Claim, said.pop("claim"), field="claim")
        return self.made(propose(self.me, claim=claim, **said))
