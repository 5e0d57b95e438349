"""Evidence, and the sources that it quotes."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.fields import Choice, Id, Number, Text
from api.resources import Resource
from api.shapes import Filters, Input, Output
from factcheck.actions.evidence import STRENGTHS
from factcheck.claims.models import Claim
from factcheck.enums import EvidenceStatus, Stance
from factcheck.evidence.models import Evidence, Source
from factcheck.maps.verdicts import change_evidence
from factcheck.review.edits import link_evidence

WEAK, STRONG = STRENGTHS


class EvidenceRow(Output):
    id = serializers.IntegerField()
    claim = serializers.IntegerField(source="claim_id")
    source = serializers.IntegerField(source="source_id")  # type: ignore[assignment]
    quote = serializers.CharField()
    stance = Choice(Stance)
    strength = serializers.FloatField()
    lifecycle = Choice(EvidenceStatus)
    note = serializers.CharField(allow_blank=True)
    created_by = serializers.IntegerField(source="created_by_id")
    created_at = serializers.DateTimeField()
    changed_at = serializers.DateTimeField()


class NewEvidence(Input):
    claim = Id()
    source = Id()  # type: ignore[assignment]
    quote = Text(help_text="Word for word.")
    stance = Choice(Stance)
    strength = Number(required=False, min_value=WEAK, max_value=STRONG)
    note = Text(required=False, allow_blank=True)


class EvidenceEdit(Input):
    quote = Text()
    stance = Choice(Stance)
    strength = Number(min_value=WEAK, max_value=STRONG)
    lifecycle = Choice(EvidenceStatus)
    note = Text(allow_blank=True)


class EvidenceFilters(Filters):
    claim = Id(source="claim_id", required=False)
    source = Id(source="source_id", required=False)  # type: ignore[assignment]
    stance = Choice(Stance, required=False)
    lifecycle = Choice(EvidenceStatus, required=False)


class EvidenceResource(Resource):
    """Quoted passages that bear on claims. They are withdrawn, never deleted."""

    model = Evidence
    row = whole = EvidenceRow
    filters = EvidenceFilters
    takes = {"create": NewEvidence, "partial_update": EvidenceEdit}
    not_offered = {
        "DELETE": _(
            "Evidence is never deleted: PATCH its lifecycle to “withdrawn”, and it counts nothing any more."
        )
    }

    def create(self, request: Request) -> Response:
        said = self.said()
        claim = self.find(Claim, said.pop("claim"), field="claim")
        source = self.find(Source, said.pop("source"), field="source")
        return self.made(link_evidence(self.me, claim=claim, source=source, **said))

    def partial_update(self, request: Request, pk: int) -> Response:
        change_evidence(self.me, evidence=self.find(Evidence, pk), **self.said())
        return Response(self.read(pk))
