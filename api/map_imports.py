"""Importing argument maps from files, with a preview of what they become."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.response import Response

from api.core.fields import IdField, StrictBooleanField, StrictCharField, StrictChoiceField
from api.core.renderers import JSONParser
from api.core.serializers import InputSerializer
from api.core.viewsets import ApiRequest, BaseViewSet
from factcheck.actions.map_import import describe_changes, import_map, preview_map
from factcheck.argument.formats import READERS
from factcheck.articles.models import Article
from factcheck.enums import StatementKind
from factcheck.limits import limit
from factcheck.maps.import_choices import ExistingChoice, StatementChoice
from factcheck.maps.import_plan import ImportPlan

MAX_EXAMPLES = 3


class MapImportCreateSerializer(InputSerializer):
    text = StrictCharField(
        max_length=settings.UPLOAD_MAX_BYTES, required=False, trim_whitespace=False, help_text="The file."
    )
    file = serializers.FileField(required=False, help_text="In a multipart body, instead of `text`.")
    filename = StrictCharField(
        max_length=255, required=False, help_text="Of `text`; a later version has the same name."
    )
    desk = StrictCharField(
        max_length=limit("slug"), required=False, help_text="A slug; by default the caller's first desk."
    )
    article = IdField(required=False, help_text="The article into whose map it goes.")
    kind = StrictChoiceField(READERS, required=False, help_text="The format; by default it is detected.")
    statements = StrictChoiceField(
        StatementChoice,
        required=False,
        help_text="What statements become. By default, only main claims are claims.",
    )
    existing = StrictChoiceField(
        ExistingChoice,
        required=False,
        help_text="What to do if the desk has the map. By default, a 409 says so.",
    )
    strict = StrictBooleanField(required=False, help_text="Refuse a file that cannot be imported whole.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("text" in attrs) == ("file" in attrs):
            raise serializers.ValidationError(_("Send either `text`, or a `file` in a multipart body."))
        return attrs


class ImportNoteSerializer(serializers.Serializer):
    where = serializers.CharField(allow_blank=True, help_text="The position in the file.")
    message = serializers.CharField()


class MapImportResultSerializer(serializers.Serializer):
    article = serializers.IntegerField()
    created = serializers.BooleanField(help_text="Whether the article is new.")
    changes = serializers.IntegerField(help_text="Of the map of an article that exists.")
    notes = ImportNoteSerializer(many=True)


class MapImportPreviewSerializer(serializers.Serializer):
    title = serializers.CharField()
    kind = StrictChoiceField(READERS)
    statements = serializers.DictField(child=serializers.IntegerField(), help_text="Numbers by kind.")
    relations = serializers.DictField(child=serializers.IntegerField(), help_text="Numbers by kind.")
    examples = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    stored_nodes = serializers.IntegerField(help_text="Nodes of the file that are stored for export only.")
    stored_edges = serializers.IntegerField()
    notes = ImportNoteSerializer(many=True)
    article = serializers.IntegerField(allow_null=True, help_text="The article that has this map already.")
    changes = serializers.CharField(allow_blank=True, help_text="What the file would change in it.")


class MapImportViewSet(BaseViewSet):
    """Import a map as a new article, into the map of an article, or look at what it would become."""

    request_serializers = {"create": MapImportCreateSerializer, "preview": MapImportCreateSerializer}
    response_serializers = {
        "create": {201: MapImportResultSerializer, 200: MapImportResultSerializer},
        "preview": {200: MapImportPreviewSerializer},
    }

    def get_parsers(self) -> list[BaseParser]:
        return [JSONParser(), MultiPartParser()]

    def create(self, request: ApiRequest) -> Response:
        """Import a map."""
        choices = self._choices()
        existing = ExistingChoice(choices.pop("existing", ExistingChoice.ASK))
        done = import_map(request.user, existing=existing, **choices)
        body = {
            "article": done.article.pk,
            "created": done.created,
            "changes": done.changes,
            "notes": _to_notes(done.notes),
        }
        return Response(body, status=201 if done.created else 200)

    @action(detail=False, methods=["post"])
    def preview(self, request: ApiRequest) -> Response:
        """Return what an import would make and change. Nothing is stored."""
        choices = self._choices()
        choices.pop("existing", None)
        return Response(_to_preview(preview_map(request.user, **choices)))

    def _choices(self) -> dict[str, Any]:
        data = self.validated_data()
        file, text = data.pop("file", None), data.pop("text", "")
        article_id, slug = data.pop("article", None), data.pop("desk", "")
        article = self.get_visible_object(Article, article_id, field="article") if article_id else None
        return {
            **data,
            "data": file.read() if file else text.encode(),
            "filename": (file.name if file else data.get("filename")) or "",
            "statements": StatementChoice(data.get("statements", StatementChoice.PREMISES)),
            "desk": article.desk if article else self.get_desk_or_default(slug),
            "article": article,
        }


def _to_preview(plan: ImportPlan) -> dict[str, Any]:
    nodes, edges = plan.count_stored()
    return {
        "title": plan.title,
        "kind": plan.kind,
        "statements": plan.count_statements(),
        "relations": plan.count_relations(),
        "examples": {
            kind.value: [item.text for item in plan.list_examples(kind, MAX_EXAMPLES)]
            for kind in StatementKind
        },
        "stored_nodes": nodes,
        "stored_edges": edges,
        "notes": _to_notes(plan.notes),
        "article": plan.article.pk if plan.article else None,
        "changes": describe_changes(plan) if plan.article else "",
    }


def _to_notes(notes: Any) -> list[dict[str, str]]:
    return [{"where": note.where, "message": note.message} for note in notes]
