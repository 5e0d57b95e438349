"""Changing the span of a claim, splitting it and merging others into it: /claims/ID/borders/, /divide/ and /merge/.

Actions are named for their URLs, which are stable. Positions are code points of the claim's revision.
"""

from typing import Any

from django.urls import URLPattern, path
from rest_framework.response import Response

from api.claims import ClaimSerializer, ClaimViewSet
from api.core.fields import IdField, StrictIntegerField, StrictListField
from api.core.serializers import InputSerializer, OutputSerializer
from api.core.viewsets import ApiRequest
from factcheck.actions.claim_boundaries import move_boundaries, split_claim
from factcheck.actions.claim_merging import merge_claims
from factcheck.claims.boundaries import MAX_PIECES
from factcheck.claims.merge import MAX_MERGED_CLAIMS
from factcheck.claims.models import Claim
from factcheck.limits import MAX_POSITION


class ClaimSpanSerializer(InputSerializer):
    start = StrictIntegerField(min_value=0, max_value=MAX_POSITION)
    end = StrictIntegerField(
        min_value=1, max_value=MAX_POSITION, help_text="Excluded: the quote becomes text[start:end]."
    )


class ClaimSplitSerializer(InputSerializer):
    at = StrictListField(
        child=StrictIntegerField(min_value=0, max_value=MAX_POSITION),
        min_length=1,
        max_length=MAX_PIECES - 1,
        help_text="Positions within the claim; a new claim begins at each.",
    )


class ClaimMergeSerializer(InputSerializer):
    """The claims to merge into this one, which then spans all of them. They are excluded as its duplicates."""

    # `with` is a keyword of Python, so the field cannot be written as an assignment.
    locals()["with"] = StrictListField(child=IdField(), min_length=1, max_length=MAX_MERGED_CLAIMS - 1)


class ClaimSplitResultSerializer(OutputSerializer):
    claims = ClaimSerializer(
        many=True, help_text="The claim itself with its new, shorter span, then the new claims."
    )


class ClaimBoundaryViewSet(ClaimViewSet):
    """Operations on the spans of claims. The claims' history and the audit log record each."""

    request_serializers = {
        "borders": ClaimSpanSerializer,
        "divide": ClaimSplitSerializer,
        "merge": ClaimMergeSerializer,
    }
    response_serializers = {"divide": ClaimSplitResultSerializer}

    def borders(self, request: ApiRequest, pk: int) -> Response:
        """Change the span of a claim. Its wording follows unless a person wrote it; sign-offs are dropped."""
        move_boundaries(request.user, claim=self.get_visible_object(Claim, pk), **self.validated_data())
        return Response(self.serialize(pk))

    def divide(self, request: ApiRequest, pk: int) -> Response:
        """Split a claim before its rating starts. It keeps the first piece, its evidence and its comments."""
        pieces = split_claim(request.user, claim=self.get_visible_object(Claim, pk), **self.validated_data())
        rows = ClaimSerializer.serialize_queryset(
            self.get_queryset(request.user).filter(pk__in=[piece.pk for piece in pieces]).order_by("start")
        )
        return Response({"claims": rows})

    def merge(self, request: ApiRequest, pk: int) -> Response:
        """Merge claims into this one before their rating starts, with their evidence, comments and tags."""
        claim = self.get_visible_object(Claim, pk)
        ids = self.validated_data()["with"]
        others = [self.get_visible_object(Claim, other_id, field="with") for other_id in ids]
        merge_claims(request.user, claim=claim, others=others)
        return Response(self.serialize(pk))


def boundary_urls() -> list[URLPattern]:
    """Return the URLs of the three operations."""
    return [_url(action) for action in ClaimBoundaryViewSet.request_serializers]


def _url(action: str) -> URLPattern:
    view: Any = ClaimBoundaryViewSet.as_view({"post": action})
    return path(f"claims/<id:pk>/{action}/", view)
