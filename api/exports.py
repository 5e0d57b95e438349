"""Exports: asked for, watched, fetched and tried again."""

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

from api.core.fields import IdField, StrictChoiceField
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
    progress = serializers.IntegerField(help_text="Percent.")
    attempt = serializers.IntegerField()
    error = serializers.CharField(allow_blank=True)
    sha256 = serializers.CharField(allow_blank=True)
    size = serializers.IntegerField(allow_null=True, help_text="Bytes.")
    file = serializers.CharField(source="address", allow_null=True, help_text="Where it is, once it is done.")
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
    """Files made of an article, by a worker."""

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
        address = Concat(Value("/api/v1/exports/"), "pk", Value("/file/"), output_field=CharField())
        return super().get_queryset(user).annotate(address=Case(When(state=JobState.DONE, then=address)))

    def create(self, request: ApiRequest) -> Response:
        """Ask for a file of an article; a worker makes it."""
        said = self.validated_data()
        article = self.get_visible_object(Article, said["article"], field="article")
        with transaction.atomic():
            job = exports.request_export(request.user, article=article, kind=said["kind"])
            make_export.send(job.pk)
        return self.created_response(job, status=202)

    @action(detail=True, methods=["post"])
    def retry(self, request: ApiRequest, pk: int) -> Response:
        """Try a failed export again."""
        self.validated_data()
        with transaction.atomic():
            exports.retry_export(request.user, job=self.get_visible_object(Export, pk))
            make_export.send(pk)
        return Response(self.serialize(pk), status=202)

    @action(detail=True)
    def file(self, request: ApiRequest, pk: int) -> HttpResponseBase:
        """The finished file. Whatever it holds, a browser that shows it runs nothing in it."""
        handed = open_export(self.get_visible_object(Export, pk))
        etag = f'"{handed.sha256}"'
        response = get_conditional_response(request, etag=etag) or FileResponse(
            handed.file, as_attachment=True, filename=handed.name, content_type=handed.media_type
        )
        response.headers["ETag"] = etag
        response.headers["Content-Security-Policy"] = "sandbox"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
