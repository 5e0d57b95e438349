"""Comments: threads on an article, a claim, a piece of evidence or a verdict."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from api.core.fields import IdField, StrictBooleanField, StrictCharField
from api.core.serializers import FilterSerializer, InputSerializer, OutputSerializer
from api.core.viewsets import ApiRequest, BaseModelViewSet
from factcheck.actions import comments
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.evidence.models import Evidence
from factcheck.review.models import Comment, Verdict
from factcheck.review.threads import list_versions

TARGETS: dict[str, Any] = {"article": Article, "claim": Claim, "evidence": Evidence, "verdict": Verdict}
TARGET_FIELDS = (*TARGETS, "parent")


class CommentSerializer(OutputSerializer):
    id = serializers.IntegerField()
    article = serializers.IntegerField(source="article_id", allow_null=True)
    claim = serializers.IntegerField(source="claim_id", allow_null=True)
    evidence = serializers.IntegerField(source="evidence_id", allow_null=True)
    verdict = serializers.IntegerField(source="verdict_id", allow_null=True)
    parent = serializers.IntegerField(  # type: ignore[assignment]
        source="parent_id", allow_null=True, help_text="The thread's first comment."
    )
    author = serializers.IntegerField(source="author_id")
    body = serializers.CharField(help_text="Markdown; empty once it is deleted.")
    quote = serializers.CharField(help_text="The words of the thing that it speaks of.")
    mentions = serializers.ListField(
        child=serializers.IntegerField(), help_text="The members that it names, as in “@Anna Berg”."
    )
    resolved_at = serializers.DateTimeField(allow_null=True)
    resolved_by = serializers.IntegerField(source="resolved_by_id", allow_null=True)
    created_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)
    deleted_at = serializers.DateTimeField(allow_null=True)
    deleted_by = serializers.IntegerField(source="deleted_by_id", allow_null=True)


class CommentVersionSerializer(OutputSerializer):
    body = serializers.CharField()
    at = serializers.DateTimeField(source="history_date")


class CommentCreateSerializer(InputSerializer):
    article = IdField(required=False)
    claim = IdField(required=False)
    evidence = IdField(required=False)
    verdict = IdField(required=False)
    parent = IdField(required=False, help_text="The comment that this one answers.")  # type: ignore[assignment]
    body = StrictCharField(help_text="Markdown.")
    quote = StrictCharField(
        required=False,
        max_length=2000,
        help_text="Words of what is commented on, in a thread's first comment.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if len(attrs.keys() & TARGET_FIELDS) != 1:
            raise serializers.ValidationError(
                _("Say what the comment is on: exactly one of %(places)s.")
                % {"places": ", ".join(TARGET_FIELDS)}
            )
        if "parent" in attrs and "quote" in attrs:
            raise serializers.ValidationError({"quote": _("An answer quotes nothing; its thread does.")})
        return attrs


class CommentUpdateSerializer(InputSerializer):
    body = StrictCharField()
    resolved = StrictBooleanField()


class CommentFilterSerializer(FilterSerializer):
    article = IdField(source="article_id", required=False)
    claim = IdField(source="claim_id", required=False)
    evidence = IdField(source="evidence_id", required=False)
    verdict = IdField(source="verdict_id", required=False)


class CommentViewSet(BaseModelViewSet):
    """What is said about things, in threads that can be resolved."""

    model = Comment
    serializer_class = detail_serializer_class = CommentSerializer
    filter_serializer_class = CommentFilterSerializer
    request_serializers = {"create": CommentCreateSerializer, "partial_update": CommentUpdateSerializer}
    response_serializers = {"versions": CommentVersionSerializer(many=True)}

    def create(self, request: ApiRequest) -> Response:
        said = self.validated_data()
        body, quote = said.pop("body"), said.pop("quote", "")
        [(place, pk)] = said.items()
        if place == "parent":
            first = self.get_visible_object(Comment, pk, field=place)
            return self.created_response(comments.reply_to_comment(request.user, to=first, body=body))
        on = self.get_visible_object(TARGETS[place], pk, field=place)
        return self.created_response(comments.add_comment(request.user, on=on, body=body, quote=quote))

    def partial_update(self, request: ApiRequest, pk: int) -> Response:
        """Change one's own words, or resolve or reopen a thread."""
        said, comment = self.validated_data(), self.get_visible_object(Comment, pk)
        with transaction.atomic():
            if "body" in said:
                comments.edit_comment(request.user, comment=comment, body=said["body"])
            if "resolved" in said:
                comments.set_thread_resolved(request.user, comment=comment, resolved=said["resolved"])
        return Response(self.serialize(pk))

    def destroy(self, request: ApiRequest, pk: int) -> Response:
        """Delete a comment: its words go; who wrote it when, and the answers to it, stay."""
        comments.delete_comment(request.user, comment=self.get_visible_object(Comment, pk))
        return Response(self.serialize(pk))

    @action(detail=True, methods=["get"])
    def versions(self, request: ApiRequest, pk: int) -> Response:
        """What the comment said, the newest wording first."""
        versions = list_versions(self.get_visible_object(Comment, pk))
        return Response([{"body": version.body, "at": version.history_date} for version in versions])
