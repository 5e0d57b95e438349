"""Claims: adding, editing, tagging and excluding them. The workflow's steps are in `steps.py`."""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from api.assessments import AssessmentSerializer
from api.comments import CommentSerializer
from api.core.fields import (
    IdField,
    MessageField,
    StrictCharField,
    StrictChoiceField,
    StrictFloatField,
    StrictIntegerField,
    StrictListField,
)
from api.core.serializers import EmptySerializer, FilterSerializer, InputSerializer, OutputSerializer
from api.core.viewsets import ApiRequest, BaseModelViewSet
from api.desks import get_member
from api.evidence import EvidenceSerializer
from api.verdicts import VerdictSerializer
from factcheck.actions.claims import add_claim, edit_claim, exclude_claim
from factcheck.actions.tags import set_tags
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.claims.tags import normalize_key
from factcheck.enums import ClaimState, CreatedBy, ExclusionReason
from factcheck.evidence.models import Evidence
from factcheck.limits import MAX_POSITION, limit
from factcheck.review.models import Assessment, Comment, Verdict


class ClaimSerializer(OutputSerializer):
    id = serializers.IntegerField()
    desk = serializers.SlugField(source="desk.slug")
    article = serializers.IntegerField(source="article_id")
    number = serializers.IntegerField(help_text="The number of the claim within its article.")
    parent = serializers.IntegerField(source="parent_id", allow_null=True)  # type: ignore[assignment]
    start = serializers.IntegerField()
    end = serializers.IntegerField(help_text="Excluded: the quote is text[start:end].")
    quote = serializers.CharField()
    text = serializers.CharField(help_text="The self-contained wording.")
    speaker = serializers.CharField(allow_blank=True)
    kind = serializers.CharField()
    check_worthiness = serializers.FloatField()
    reason = MessageField(help_text="The reasons of its check-worthiness.")
    state = StrictChoiceField(ClaimState)
    set_aside = StrictChoiceField(ExclusionReason, allow_blank=True)
    duplicate_of = serializers.IntegerField(source="duplicate_of_id", allow_null=True)
    assignee = serializers.IntegerField(source="assignee_id", allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    tags = serializers.ListField(child=serializers.CharField(), help_text="By name.")
    rating = serializers.CharField(
        source="concluded", allow_null=True, help_text="The rating of its current verdict."
    )
    origin = StrictChoiceField(CreatedBy)
    method = serializers.CharField(allow_blank=True)
    created_at = serializers.DateTimeField()
    changed_at = serializers.DateTimeField()


class ClaimDetailSerializer(ClaimSerializer):
    evidence = EvidenceSerializer(many=True)
    assessments = AssessmentSerializer(
        many=True, help_text="Only the caller's own until the claim is revealed."
    )
    verdicts = VerdictSerializer(many=True, help_text="All versions, the current one last.")
    comments = CommentSerializer(many=True)


class ClaimCreateSerializer(InputSerializer):
    article = IdField()
    start = StrictIntegerField(min_value=0, max_value=MAX_POSITION)
    end = StrictIntegerField(min_value=1, max_value=MAX_POSITION)
    text = StrictCharField(
        required=False, allow_blank=True, help_text="The self-contained wording; the quote by default."
    )
    speaker = StrictCharField(max_length=limit("speaker"), required=False, allow_blank=True)


class ClaimUpdateSerializer(InputSerializer):
    text = StrictCharField()
    speaker = StrictCharField(max_length=limit("speaker"), allow_blank=True)
    assignee = IdField(allow_null=True, help_text="The id of a member of the desk, or null.")
    due_on = serializers.DateField(allow_null=True, help_text="The date that its check is due, or null.")


class ClaimExclusionSerializer(InputSerializer):
    why = StrictChoiceField([why for why in ExclusionReason if why])


class ClaimTagsSerializer(InputSerializer):
    tags = StrictListField(
        child=StrictCharField(max_length=200),
        max_length=limit("tags"),
        help_text="All tags that the claim is to have.",
    )


class TagNameField(StrictCharField):
    """The name of a tag, normalized to its key, so that case and spacing do not matter."""

    def to_internal_value(self, data: Any) -> str:
        return normalize_key(super().to_internal_value(data))


class ClaimFilterSerializer(FilterSerializer):
    desk = StrictCharField(source="desk__slug", max_length=limit("slug"), required=False)
    article = IdField(source="article_id", required=False)
    state = StrictChoiceField(ClaimState, required=False)
    set_aside = StrictChoiceField(
        ExclusionReason, required=False, allow_blank=True, help_text="Empty for claims that are not excluded."
    )
    assignee = IdField(source="assignee_id", required=False)
    tag = TagNameField(
        source="tag_rows__key", max_length=limit("tag"), required=False, help_text="The name of a tag."
    )
    min_check_worthiness = StrictFloatField(
        source="check_worthiness__gte", min_value=0, max_value=1, required=False
    )
    q = StrictCharField(
        source="text__icontains", max_length=limit("find"), required=False, help_text="Part of the wording."
    )


class ClaimViewSet(BaseModelViewSet):
    """Checkable assertions, anchored in an article by their span and quote."""

    model = Claim
    serializer_class = ClaimSerializer
    detail_serializer_class = ClaimDetailSerializer
    filter_serializer_class = ClaimFilterSerializer
    request_serializers = {
        "create": ClaimCreateSerializer,
        "partial_update": ClaimUpdateSerializer,
        "set_aside": ClaimExclusionSerializer,
        "put_back": EmptySerializer,
        "tags": ClaimTagsSerializer,
    }

    @classmethod
    def get_queryset(cls, user: Any) -> QuerySet[Claim]:
        return annotate_rating(super().get_queryset(user))

    def serialize(self, pk: int) -> dict[str, Any]:
        claim, user = super().serialize(pk), self.request.user
        return claim | {
            "evidence": EvidenceSerializer.serialize_queryset(Evidence.objects.filter(claim=pk)),
            "assessments": AssessmentSerializer.serialize_queryset(
                Assessment.objects.visible_to(user).filter(claim=pk)
            ),
            "verdicts": VerdictSerializer.serialize_queryset(Verdict.objects.filter(claim=pk)),
            "comments": CommentSerializer.serialize_queryset(Comment.objects.filter(claim=pk)),
        }

    def create(self, request: ApiRequest) -> Response:
        data = self.validated_data()
        article = self.get_visible_object(Article, data.pop("article"), field="article")
        return self.created_response(add_claim(request.user, article=article, **data))

    def partial_update(self, request: ApiRequest, pk: int) -> Response:
        claim, changes = self.get_visible_object(Claim, pk), self.validated_data()
        if changes.get("assignee"):
            changes["assignee"] = get_member(claim.desk_id, changes["assignee"], field="assignee")
        edit_claim(request.user, claim=claim, **changes)
        return Response(self.serialize(pk))

    @action(detail=True, methods=["post"])
    def tags(self, request: ApiRequest, pk: int) -> Response:
        """Replace the tags of a claim. Tags that the desk does not have are created. Sign-offs are not dropped."""
        set_tags(request.user, claim=self.get_visible_object(Claim, pk), names=self.validated_data()["tags"])
        return Response(self.serialize(pk))

    @action(detail=True, methods=["post"], url_path="set-aside")
    def set_aside(self, request: ApiRequest, pk: int) -> Response:
        """Exclude a claim from the review."""
        exclude_claim(
            request.user,
            claim=self.get_visible_object(Claim, pk),
            reason=ExclusionReason(self.validated_data()["why"]),
        )
        return Response(self.serialize(pk))

    @action(detail=True, methods=["post"], url_path="put-back")
    def put_back(self, request: ApiRequest, pk: int) -> Response:
        """Include an excluded claim again, in its former state."""
        self.ensure_empty_body()
        exclude_claim(request.user, claim=self.get_visible_object(Claim, pk), reason=ExclusionReason.NO)
        return Response(self.serialize(pk))


def annotate_rating(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Annotate the slug of the current verdict's rating."""
    current = Verdict.objects.filter(claim=OuterRef("pk"), current=True).order_by()
    return claims.annotate(concluded=Subquery(current.values(slug=F("rating__slug"))))
