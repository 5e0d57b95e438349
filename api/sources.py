"""Sources: where evidence comes from."""

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.fields import Flag, Text
from api.resources import Resource
from api.shapes import Filters, Input, Output
from factcheck.actions import evidence
from factcheck.desks.selectors import default_desk, get_desk
from factcheck.evidence.models import Source
from factcheck.review.edits import edit_source


class SourceRow(Output):
    id = serializers.IntegerField()
    desk = serializers.SlugField(source="desk.slug")
    title = serializers.CharField()
    publisher = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)
    origin = serializers.CharField(allow_blank=True, help_text="Sources of one origin count once in a map.")
    published_on = serializers.DateField(allow_null=True)
    is_sample = serializers.BooleanField()
    created_by = serializers.IntegerField(source="created_by_id")
    created_at = serializers.DateTimeField()


class SourceEdit(Input):
    title = Text(max_length=300)
    publisher = Text(max_length=200, required=False, allow_blank=True)
    url = serializers.URLField(max_length=2000, required=False, allow_blank=True)
    origin = Text(max_length=200, required=False, allow_blank=True)
    published_on = serializers.DateField(required=False, allow_null=True)
    is_sample = Flag(required=False)


class NewSource(SourceEdit):
    desk = Text(max_length=60, required=False, help_text="A slug; without it the caller's first desk.")


class SourceFilters(Filters):
    desk = Text(source="desk__slug", max_length=60, required=False)
    q = Text(source="title__icontains", max_length=200, required=False, help_text="Words of the title.")


class Sources(Resource):
    """Where evidence comes from."""

    model = Source
    row = whole = SourceRow
    filters = SourceFilters
    newest_first = True
    takes = {"create": NewSource, "partial_update": SourceEdit}

    def create(self, request: Request) -> Response:
        said = self.said()
        slug = said.pop("desk", "")
        desk = get_desk(self.me, slug) if slug else default_desk(self.me)
        return self.made(evidence.add_source(self.me, desk=desk, **said))

    def partial_update(self, request: Request, pk: int) -> Response:
        edit_source(self.me, source=self.find(Source, pk), **self.said())
        return Response(self.read(pk))
