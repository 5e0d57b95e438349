"""The serializers of an article's argument map."""

from rest_framework import serializers

from api.core.fields import StrictChoiceField
from factcheck.enums import RelationKind, StatementKind


class StatementSerializer(serializers.Serializer):
    id = serializers.CharField()
    text = serializers.CharField()
    kind = StrictChoiceField(StatementKind)
    base = serializers.FloatField(help_text="The base score, from 0.01 to 0.99.")
    origin = serializers.CharField(allow_blank=True, help_text="Evidence with the same origin counts once.")
    active = serializers.BooleanField()
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
    extra = serializers.DictField()


class ArgumentMapSerializer(serializers.Serializer):
    title = serializers.CharField(allow_blank=True)
    statements = StatementSerializer(many=True)
    relations = RelationSerializer(many=True)
    extra = serializers.DictField()
