"""The argument map of an article with its strengths, and undo and redo of the caller's changes in it."""

from dataclasses import fields
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema_serializer
from rest_framework import serializers
from rest_framework.response import Response

from api.core.fields import (
    MomentField,
    StrictBooleanField,
    StrictCharField,
    StrictChoiceField,
    StrictIntegerField,
)
from api.core.serializers import EmptySerializer, FilterSerializer
from api.core.viewsets import ApiRequest, BaseViewSet
from factcheck.actions.maps import redo_last_undo, undo_last_change
from factcheck.argument.computed_labels import ComputedLabel
from factcheck.argument.focus import MAX_DEPTH, Focus
from factcheck.argument.graph import Relation, Statement
from factcheck.argument.semantics import SEMANTICS
from factcheck.articles.models import Article
from factcheck.enums import RelationKind, StatementKind
from factcheck.maps.models import MapChange
from factcheck.maps.weighed_map import WeighedMap, weigh_map

STATEMENT_FIELDS = tuple(field.name for field in fields(Statement))
RELATION_FIELDS = tuple(field.name for field in fields(Relation))

EXAMPLE_CLAIM = {
    "id": "c3",
    "text": "The city repaired 31 bridges.",
    "kind": "claim",
    "base": 0.5,
    "origin": "",
    "active": True,
    "confirmed": True,
    "label": "",
    "url": "https://factcheck.example/claims/3/",
    "title": "",
    "publisher": "",
    "source": "",
    "published_on": "",
    "extra": {},
    "strength": 0.95,
    "likelihood": "almost certain",
    "computed_label": "supported",
    "one_source": True,
}
EXAMPLE_EVIDENCE = EXAMPLE_CLAIM | {
    "id": "e12",
    "text": "31 bridges were repaired.",
    "kind": "evidence",
    "base": 0.9,
    "origin": "source-4",
    "url": "https://roads.example/list",
    "publisher": "Road office",
    "source": "List of bridges",
    "published_on": "2024-05-03",
    "strength": 0.9,
    "likelihood": "very likely",
    "computed_label": None,
    "one_source": None,
}


class StatementSerializer(serializers.Serializer):
    id = serializers.CharField()
    text = serializers.CharField()
    kind = StrictChoiceField(StatementKind)
    base = serializers.FloatField(help_text="The base score, from 0.01 to 0.99.")
    origin = serializers.CharField(allow_blank=True, help_text="Evidence with the same origin counts once.")
    active = serializers.BooleanField()
    confirmed = serializers.BooleanField(
        help_text="A draft claim is not; it weighs nothing in arguments for others."
    )
    label = serializers.CharField(allow_blank=True, help_text="The verdict, decided by people.")  # type: ignore[assignment]
    url = serializers.CharField(allow_blank=True)
    title = serializers.CharField(
        allow_blank=True, help_text="The name that an imported file gave the statement."
    )
    publisher = serializers.CharField(allow_blank=True, help_text="Who published the source of the evidence.")
    source = serializers.CharField(allow_blank=True, help_text="The title of the source.")  # type: ignore[assignment]
    published_on = serializers.CharField(
        allow_blank=True, help_text="The date of the source, such as 2024-05-03."
    )
    extra = serializers.DictField()
    strength = serializers.FloatField(
        help_text="Computed, from 0 to 1; 0.5 is undecided. 0 for what is withdrawn."
    )
    likelihood = serializers.CharField(
        allow_blank=True,
        help_text="The strength in words; empty for what does not count: withdrawn or context.",
    )
    computed_label = StrictChoiceField(ComputedLabel, allow_null=True, help_text="Of a claim.")
    one_source = serializers.BooleanField(
        allow_null=True, help_text="Of a claim: whether all its evidence goes back to one original source."
    )


class RelationSerializer(serializers.Serializer):
    id = serializers.CharField()
    kind = StrictChoiceField(RelationKind)
    premises = serializers.ListField(child=serializers.CharField())
    target = serializers.CharField(
        help_text="The id of a statement, or of the relation that this one undercuts."
    )
    base = serializers.FloatField()
    scheme = serializers.CharField(allow_blank=True)
    active = serializers.BooleanField()
    joins_parts = serializers.BooleanField(help_text="Its premises are the parts of a compound claim.")
    extra = serializers.DictField()
    strength = serializers.FloatField(
        help_text="Computed: its base, lowered by what undercuts it. 0 for a rephrase, which is no argument."
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "One official list",
            value={
                "title": "The bridges",
                "semantics": "tiers",
                "at": None,
                "converged": True,
                "total": 2,
                "left_out": {},
                "statements": [EXAMPLE_CLAIM, EXAMPLE_EVIDENCE],
                "relations": [
                    {
                        "id": "e12-c3",
                        "kind": "support",
                        "premises": ["e12"],
                        "target": "c3",
                        "base": 1.0,
                        "scheme": "",
                        "active": True,
                        "joins_parts": False,
                        "extra": {},
                        "strength": 1.0,
                    }
                ],
                "extra": {},
            },
            response_only=True,
        )
    ]
)
class ArgumentMapSerializer(serializers.Serializer):
    title = serializers.CharField(allow_blank=True)
    semantics = StrictChoiceField(SEMANTICS, help_text="How the strengths are computed.")
    at = serializers.DateTimeField(allow_null=True, help_text="The past moment; null for the map of today.")
    converged = serializers.BooleanField(help_text="False if a cycle of the map has no exact result.")
    total = serializers.IntegerField(help_text="The number of statements in the whole map.")
    left_out = serializers.DictField(
        child=serializers.IntegerField(),
        help_text="For a part: how many statements directly below each statement are not in it.",
    )
    statements = StatementSerializer(many=True)
    relations = RelationSerializer(many=True)
    extra = serializers.DictField()


class MapQuerySerializer(FilterSerializer):
    cursor = page_size = None  # type: ignore[assignment]  # one object, so no pages

    semantics = StrictChoiceField(
        SEMANTICS, required=False, help_text="How evidence is weighed; by default as the desk does it."
    )
    focus = StrictCharField(
        required=False,
        allow_blank=True,
        max_length=40,
        help_text="The id of a statement, such as c12: only what affects it.",
    )
    depth = StrictIntegerField(
        min_value=0,
        max_value=MAX_DEPTH,
        required=False,
        help_text="Only so many levels below the focus, or below the statements on top; 0 for all.",
    )
    drafts = StrictBooleanField(
        required=False,
        help_text="Whether claims that are not confirmed are shown. "
        "By default they are in the whole map, but not in a part that `focus` or `depth` cuts.",
    )
    at = MomentField(
        required=False,
        help_text="The map as it was at a past moment, such as 2026-01-31T12:00:00Z. Labels and strengths are computed "
        "by the semantics and thresholds of today. Titles and data of imported files are those of today, too.",
    )


class UndoneChangeSerializer(serializers.Serializer):
    element = serializers.CharField(help_text="A premise such as p5, or a relation such as r7.")
    values = serializers.DictField(help_text="What was set again; `active` is false for one that was added.")


class ArgumentMapViewSet(BaseViewSet):
    """The argument map of an article."""

    query_serializers = {"map": MapQuerySerializer}
    request_serializers = {"map_undo": EmptySerializer, "map_redo": EmptySerializer}
    response_serializers = {
        "map": {
            200: ArgumentMapSerializer,
            304: OpenApiResponse(description="The caller has this map already."),
        },
        "map_undo": UndoneChangeSerializer,
        "map_redo": UndoneChangeSerializer,
    }

    def map(self, request: ApiRequest, pk: int) -> HttpResponseBase:
        """Return the argument map with its strengths: all of it, or what affects one statement; now or in the past."""
        query = self.validated_query()
        article = self.get_visible_object(Article, pk)
        semantics, at = query.get("semantics", ""), query.get("at")
        weighed = weigh_map(article, semantics=semantics, focus=_to_focus(query), at=at)
        return self.conditional_response({**_serialize(weighed), "at": at})

    def map_undo(self, request: ApiRequest, pk: int) -> Response:
        """Undo the caller's latest change of a premise or relation. Repeat it to go further back."""
        self.ensure_empty_body()
        article = self.get_visible_object(Article, pk)
        return _to_response(undo_last_change(request.user, article=article))

    def map_redo(self, request: ApiRequest, pk: int) -> Response:
        """Take back the caller's latest undo."""
        self.ensure_empty_body()
        article = self.get_visible_object(Article, pk)
        return _to_response(redo_last_undo(request.user, article=article))


def _to_focus(query: dict[str, Any]) -> Focus | None:
    """Return what to show, None for the whole map."""
    statement, depth, drafts = query.get("focus", ""), query.get("depth", 0), query.get("drafts")
    if not statement and not depth and drafts is not False:
        return None
    return Focus(statement, depth, drafts=bool(drafts))


def _serialize(weighed: WeighedMap) -> dict[str, Any]:
    graph, evaluation = weighed.part, weighed.evaluation
    return {
        "title": graph.title,
        "semantics": evaluation.semantics,
        "converged": evaluation.converged,
        "total": weighed.total,
        "left_out": dict(weighed.left_out),
        "statements": [
            {name: getattr(item, name) for name in STATEMENT_FIELDS} | weighed.weigh_statement(item)
            for item in graph.statements
        ],
        "relations": [
            {name: getattr(item, name) for name in RELATION_FIELDS}
            | {"strength": evaluation.strength[item.id]}
            for item in graph.relations
        ],
        "extra": graph.extra,
    }


def _to_response(reverted: MapChange) -> Response:
    return Response({"element": reverted.subject, "values": reverted.before})


def map_urls() -> list[URLPattern]:
    """Return the URLs of the map of an article."""
    as_view = ArgumentMapViewSet.as_view
    return [
        path("articles/<id:pk>/map/", as_view({"get": "map"}), name="api-articles-map"),
        path("articles/<id:pk>/map/undo/", as_view({"post": "map_undo"}), name="api-articles-map-undo"),
        path("articles/<id:pk>/map/redo/", as_view({"post": "map_redo"}), name="api-articles-map-redo"),
    ]
