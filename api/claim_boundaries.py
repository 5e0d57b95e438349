"""Which words a claim is: POST /claims/ID/borders/, /divide/ and /merge/. Positions are code points of its revision."""

from typing import Any

from django.urls import URLPattern, path
from rest_framework import serializers
from rest_framework.response import Response

from api.claims import ClaimSerializer, ClaimViewSet
from api.core.fields import IdField, StrictIntegerField
from api.core.serializers import InputSerializer, OutputSerializer
from api.core.viewsets import ApiRequest
from factcheck.claims.boundaries import MAX_PIECES
from factcheck.claims.merge import MAX_MERGED_CLAIMS
from factcheck.claims.models import Claim
from factcheck.maps.merging import merge_claims
from factcheck.review import edits

MAX_POSITION = 2**31 - 1


class ClaimSpanSerializer(InputSerializer):
    start = StrictIntegerField(min_value=0, max_value=MAX_POSITION)
    end = StrictIntegerField(
        min_value=1, max_value=MAX_POSITION, help_text="Excluded: the quote becomes text[start:end]."
    )


class ClaimSplitSerializer(InputSerializer):
    at = serializers.ListField(
        child=StrictIntegerField(min_value=0, max_value=MAX_POSITION),
        min_length=1,
        max_length=MAX_PIECES - 1,
        help_text="Positions within the claim; a piece begins at each.",
    )


class ClaimMergeSerializer(InputSerializer):
    """The claims to be set aside as duplicates of this one, which becomes the words from the first to the last."""

    # “with” is a word of Python's own, so no name in a class.
    locals()["with"] = serializers.ListField(child=IdField(), min_length=1, max_length=MAX_MERGED_CLAIMS - 1)


class ClaimSplitResultSerializer(OutputSerializer):
    claims = ClaimSerializer(
        many=True, help_text="The claim itself, which is the first piece now, then the new ones."
    )


class ClaimBoundaryViewSet(ClaimViewSet):
    """One operation each. What it was called for is in the claims' history and the desk's trail."""

    request_serializers = {
        "borders": ClaimSpanSerializer,
        "divide": ClaimSplitSerializer,
        "merge": ClaimMergeSerializer,
    }
    response_serializers = {"divide": ClaimSplitResultSerializer}

    def borders(self, request: ApiRequest, pk: int) -> Response:
        """Move the borders of a claim. Its wording follows unless somebody worded it; sign-offs are dropped."""
        edits.move_borders(request.user, claim=self.get_visible_object(Claim, pk), **self.validated_data())
        return Response(self.serialize(pk))

    def divide(self, request: ApiRequest, pk: int) -> Response:
        """Divide a claim, before its rating starts. It stays as the first piece, with its evidence and its talk."""
        pieces = edits.divide_claim(
            request.user, claim=self.get_visible_object(Claim, pk), **self.validated_data()
        )
        rows = ClaimSerializer.serialize_queryset(
            self.get_queryset(request.user).filter(pk__in=[piece.pk for piece in pieces]).order_by("start")
        )
        return Response({"claims": rows})

    def merge(self, request: ApiRequest, pk: int) -> Response:
        """Merge other claims into this one, before their rating starts: evidence, comments and tags come along."""
        claim = self.get_visible_object(Claim, pk)
        others = [
            self.get_visible_object(Claim, other, field="with") for other in self.validated_data()["with"]
        ]
        merge_claims(request.user, claim=claim, others=others)
        return Response(self.serialize(pk))


def boundary_urls() -> list[URLPattern]:
    return [_url(action) for action in ClaimBoundaryViewSet.request_serializers]


def _url(action: str) -> URLPattern:
    view: Any = ClaimBoundaryViewSet.as_view({"post": action})
    return path(f"claims/<id:pk>/{action}/", view)
