"""The shape of an article's argument map."""

from rest_framework import serializers

from api.fields import Choice
from factcheck.enums import RelationKind, StatementKind


class StatementOut(serializers.Serializer):
    id = serializers.CharField()
    text = serializers.CharField()
    kind = Choice(StatementKind)
    base = serializers.FloatField(help_text="Strength before anything bears on it, 0.01 to 0.99.")
    origin = serializers.CharField(allow_blank=True, help_text="Evidence of one origin counts once.")
    active = serializers.BooleanField()
    label = serializers.CharField(allow_blank=True, help_text="The verdict that people decided.")  # type: ignore[assignment]
    url = serializers.CharField(allow_blank=True)
    extra = serializers.DictField()


class RelationOut(serializers.Serializer):
    id = serializers.CharField()
    kind = Choice(RelationKind)
    premises = serializers.ListField(child=serializers.CharField())
    target = serializers.CharField(help_text="The id of a statement, or of a relation that is undercut.")
    base = serializers.FloatField()
    scheme = serializers.CharField(allow_blank=True)
    active = serializers.BooleanField()
    extra = serializers.DictField()


class MapOut(serializers.Serializer):
    title = serializers.CharField(allow_blank=True)
    statements = StatementOut(many=True)
    relations = RelationOut(many=True)
    extra = serializers.DictField()
