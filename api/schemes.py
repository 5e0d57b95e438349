"""Argument schemes with their critical questions, and what people say to those of a relation."""

from typing import Any

from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response

from api.core.fields import StrictCharField, StrictChoiceField
from api.core.serializers import InputSerializer
from api.core.viewsets import ApiRequest, BaseViewSet
from factcheck.actions.critical_questions import answer_question
from factcheck.argument.schemes import SCHEMES, find_scheme
from factcheck.enums import QuestionState
from factcheck.limits import limit
from factcheck.maps.critical_questions import list_questions
from factcheck.maps.models import MapRelation


class QuestionSerializer(serializers.Serializer):
    slug = serializers.SlugField()
    text = serializers.CharField()


class SchemeSerializer(serializers.Serializer):
    slug = serializers.SlugField(help_text="What a relation has as its `scheme`.")
    name = serializers.CharField()
    questions = QuestionSerializer(many=True)


class SchemeListSerializer(serializers.Serializer):
    results = SchemeSerializer(many=True)


class QuestionStatusSerializer(QuestionSerializer):
    answer = StrictChoiceField(QuestionState)
    note = serializers.CharField(allow_blank=True, help_text="The answer or the objection.")
    undercut = serializers.IntegerField(
        allow_null=True, help_text="The relation that an objection is in the map."
    )


class RelationQuestionsSerializer(serializers.Serializer):
    scheme = StrictChoiceField(SCHEMES, allow_null=True, help_text="Null for a scheme that is not known.")
    questions = QuestionStatusSerializer(many=True)


class QuestionAnswerSerializer(InputSerializer):
    question = StrictCharField(max_length=limit("slug"), help_text="The slug of a question of the scheme.")
    answer = StrictChoiceField(QuestionState, source="state")
    note = StrictCharField(required=False, allow_blank=True, max_length=limit("premise"))


class SchemeViewSet(BaseViewSet):
    """The schemes whose critical questions are known."""

    response_serializers = {"list": SchemeListSerializer}

    def list(self, request: ApiRequest) -> Response:
        return Response(
            {
                "results": [
                    {
                        "slug": scheme.slug,
                        "name": scheme.name,
                        "questions": [{"slug": each.slug, "text": each.text} for each in scheme.questions],
                    }
                    for scheme in SCHEMES.values()
                ]
            }
        )


class RelationQuestionViewSet(BaseViewSet):
    """The critical questions of a relation of the map."""

    request_serializers = {"answer": QuestionAnswerSerializer}
    response_serializers = {"questions": RelationQuestionsSerializer, "answer": RelationQuestionsSerializer}

    def questions(self, request: ApiRequest, pk: int) -> Response:
        """Return the questions of the relation's scheme, and whether each is open, answered or an objection."""
        return Response(_to_dict(self.get_visible_object(MapRelation, pk)))

    def answer(self, request: ApiRequest, pk: int) -> Response:
        """Answer a question, or turn it into an objection, which becomes an undercut of the relation."""
        relation = self.get_visible_object(MapRelation, pk)
        answer_question(request.user, relation=relation, **self.validated_data())
        return Response(_to_dict(relation))


def scheme_urls() -> list[Any]:
    """Return the URLs of the schemes and of the questions of a relation."""
    questions = RelationQuestionViewSet.as_view({"get": "questions", "post": "answer"})
    return [
        path("schemes/", SchemeViewSet.as_view({"get": "list"}), name="api-schemes"),
        path("relations/<id:pk>/questions/", questions, name="api-relation-questions"),
    ]


def _to_dict(relation: MapRelation) -> dict[str, Any]:
    scheme = find_scheme(relation.scheme)
    return {
        "scheme": scheme.slug if scheme else None,
        "questions": [
            {
                "slug": each.question.slug,
                "text": each.question.text,
                "answer": each.state,
                "note": each.note,
                "undercut": each.undercut,
            }
            for each in list_questions(relation)
        ],
    }
