"""Claims: marked, worded, assigned and set aside. Their steps through the review are in `steps.py`."""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from api.assessments import AssessmentRow
from api.comments import CommentRow
from api.evidence import EvidenceRow
from api.fields import Choice, Id, Number, Text, Whole
from api.resources import Resource
from api.shapes import Filters, Input, Nothing, Output
from api.verdicts import VerdictRow
from factcheck.articles.models import Article
from factcheck.claims import services
from factcheck.claims.models import Claim
from factcheck.claims.tags import key_of, set_tags
from factcheck.desks.models import User
from factcheck.enums import ClaimState, CreatedBy, ExclusionReason
from factcheck.evidence.models import Evidence
from factcheck.exceptions import NotFound
from factcheck.review import edits
from factcheck.review.models import Assessment, Comment, Verdict


class ClaimRow(Output):
    id = serializers.IntegerField()
    desk = serializers.SlugField(source="desk.slug")
    article = serializers.IntegerField(source="article_id")
    number = serializers.IntegerField(help_text="Counts the claims of its article.")
    parent = serializers.IntegerField(source="parent_id", allow_null=True)  # type: ignore[assignment]
    start = serializers.IntegerField()
    end = serializers.IntegerField(help_text="Excluded: the quote is text[start:end].")
    quote = serializers.CharField()
    text = serializers.CharField(help_text="The self-contained wording.")
    speaker = serializers.CharField(allow_blank=True)
    kind = serializers.CharField()
    check_worthiness = serializers.FloatField()
    reason = serializers.CharField(allow_blank=True, help_text="Why it is worth checking, or not.")
    state = Choice(ClaimState)
    set_aside = Choice(ExclusionReason, allow_blank=True)
    duplicate_of = serializers.IntegerField(source="duplicate_of_id", allow_null=True)
    assignee = serializers.IntegerField(source="assignee_id", allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    tags = serializers.ListField(child=serializers.CharField(), help_text="The desk's own order, by name.")
    rating = serializers.CharField(source="concluded", allow_null=True, help_text="Of its current verdict.")
    origin = Choice(CreatedBy)
    method = serializers.CharField(allow_blank=True)
    created_at = serializers.DateTimeField()
    changed_at = serializers.DateTimeField()


class ClaimWhole(ClaimRow):
    evidence = EvidenceRow(many=True)
    assessments = AssessmentRow(many=True, help_text="While it is rated, only the caller's own.")
    verdicts = VerdictRow(many=True, help_text="All versions, the current one last.")
    comments = CommentRow(many=True)


class NewClaim(Input):
    article = Id()
    start = Whole(min_value=0, max_value=2**31 - 1)
    end = Whole(min_value=1, max_value=2**31 - 1)
    text = Text(
        required=False, allow_blank=True, help_text="The self-contained wording; the quote by default."
    )
    speaker = Text(max_length=200, required=False, allow_blank=True)


class ClaimEdit(Input):
    text = Text()
    speaker = Text(max_length=200, allow_blank=True)
    assignee = Id(allow_null=True, help_text="The id of a member of the desk, or null.")
    due_on = serializers.DateField(allow_null=True, help_text="By when its check is due, or null.")


class SettingAside(Input):
    why = Choice([why for why in ExclusionReason if why])


class Tagging(Input):
    tags = serializers.ListField(
        child=Text(max_length=200), max_length=100, help_text="All that it is to bear."
    )


class TagName(Text):
    """A tag by its name, however that is written."""

    def to_internal_value(self, data: Any) -> str:
        return key_of(super().to_internal_value(data))


class ClaimFilters(Filters):
    desk = Text(source="desk__slug", max_length=60, required=False)
    article = Id(source="article_id", required=False)
    state = Choice(ClaimState, required=False)
    set_aside = Choice(
        ExclusionReason, required=False, allow_blank=True, help_text="Empty for those on their way."
    )
    assignee = Id(source="assignee_id", required=False)
    tag = TagName(source="tag_rows__key", max_length=40, required=False, help_text="The name of a tag.")
    min_check_worthiness = Number(source="check_worthiness__gte", min_value=0, max_value=1, required=False)
    q = Text(source="text__icontains", max_length=200, required=False, help_text="Words of the wording.")


class Claims(Resource):
    """Checkable assertions, anchored in an article by position and quote."""

    model = Claim
    row = ClaimRow
    whole = ClaimWhole
    filters = ClaimFilters
    takes = {
        "create": NewClaim,
        "partial_update": ClaimEdit,
        "set_aside": SettingAside,
        "put_back": Nothing,
        "tags": Tagging,
    }

    @classmethod
    def rows(cls, user: Any) -> QuerySet[Claim]:
        return with_rating(super().rows(user))

    def read(self, pk: int) -> dict[str, Any]:
        claim, user = super().read(pk), self.request.user
        return claim | {
            "evidence": EvidenceRow.rows(Evidence.objects.filter(claim=pk)),
            "assessments": AssessmentRow.rows(Assessment.objects.visible_to(user).filter(claim=pk)),
            "verdicts": VerdictRow.rows(Verdict.objects.filter(claim=pk)),
            "comments": CommentRow.rows(Comment.objects.filter(claim=pk)),
        }

    def create(self, request: Request) -> Response:
        said = self.said()
        article = self.find(Article, said.pop("article"), field="article")
        return self.made(services.add_claim(self.me, article=article, **said))

    def partial_update(self, request: Request, pk: int) -> Response:
        claim, changes = self.find(Claim, pk), self.said()
        if changes.get("assignee"):
            changes["assignee"] = _member(claim, changes["assignee"])
        edits.edit_claim(self.me, claim=claim, **changes)
        return Response(self.read(pk))

    @action(detail=True, methods=["post"])
    def tags(self, request: Request, pk: int) -> Response:
        """Give a claim just these tags. Those that the desk has not yet are made; no sign-off is dropped."""
        set_tags(self.me, claim=self.find(Claim, pk), names=self.said()["tags"])
        return Response(self.read(pk))

    @action(detail=True, methods=["post"], url_path="set-aside")
    def set_aside(self, request: Request, pk: int) -> Response:
        """Take a claim off the way of the review."""
        services.set_aside(self.me, claim=self.find(Claim, pk), why=ExclusionReason(self.said()["why"]))
        return Response(self.read(pk))

    @action(detail=True, methods=["post"], url_path="put-back")
    def put_back(self, request: Request, pk: int) -> Response:
        """Bring a claim that was set aside back to where it was."""
        self.said()
        services.set_aside(self.me, claim=self.find(Claim, pk), why=ExclusionReason.NO)
        return Response(self.read(pk))


def with_rating(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Add the slug of the current verdict's rating."""
    current = Verdict.objects.filter(claim=OuterRef("pk"), current=True).order_by()
    return claims.annotate(concluded=Subquery(current.values(slug=F("rating__slug"))))


def _member(claim: Claim, pk: int) -> User:
    member = User.objects.filter(pk=pk, memberships__desk=claim.desk_id).first()
    if member is None:
        message = _("There is no member %(id)s on this desk.") % {"id": pk}
        raise NotFound(message, fields={"assignee": message})
    return member
