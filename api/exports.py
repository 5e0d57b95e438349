"""Exports: requesting a file of an article, its progress, and downloading it."""

from typing import Any

from django.db import transaction
from django.db.models import Case, CharField, QuerySet, Value, When
from django.db.models.functions import Concat
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from drf_spectacular.types import OpenApiTypes
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from api.core.fields import IdField, MessageField, StrictChoiceField
from api.core.serializers import (
    EmptySerializer,
    ErrorSerializer,
    FilterSerializer,
    InputSerializer,
    OutputSerializer,
)
from api.core.viewsets import ApiRequest, BaseModelViewSet
from factcheck.actions import exports
from factcheck.articles.models import Article
from factcheck.enums import JobState
from factcheck.exports.models import Export
from factcheck.exports.selectors import open_export
from factcheck.reporting.exporters import EXPORTERS
from factcheck.tasks.exports import make_export


class ExportSerializer(OutputSerializer):
    id = serializers.IntegerField()
    article = serializers.IntegerField(source="article_id")
    kind = StrictChoiceField(EXPORTERS)
    state = StrictChoiceField(JobState)
    progress = serializers.IntegerField(help_text="In percent.")
    attempt = serializers.IntegerField()
    error = MessageField()
    sha256 = serializers.CharField(allow_blank=True)
    size = serializers.IntegerField(allow_null=True, help_text="In bytes.")
    file = serializers.CharField(
        source="file_url", allow_null=True, help_text="Its URL, once the export is done."
    )
    requested_by = serializers.IntegerField(source="requested_by_id")
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class ExportCreateSerializer(InputSerializer):
    article = IdField()
    kind = StrictChoiceField(EXPORTERS)


class ExportFilterSerializer(FilterSerializer):
    article = IdField(source="article_id", required=False)
    state = StrictChoiceField(JobState, required=False)
    kind = StrictChoiceField(EXPORTERS, required=False)


class ExportViewSet(BaseModelViewSet):
    """Files that a worker makes from an article."""

    model = Export
    serializer_class = detail_serializer_class = ExportSerializer
    filter_serializer_class = ExportFilterSerializer
    newest_first = True
    request_serializers = {"create": ExportCreateSerializer, "retry": EmptySerializer}
    response_serializers = {
        "create": {202: ExportSerializer},
        "retry": {202: ExportSerializer},
        "file": {(200, "*/*"): OpenApiTypes.BINARY, 409: ErrorSerializer},
    }

    @classmethod
    def get_queryset(cls, user: Any) -> QuerySet[Export]:
        file_url = Concat(Value("/api/v1/exports/"), "pk", Value("/file/"), output_field=CharField())
        return super().get_queryset(user).annotate(file_url=Case(When(state=JobState.DONE, then=file_url)))

    def create(self, request: ApiRequest) -> Response:
        """Request a file of an article, which a worker makes."""
        data = self.validated_data()
        article = self.get_visible_object(Article, data["article"], field="article")
        with transaction.atomic():
            job = exports.request_export(request.user, article=article, kind=data["kind"])
            make_export.send(job.pk)
        return self.created_response(job, status=202)

    @action(detail=True, methods=["post"])
    def retry(self, request: ApiRequest, pk: int) -> Response:
        """Run a failed export again."""
        self.ensure_empty_body()
        with transaction.atomic():
            exports.retry_export(request.user, job=self.get_visible_object(Export, pk))
            make_export.send(pk)
        return Response(self.serialize(pk), status=202)

    @action(detail=True)
    def file(self, request: ApiRequest, pk: int) -> HttpResponseBase:
        """Download the finished file. Its ETag is its SHA-256."""
        export_file = open_export(self.get_visible_object(Export, pk))
        etag = f'"{export_file.sha256}"'
        response = get_conditional_response(request, etag=etag) or FileResponse(
            export_file.file,
            as_attachment=True,
            filename=export_file.name,
            content_type=export_file.media_type,
        )
        response.headers["ETag"] = etag
        # An HTML report is built from text of users: opened in a browser, it must not run as this origin.
        response.headers["Content-Security-Policy"] = "sandbox"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
