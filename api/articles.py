"""Articles: submitted as text or file, read with their text and the progress of splitting."""

import json
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, IntegerField, JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.response import Response

from api.core.fields import MessageField, StrictCharField, StrictChoiceField, StrictURLField
from api.core.renderers import JSONParser
from api.core.serializers import EmptySerializer, FilterSerializer, InputSerializer, OutputSerializer
from api.core.viewsets import ApiRequest, BaseModelViewSet
from factcheck.actions.articles import edit_article
from factcheck.actions.readings import discard_unread, retry_reading
from factcheck.actions.splitting import rerun_splitter
from factcheck.articles.models import Article, Reading, Revision
from factcheck.articles.selectors import get_article_or_unread
from factcheck.claims.models import Claim, SplitRun
from factcheck.enums import ClaimState, ExclusionReason, JobState
from factcheck.exceptions import InvalidInput
from factcheck.limits import limit
from factcheck.stored_messages import from_json
from factcheck.tasks.readings import read_file
from factcheck.tasks.splitting import split_revision
from factcheck.tasks.submissions import Accepted, submit_bytes, submit_pasted, wait_until_read

CONCLUDED_STATES = [state for state in ClaimState if state.rank >= ClaimState.PROPOSED.rank]


class SplitRunStateSerializer(serializers.Serializer):
    state = StrictChoiceField(JobState)
    method = serializers.CharField(allow_blank=True, help_text="The splitter and its version, once finished.")
    error = MessageField()


class ReadingStateSerializer(serializers.Serializer):
    state = StrictChoiceField(JobState)
    error = MessageField()


class ArticleSerializer(OutputSerializer):
    id = serializers.IntegerField()
    desk = serializers.SlugField(source="desk.slug")
    title = serializers.CharField()
    source_name = serializers.CharField(allow_blank=True)
    source_url = serializers.CharField(allow_blank=True)
    language = serializers.CharField(allow_blank=True)
    sha256 = serializers.CharField(help_text="The digest of the normalised text in UTF-8.")
    reading = ReadingStateSerializer(
        source="reading_state",
        allow_null=True,
        help_text="Of the article's file; null for pasted text. Until it is done, the text is empty.",
    )
    splitting = SplitRunStateSerializer(source="splitting_state", allow_null=True)
    claim_count = serializers.IntegerField(help_text="Claims that are not excluded.")
    concluded_count = serializers.IntegerField(help_text="Those of them that have a verdict.")
    submitted_by = serializers.IntegerField(source="submitted_by_id")
    created_at = serializers.DateTimeField()


class ArticleDetailSerializer(ArticleSerializer):
    text = serializers.CharField(
        help_text="Normalised. All positions count Unicode code points of this text."
    )
    warnings = serializers.JSONField(
        source="reading_warnings", help_text="Sentences: what the reader of the file left out or guessed."
    )


class ArticleSubmissionSerializer(ArticleDetailSerializer):
    created = serializers.BooleanField(help_text="False if the desk already had this text.")


class ArticleCreateSerializer(InputSerializer):
    title = StrictCharField(max_length=limit("title"), required=False, allow_blank=True)
    text = StrictCharField(
        max_length=settings.UPLOAD_MAX_BYTES, required=False, trim_whitespace=False, allow_blank=True
    )
    file = serializers.FileField(
        required=False, allow_empty_file=True, help_text="txt, html, docx, pdf, mhtml, eml, srt or vtt."
    )
    desk = StrictCharField(
        max_length=limit("slug"), required=False, help_text="A slug; by default the caller's first desk."
    )
    source_name = StrictCharField(max_length=limit("publisher"), required=False, allow_blank=True)
    source_url = StrictURLField(required=False, allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("text" in attrs) == ("file" in attrs):
            raise serializers.ValidationError(_("Send either `text`, or a `file` in a multipart body."))
        return attrs


class ArticleUpdateSerializer(InputSerializer):
    title = StrictCharField(max_length=limit("title"))
    source_name = StrictCharField(max_length=limit("publisher"), allow_blank=True)
    source_url = StrictURLField(allow_blank=True)
    language = StrictCharField(max_length=limit("language"), allow_blank=True)


class ArticleFilterSerializer(FilterSerializer):
    desk = StrictCharField(source="desk__slug", max_length=limit("slug"), required=False)
    q = StrictCharField(
        source="title__icontains", max_length=limit("find"), required=False, help_text="Part of the title."
    )
    sha256 = StrictCharField(max_length=limit("digest"), required=False)


class ArticleViewSet(BaseModelViewSet):
    """Articles under review. Title, source and language can be edited, the text cannot."""

    model = Article
    serializer_class = ArticleSerializer
    detail_serializer_class = ArticleDetailSerializer
    filter_serializer_class = ArticleFilterSerializer
    newest_first = True
    request_serializers = {
        "create": ArticleCreateSerializer,
        "partial_update": ArticleUpdateSerializer,
        "split": EmptySerializer,
        "read": EmptySerializer,
    }
    response_serializers = {
        "create": {
            201: ArticleSubmissionSerializer,
            200: ArticleSubmissionSerializer,
            202: ArticleSubmissionSerializer,
        },
        "read": {202: ArticleDetailSerializer},
        "split": {202: ArticleDetailSerializer},
    }

    def get_parsers(self) -> list[BaseParser]:
        """Accept a multipart body for a new article, which can be a file; JSON for everything else."""
        # The schema generator asks before there is an action, so this reads the action map.
        is_new = (self.action_map or {}).get("post") == "create"
        return [JSONParser(), MultiPartParser()] if is_new else [JSONParser()]

    @classmethod
    def get_queryset(cls, user: Any) -> QuerySet[Article]:
        return annotate_progress(Article.objects.visible_with_unread(user).with_current_revision())

    def create(self, request: ApiRequest) -> Response:
        data = self.validated_data()
        desk, file = self.get_desk_or_default(data.pop("desk", "")), data.pop("file", None)
        if file is None:
            accepted = submit_pasted(request.user, desk=desk, **data)
        else:
            accepted = submit_bytes(
                request.user, desk=desk, data=file.read(), filename=file.name or "", **data
            )
        if accepted.reading_id is not None:
            return self._reading_response(request, accepted)
        return self._submission_response(accepted.article_id, created=accepted.created)

    def _reading_response(self, request: ApiRequest, accepted: Accepted) -> Response:
        """Answer 201 once the file has been read, 400 if it cannot be read, and 202 if that takes long."""
        reading = wait_until_read(accepted.reading_id or 0)
        if reading.state == JobState.FAILED:
            if accepted.created:
                discard_unread(request.user, article=reading.article)
            why = str(reading.error)
            raise InvalidInput(why, fields={"file": why})
        is_new = accepted.created and reading.duplicate_of_id is None
        pk = reading.duplicate_of_id or reading.article_id
        return self._submission_response(pk, created=is_new, is_read=reading.is_finished)

    def _submission_response(self, pk: int, *, created: bool, is_read: bool = True) -> Response:
        status = (201 if created else 200) if is_read else 202
        response = self.created_response(Article(pk=pk), status=status)
        response.data["created"] = created
        return response

    def retrieve(self, request: ApiRequest, pk: int) -> Response:
        return Response(self.serialize(get_article_or_unread(request.user, pk).pk))

    def destroy(self, request: ApiRequest, pk: int) -> Response:
        """Remove an article whose file could not be read. Other articles cannot be deleted."""
        discard_unread(request.user, article=get_article_or_unread(request.user, pk))
        return Response(status=204)

    @action(detail=True, methods=["post"])
    def read(self, request: ApiRequest, pk: int) -> Response:
        """Read the file of an article again after that has failed."""
        self.ensure_empty_body()
        with transaction.atomic():
            article = get_article_or_unread(request.user, pk)
            read_file.send(retry_reading(request.user, article=article).pk)
        return Response(self.serialize(pk), status=202)

    def partial_update(self, request: ApiRequest, pk: int) -> Response:
        edit_article(request.user, article=self.get_visible_object(Article, pk), **self.validated_data())
        return Response(self.serialize(pk))

    @action(detail=True, methods=["post"])
    def split(self, request: ApiRequest, pk: int) -> Response:
        """Run the splitter again after it has failed."""
        self.ensure_empty_body()
        with transaction.atomic():
            split_revision.send(rerun_splitter(request.user, article=self.get_visible_object(Article, pk)).pk)
        return Response(self.serialize(pk), status=202)


class WarningsField(JSONField):
    """Stored messages as one JSON column, rendered as sentences in the caller's language."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        stored = super().from_db_value(value, expression, connection)
        return [str(from_json(warning)) for warning in stored or ()]


class JobStateField(JSONField):
    """The state of a job as one JSON column, with its error as a sentence in the caller's language."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        run = super().from_db_value(value, expression, connection)
        if run is None:
            return None
        # A JSON column inside JSON_OBJECT is an object on PostgreSQL, but a string on SQLite.
        error = json.loads(run["error"]) if isinstance(run["error"], str) else run["error"]
        return run | {"error": MessageField.render(from_json(error) if error else None)}


def annotate_progress(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Annotate the states of the reading and the latest split run, the warnings, and the numbers of claims."""
    runs = SplitRun.objects.filter(revision__article=OuterRef("pk")).order_by("-revision__number", "-id")
    # Correlated subqueries, so that only the claims of the articles on the page are counted.
    claims = (
        Claim.objects.filter(article=OuterRef("pk"), set_aside=ExclusionReason.NO)
        .order_by()
        .values("article")
    )
    concluded = Count("pk", filter=Q(state__in=CONCLUDED_STATES))
    readings = Reading.objects.filter(article=OuterRef("pk"))
    newest = Revision.objects.filter(article=OuterRef("pk")).order_by("-number")
    return articles.annotate(
        reading_state=Subquery(
            readings.values(run=JSONObject(state="state", error="error"))[:1], output_field=JobStateField()
        ),
        reading_warnings=Subquery(newest.values("warnings")[:1], output_field=WarningsField()),
        splitting_state=Subquery(
            runs.values(run=JSONObject(state="state", method="method", error="error"))[:1],
            output_field=JobStateField(),
        ),
        claim_count=_or_zero(claims.values(number=Count("pk"))),
        concluded_count=_or_zero(claims.values(number=concluded)),
    )


def _or_zero(counts: QuerySet[Any]) -> Coalesce:
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)
