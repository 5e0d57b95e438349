"""Who rates a claim: assigned by an editor, or stepped back. Never who has rated."""

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from api.fields import Id, Text, Whole
from api.resources import Resource, visible
from api.shapes import Filters, Input, Output
from factcheck.actions import assignments
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.exceptions import NotFound
from factcheck.review.decisions import ReviewerAssignment


class ReviewerRow(Output):
    id = serializers.IntegerField()
    claim = serializers.IntegerField(source="claim_id")
    reviewer = serializers.IntegerField(source="reviewer_id")
    assigned_by = serializers.IntegerField(
        source="assigned_by_id", allow_null=True, help_text="Null for somebody who stepped back unassigned."
    )
    assigned_at = serializers.DateTimeField()
    recused_at = serializers.DateTimeField(allow_null=True)
    recused_reason = serializers.CharField(allow_blank=True)


class NewReviewer(Input):
    claim = Id()
    reviewer = Id(help_text="The id of a member of the desk who may rate.")


class Recusal(Input):
    claim = Id()
    reason = Text(max_length=400)


class Quorum(Input):
    claim = Id()
    quorum = Whole(
        min_value=1, max_value=assignments.MAX_QUORUM, allow_null=True, help_text="Null for the desk's."
    )


class ReviewerFilters(Filters):
    claim = Id(source="claim_id", required=False)
    reviewer = Id(source="reviewer_id", required=False)


class Reviewers(Resource):
    """Who is to rate which claim."""

    model = ReviewerAssignment
    row = whole = ReviewerRow
    filters = ReviewerFilters
    takes = {"create": NewReviewer, "recuse": Recusal, "quorum": Quorum}
    gives = {"quorum": Quorum, "recuse": ReviewerRow}

    def create(self, request: Request) -> Response:
        """Assign a reviewer to a claim; once some are assigned, only they rate it."""
        said = self.said()
        claim = self.find(Claim, said["claim"], field="claim")
        [row] = assignments.assign(self.me, claim=claim, reviewers=[_member(claim, said["reviewer"])])
        return self.made(row)

    def destroy(self, request: Request, pk: int) -> Response:
        """Take an assignment back, before the rating starts."""
        row = visible(ReviewerAssignment, self.me).select_related("claim", "reviewer").filter(pk=pk).first()
        if row is None:
            raise NotFound(_("There is no assignment %(id)s, or none that you may see.") % {"id": pk})
        assignments.unassign(self.me, claim=row.claim, reviewer=row.reviewer)
        return Response(status=204)

    @action(detail=False, methods=["post"])
    def recuse(self, request: Request) -> Response:
        """Step back from a claim oneself."""
        said = self.said()
        claim = self.find(Claim, said["claim"], field="claim")
        row = assignments.recuse(self.me, claim=claim, reason=said["reason"])
        return Response(self.read(row.pk))

    @action(detail=False, methods=["post"])
    def quorum(self, request: Request) -> Response:
        """How many rate a claim, settled before its rating starts."""
        said = self.said()
        claim = assignments.set_quorum(
            self.me, claim=self.find(Claim, said["claim"], field="claim"), quorum=said["quorum"]
        )
        return Response({"claim": claim.pk, "quorum": claim.quorum})


def _member(claim: Claim, pk: int) -> User:
    member = User.objects.filter(pk=pk, memberships__desk=claim.desk_id).first()
    if member is None:
        message = _("There is no member %(id)s on this desk.") % {"id": pk}
        raise NotFound(message, fields={"reviewer": message})
    return member
