"""Premises and relations that people add to argument maps: adding, changing and withdrawing them."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any, ClassVar

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.response import Response

from api.core.fields import (
    IdField,
    StrictBooleanField,
    StrictCharField,
    StrictChoiceField,
    StrictFloatField,
    StrictIntegerField,
    StrictListField,
)
from api.core.serializers import FilterSerializer, InputSerializer, OutputSerializer
from api.core.viewsets import ApiRequest, BaseModelViewSet
from factcheck.actions.maps import add_premise, add_relation, update_element
from factcheck.articles.models import Article
from factcheck.enums import RelationKind
from factcheck.limits import limit
from factcheck.maps.graph_ids import premise_id
from factcheck.maps.models import MapRelation, Premise, RelationPremise, UserElement

MAX_VERSION = 2**31 - 1
VERSION_HELP = "The version that the change is made from: 409 if there is a newer one. By default the newest."


class MapElementSerializer(OutputSerializer):
    id = serializers.IntegerField()
    map_id = serializers.CharField(help_text="Its id in the map.")
    article = serializers.IntegerField(source="article_id")
    base = serializers.FloatField(help_text="The strength before what is for and against it counts.")
    active = serializers.BooleanField(help_text="False once it is withdrawn.")
    version = serializers.IntegerField(help_text="Increases with each change.")
    created_by = serializers.IntegerField(source="created_by_id")
    created_at = serializers.DateTimeField()


class PremiseSerializer(MapElementSerializer):
    text = serializers.CharField()


class MapRelationSerializer(MapElementSerializer):
    kind = StrictChoiceField(RelationKind)
    scheme = serializers.CharField(allow_blank=True)
    target = serializers.CharField(
        source="target_name", help_text="The id of a statement or relation in the map."
    )
    premises = serializers.ListField(
        child=serializers.CharField(),
        help_text="The ids of statements in the map, which count only together.",
    )

    @classmethod
    @cache
    def source_columns(cls) -> dict[str, str]:
        return {name: column for name, column in super().source_columns().items() if name != "premises"}

    @classmethod
    def to_dicts(cls, rows: Iterable[tuple[Any, ...]]) -> list[dict[str, Any]]:
        results = super().to_dicts(rows)
        premises = list_premises([result["id"] for result in results])
        return [result | {"premises": premises[result["id"]]} for result in results]


class PremiseCreateSerializer(InputSerializer):
    article = IdField()
    text = StrictCharField(max_length=limit("premise"))
    base = StrictFloatField(min_value=0.01, max_value=0.99, required=False, help_text="0.5 by default.")


class PremiseUpdateSerializer(InputSerializer):
    text = StrictCharField(max_length=limit("premise"))
    base = StrictFloatField(min_value=0.01, max_value=0.99)
    active = StrictBooleanField(help_text="False to withdraw it.")
    version = StrictIntegerField(min_value=1, max_value=MAX_VERSION, required=False, help_text=VERSION_HELP)


class RelationCreateSerializer(InputSerializer):
    article = IdField()
    kind = StrictChoiceField(RelationKind)
    premises = StrictListField(
        child=StrictCharField(max_length=limit("slug")),
        min_length=1,
        max_length=limit("premises"),
        help_text="Ids of statements in the map, such as p5; several count only together.",
    )
    target = StrictCharField(
        max_length=limit("slug"),
        help_text="The id of a statement such as c12; of an undercut, that of a relation such as e34-c12 or r7.",
    )
    base = StrictFloatField(min_value=0, max_value=1, required=False, help_text="1 by default.")
    scheme = StrictCharField(max_length=limit("scheme"), required=False, allow_blank=True)


class RelationUpdateSerializer(InputSerializer):
    kind = StrictChoiceField(RelationKind)
    base = StrictFloatField(min_value=0, max_value=1)
    scheme = StrictCharField(max_length=limit("scheme"), allow_blank=True)
    active = StrictBooleanField(help_text="False to withdraw it.")
    version = StrictIntegerField(min_value=1, max_value=MAX_VERSION, required=False, help_text=VERSION_HELP)


class MapElementFilterSerializer(FilterSerializer):
    article = IdField(source="article_id", required=False)
    active = StrictBooleanField(required=False)


class RelationFilterSerializer(MapElementFilterSerializer):
    kind = StrictChoiceField(RelationKind, required=False)


class MapElementViewSet(BaseModelViewSet):
    """Common base of premises and relations. `prefix` begins their ids in the map."""

    model: ClassVar[type[UserElement]]
    prefix: ClassVar[str]
    filter_serializer_class = MapElementFilterSerializer
    method_hints = {"DELETE": _("Nothing of a map is deleted. PATCH “active” to false to withdraw it.")}

    @classmethod
    def get_queryset(cls, user: Any) -> QuerySet[Any]:
        return super().get_queryset(user).annotate(map_id=_concat(Value(cls.prefix), "pk"))

    def partial_update(self, request: ApiRequest, pk: int) -> Response:
        row = self.get_visible_object(self.model, pk)
        changes = {"version": row.version} | self.validated_data()
        update_element(request.user, row=row, **changes)
        return Response(self.serialize(pk))


class PremiseViewSet(MapElementViewSet):
    """Statements of argument maps that are neither claims nor evidence."""

    model = Premise
    prefix = "p"
    serializer_class = detail_serializer_class = PremiseSerializer
    request_serializers = {"create": PremiseCreateSerializer, "partial_update": PremiseUpdateSerializer}

    def create(self, request: ApiRequest) -> Response:
        data = self.validated_data()
        article = self.get_visible_object(Article, data.pop("article"), field="article")
        return self.created_response(add_premise(request.user, article=article, **data))


class RelationViewSet(MapElementViewSet):
    """Relations that people added to argument maps. Evidence and parts of claims have theirs without any row here."""

    model = MapRelation
    prefix = "r"
    serializer_class = detail_serializer_class = MapRelationSerializer
    filter_serializer_class = RelationFilterSerializer
    request_serializers = {"create": RelationCreateSerializer, "partial_update": RelationUpdateSerializer}

    @classmethod
    def get_queryset(cls, user: Any) -> QuerySet[Any]:
        return super().get_queryset(user).annotate(target_name=_build_target())

    def create(self, request: ApiRequest) -> Response:
        data = self.validated_data()
        article = self.get_visible_object(Article, data.pop("article"), field="article")
        kind = RelationKind(data.pop("kind"))
        return self.created_response(add_relation(request.user, article=article, kind=kind, **data))


def list_premises(relations: list[int]) -> defaultdict[int, list[str]]:
    """Return the ids in the map of the premises of each relation."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row in RelationPremise.objects.filter(relation__in=relations).order_by("id"):
        found[row.relation_id].append(premise_id(row))
    return found


def _build_target() -> Case:
    """Return `factcheck.maps.graph_ids.target_id` in SQL, by the one column that is filled."""
    letters = {"claim": "c", "evidence": "e", "premise": "p", "relation": "r", "parts": "parts-c"}
    names = {
        f"target_{name}": _concat(Value(letter), f"target_{name}_id") for name, letter in letters.items()
    }
    link = _concat(Value("e"), "target_link_id", Value("-c"), "target_link__claim_id")
    cases = (names | {"target_link": link}).items()
    return Case(
        *(When(**{f"{column}__isnull": False}, then=name) for column, name in cases),
        output_field=CharField(),
    )


def _concat(*parts: Any) -> Concat:
    return Concat(*(Cast(F(part) if isinstance(part, str) else part, CharField()) for part in parts))
