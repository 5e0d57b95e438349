"""Sources of evidence: adding and editing them."""

from rest_framework import serializers
from rest_framework.response import Response

from api.core.fields import StrictBooleanField, StrictCharField, StrictChoiceField, StrictURLField
from api.core.serializers import FilterSerializer, InputSerializer, OutputSerializer
from api.core.viewsets import ApiRequest, BaseModelViewSet
from factcheck.actions.sources import add_source, update_source
from factcheck.enums import SourceKind
from factcheck.evidence.models import Source
from factcheck.limits import limit


class SourceSerializer(OutputSerializer):
    id = serializers.IntegerField()
    desk = serializers.SlugField(source="desk.slug")
    title = serializers.CharField()
    kind = StrictChoiceField(["", *SourceKind])
    publisher = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)
    origin = serializers.CharField(
        allow_blank=True, help_text="Sources with the same origin count once in a map."
    )
    published_on = serializers.DateField(allow_null=True)
    is_sample = serializers.BooleanField()
    created_by = serializers.IntegerField(source="created_by_id")
    created_at = serializers.DateTimeField()


class SourceUpdateSerializer(InputSerializer):
    title = StrictCharField(max_length=limit("title"))
    kind = StrictChoiceField(
        ["", *SourceKind],
        required=False,
        help_text="Decides the first strength of its evidence; empty if nobody knows.",
    )
    publisher = StrictCharField(max_length=limit("publisher"), required=False, allow_blank=True)
    url = StrictURLField(required=False, allow_blank=True)
    origin = StrictCharField(max_length=limit("origin"), required=False, allow_blank=True)
    published_on = serializers.DateField(required=False, allow_null=True)
    is_sample = StrictBooleanField(required=False)


class SourceCreateSerializer(SourceUpdateSerializer):
    desk = StrictCharField(
        max_length=limit("slug"), required=False, help_text="A slug; by default the caller's first desk."
    )


class SourceFilterSerializer(FilterSerializer):
    desk = StrictCharField(source="desk__slug", max_length=limit("slug"), required=False)
    q = StrictCharField(
        source="title__icontains", max_length=limit("find"), required=False, help_text="Part of the title."
    )


class SourceViewSet(BaseModelViewSet):
    """The documents and web pages that evidence quotes."""

    model = Source
    serializer_class = detail_serializer_class = SourceSerializer
    filter_serializer_class = SourceFilterSerializer
    newest_first = True
    request_serializers = {"create": SourceCreateSerializer, "partial_update": SourceUpdateSerializer}

    def create(self, request: ApiRequest) -> Response:
        data = self.validated_data()
        desk = self.get_desk_or_default(data.pop("desk", ""))
        return self.created_response(add_source(request.user, desk=desk, **data))

    def partial_update(self, request: ApiRequest, pk: int) -> Response:
        update_source(request.user, source=self.get_visible_object(Source, pk), **self.validated_data())
        return Response(self.serialize(pk))
