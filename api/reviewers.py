"""Reviewers of a claim: assigned by an editor, or recused. Whether they have rated is never part of a response."""

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from api.core.fields import IdField, StrictCharField, StrictIntegerField
from api.core.serializers import FilterSerializer, InputSerializer, OutputSerializer
from api.core.viewsets import ApiRequest, BaseModelViewSet, list_visible
from api.desks import get_member
from factcheck.actions import assignments
from factcheck.claims.models import Claim
from factcheck.exceptions import NotFound
from factcheck.limits import limit
from factcheck.review.models import ReviewerAssignment


class ReviewerSerializer(OutputSerializer):
    id = serializers.IntegerField()
    claim = serializers.IntegerField(source="claim_id")
    reviewer = serializers.IntegerField(source="reviewer_id")
    assigned_by = serializers.IntegerField(
        source="assigned_by_id",
        allow_null=True,
        help_text="Null for a member who recused without being assigned.",
    )
    assigned_at = serializers.DateTimeField()
    recused_at = serializers.DateTimeField(allow_null=True)
    recused_reason = serializers.CharField(allow_blank=True)


class ReviewerCreateSerializer(InputSerializer):
    claim = IdField()
    reviewer = IdField(help_text="The id of a member of the desk whose role can rate.")


class RecusalSerializer(InputSerializer):
    claim = IdField()
    reason = StrictCharField(max_length=limit("recusal"))


class QuorumSerializer(InputSerializer):
    claim = IdField()
    quorum = StrictIntegerField(
        min_value=1,
        max_value=assignments.MAX_QUORUM,
        allow_null=True,
        help_text="Null for the quorum of the desk.",
    )


class ReviewerFilterSerializer(FilterSerializer):
    claim = IdField(source="claim_id", required=False)
    reviewer = IdField(source="reviewer_id", required=False)


class ReviewerViewSet(BaseModelViewSet):
    """The assignments of reviewers to claims."""

    model = ReviewerAssignment
    serializer_class = detail_serializer_class = ReviewerSerializer
    filter_serializer_class = ReviewerFilterSerializer
    request_serializers = {
        "create": ReviewerCreateSerializer,
        "recuse": RecusalSerializer,
        "quorum": QuorumSerializer,
    }
    response_serializers = {"quorum": QuorumSerializer, "recuse": ReviewerSerializer}

    def create(self, request: ApiRequest) -> Response:
        """Assign a reviewer to a claim. Once reviewers are assigned, only they can rate it."""
        data = self.validated_data()
        claim = self.get_visible_object(Claim, data["claim"], field="claim")
        [row] = assignments.assign(
            request.user,
            claim=claim,
            reviewers=[get_member(claim.desk_id, data["reviewer"], field="reviewer")],
        )
        return self.created_response(row)

    def destroy(self, request: ApiRequest, pk: int) -> Response:
        """Remove an assignment before the rating starts."""
        row = (
            list_visible(ReviewerAssignment, request.user)
            .select_related("claim", "reviewer")
            .filter(pk=pk)
            .first()
        )
        if row is None:
            raise NotFound(_("There is no assignment %(id)s, or none that you may see.") % {"id": pk})
        assignments.unassign(request.user, claim=row.claim, reviewer=row.reviewer)
        return Response(status=204)

    @action(detail=False, methods=["post"])
    def recuse(self, request: ApiRequest) -> Response:
        """Recuse oneself from a claim."""
        data = self.validated_data()
        claim = self.get_visible_object(Claim, data["claim"], field="claim")
        row = assignments.recuse(request.user, claim=claim, reason=data["reason"])
        return Response(self.serialize(row.pk))

    @action(detail=False, methods=["post"])
    def quorum(self, request: ApiRequest) -> Response:
        """Set the quorum of a claim before its rating starts."""
        data = self.validated_data()
        claim = assignments.set_quorum(
            request.user,
            claim=self.get_visible_object(Claim, data["claim"], field="claim"),
            quorum=data["quorum"],
        )
        return Response({"claim": claim.pk, "quorum": claim.quorum})
