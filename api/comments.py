"""Comments: threads on articles, claims, evidence and verdicts."""

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
from factcheck.limits import limit
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
    body = serializers.CharField(help_text="Markdown. Empty if the comment is deleted.")
    quote = serializers.CharField(help_text="The words that the comment is about.")
    mentions = serializers.ListField(
        child=serializers.IntegerField(),
        help_text="The ids of the members that it mentions, as in “@Anna Berg”.",
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
    parent = IdField(required=False, help_text="The comment that this one replies to.")  # type: ignore[assignment]
    body = StrictCharField(max_length=limit("comment"), help_text="Markdown.")
    quote = StrictCharField(
        required=False,
        max_length=limit("passage"),
        help_text="The words that the comment is about; only in the first comment of a thread.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if len(attrs.keys() & TARGET_FIELDS) != 1:
            raise serializers.ValidationError(
                _("Name the target of the comment: exactly one of %(fields)s.")
                % {"fields": ", ".join(TARGET_FIELDS)}
            )
        if "parent" in attrs and "quote" in attrs:
            raise serializers.ValidationError(
                {"quote": _("A reply has no quote of its own; its thread has one.")}
            )
        return attrs


class CommentUpdateSerializer(InputSerializer):
    body = StrictCharField(max_length=limit("comment"))
    resolved = StrictBooleanField()


class CommentFilterSerializer(FilterSerializer):
    article = IdField(source="article_id", required=False)
    claim = IdField(source="claim_id", required=False)
    evidence = IdField(source="evidence_id", required=False)
    verdict = IdField(source="verdict_id", required=False)


class CommentViewSet(BaseModelViewSet):
    """Comments, in threads that can be resolved."""

    model = Comment
    serializer_class = detail_serializer_class = CommentSerializer
    filter_serializer_class = CommentFilterSerializer
    request_serializers = {"create": CommentCreateSerializer, "partial_update": CommentUpdateSerializer}
    response_serializers = {"versions": CommentVersionSerializer(many=True)}

    def create(self, request: ApiRequest) -> Response:
        data = self.validated_data()
        body, quote = data.pop("body"), data.pop("quote", "")
        [(field, pk)] = data.items()  # the serializer has checked that one target is left
        if field == "parent":
            first = self.get_visible_object(Comment, pk, field=field)
            return self.created_response(comments.reply_to_comment(request.user, to=first, body=body))
        target = self.get_visible_object(TARGETS[field], pk, field=field)
        return self.created_response(comments.add_comment(request.user, on=target, body=body, quote=quote))

    def partial_update(self, request: ApiRequest, pk: int) -> Response:
        """Edit a comment of one's own, or resolve or reopen a thread."""
        data, comment = self.validated_data(), self.get_visible_object(Comment, pk)
        with transaction.atomic():
            if "body" in data:
                comments.edit_comment(request.user, comment=comment, body=data["body"])
            if "resolved" in data:
                comments.set_thread_resolved(request.user, comment=comment, resolved=data["resolved"])
        return Response(self.serialize(pk))

    def destroy(self, request: ApiRequest, pk: int) -> Response:
        """Delete the text of a comment. Its author, its time and its replies remain."""
        comments.delete_comment(request.user, comment=self.get_visible_object(Comment, pk))
        return Response(self.serialize(pk))

    @action(detail=True, methods=["get"])
    def versions(self, request: ApiRequest, pk: int) -> Response:
        """List the versions of a comment, newest first."""
        versions = list_versions(self.get_visible_object(Comment, pk))
        return Response([{"body": version.body, "at": version.history_date} for version in versions])
