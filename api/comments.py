"""Comments: threads on an article, a claim, a piece of evidence or a verdict."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from api.fields import Flag, Id, Text
from api.resources import Resource
from api.shapes import Filters, Input, Output
from factcheck.actions import comments
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.evidence.models import Evidence
from factcheck.review.models import Comment, Verdict
from factcheck.review.threads import list_versions

TARGETS: dict[str, Any] = {"article": Article, "claim": Claim, "evidence": Evidence, "verdict": Verdict}
PLACES = (*TARGETS, "parent")


class CommentRow(Output):
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


class CommentVersion(Output):
    body = serializers.CharField()
    at = serializers.DateTimeField(source="history_date")


class NewComment(Input):
    article = Id(required=False)
    claim = Id(required=False)
    evidence = Id(required=False)
    verdict = Id(required=False)
    parent = Id(required=False, help_text="The comment that this one answers.")  # type: ignore[assignment]
    body = Text(help_text="Markdown.")
    quote = Text(
        required=False,
        max_length=2000,
        help_text="Words of what is commented on, in a thread's first comment.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if len(attrs.keys() & PLACES) != 1:
            raise serializers.ValidationError(
                _("Say what the comment is on: exactly one of %(places)s.") % {"places": ", ".join(PLACES)}
            )
        if "parent" in attrs and "quote" in attrs:
            raise serializers.ValidationError({"quote": _("An answer quotes nothing; its thread does.")})
        return attrs


class CommentEdit(Input):
    body = Text()
    resolved = Flag()


class CommentFilters(Filters):
    article = Id(source="article_id", required=False)
    claim = Id(source="claim_id", required=False)
    evidence = Id(source="evidence_id", required=False)
    verdict = Id(source="verdict_id", required=False)


class Comments(Resource):
    """What is said about things, in threads that can be resolved."""

    model = Comment
    row = whole = CommentRow
    filters = CommentFilters
    takes = {"create": NewComment, "partial_update": CommentEdit}
    gives = {"versions": CommentVersion(many=True)}

    def create(self, request: Request) -> Response:
        said = self.said()
        body, quote = said.pop("body"), said.pop("quote", "")
        [(place, pk)] = said.items()
        if place == "parent":
            first = self.find(Comment, pk, field=place)
            return self.made(comments.reply_to_comment(self.me, to=first, body=body))
        on = self.find(TARGETS[place], pk, field=place)
        return self.made(comments.add_comment(self.me, on=on, body=body, quote=quote))

    def partial_update(self, request: Request, pk: int) -> Response:
        """Change one's own words, or resolve or reopen a thread."""
        said, comment = self.said(), self.find(Comment, pk)
        with transaction.atomic():
            if "body" in said:
                comments.edit_comment(self.me, comment=comment, body=said["body"])
            if "resolved" in said:
                comments.set_thread_resolved(self.me, comment=comment, resolved=said["resolved"])
        return Response(self.read(pk))

    def destroy(self, request: Request, pk: int) -> Response:
        """Delete a comment: its words go; who wrote it when, and the answers to it, stay."""
        comments.delete_comment(self.me, comment=self.find(Comment, pk))
        return Response(self.read(pk))

    @action(detail=True, methods=["get"])
    def versions(self, request: Request, pk: int) -> Response:
        """What the comment said, the newest wording first."""
        versions = list_versions(self.find(Comment, pk))
        return Response([{"body": version.body, "at": version.history_date} for version in versions])
