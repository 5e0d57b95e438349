"""What a language model suggests: asking about an article or a claim, reading it, and deciding on each suggestion."""

from typing import Any, ClassVar

from django.db import transaction
from django.urls import URLPattern, path
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from api.core.fields import IdField, StrictChoiceField
from api.core.serializers import EmptySerializer, InputSerializer, OutputSerializer
from api.core.viewsets import ApiRequest, BaseViewSet
from factcheck.actions.suggestion_runs import request_suggestions
from factcheck.actions.suggestions import accept_suggestion, dismiss_suggestion
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.enums import JobState, Stance, SuggestionState
from factcheck.evidence.models import Source
from factcheck.suggestions.models import Suggestion, SuggestionRequest
from factcheck.suggestions.prompts import PROMPTS
from factcheck.suggestions.selectors import get_latest_request, get_suggestion, list_open_suggestions
from factcheck.tasks.suggestions import ask_model


class SuggestionRequestSerializer(OutputSerializer):
    id = serializers.IntegerField()
    kind = StrictChoiceField(list(PROMPTS))
    method = serializers.CharField()
    model = serializers.CharField()
    state = StrictChoiceField(JobState)
    error = serializers.CharField(allow_blank=True)
    source = serializers.IntegerField(source="source_id", allow_null=True)  # type: ignore[assignment]
    asked_by = serializers.IntegerField(source="requested_by_id")
    queued_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class SuggestionSerializer(OutputSerializer):
    id = serializers.IntegerField()
    kind = StrictChoiceField(list(PROMPTS), source="request.kind")
    article = serializers.IntegerField(source="request.article_id")
    claim = serializers.IntegerField(source="request.claim_id", allow_null=True)
    source = serializers.IntegerField(source="request.source_id", allow_null=True)  # type: ignore[assignment]
    evidence = serializers.IntegerField(source="evidence_id", allow_null=True)
    start = serializers.IntegerField()
    end = serializers.IntegerField(help_text="Excluded. Counted in the text that is quoted.")
    quote = serializers.CharField(help_text="It stands there, word for word.")
    text = serializers.CharField(allow_blank=True)
    speaker = serializers.CharField(allow_blank=True)
    stance = StrictChoiceField(Stance, allow_blank=True)
    state = StrictChoiceField(SuggestionState)


class OpenSuggestionsSerializer(serializers.Serializer):
    asking = SuggestionRequestSerializer(allow_null=True, help_text="The last one, and how far it is.")
    results = SuggestionSerializer(many=True, help_text="What waits for a person.")


class SuggestionRequestCreateSerializer(InputSerializer):
    kind = StrictChoiceField(list(PROMPTS))
    source = IdField(required=False, help_text="Whose text is read, for passages.")  # type: ignore[assignment]


class BaseSuggestionRequestViewSet(BaseViewSet):
    """What a language model suggests about one thing, where one is set up. It changes nothing until accepted."""

    about: ClassVar[type[Article] | type[Claim]]
    request_serializers = {"ask": SuggestionRequestCreateSerializer}
    response_serializers = {"suggested": OpenSuggestionsSerializer, "ask": {202: SuggestionRequestSerializer}}

    def suggested(self, request: ApiRequest, pk: int) -> Response:
        """The suggestions that wait for a decision."""
        article, claim = self._what(pk)
        last = get_latest_request(article.pk, claim)
        rows = SuggestionSerializer.serialize_queryset(list_open_suggestions(article.pk, claim))
        return Response({"asking": _serialize_request(last) if last else None, "results": rows})

    def ask(self, request: ApiRequest, pk: int) -> Response:
        """Ask the model; a worker does."""
        said, (article, claim) = self.validated_data(), self._what(pk)
        of = (
            {"source": self.get_visible_object(Source, said["source"], field="source")}
            if "source" in said
            else {}
        )
        with transaction.atomic():
            job = request_suggestions(request.user, article=article, kind=said["kind"], claim=claim, **of)
            ask_model.send(job.pk)
        return Response(_serialize_request(job), status=202)

    def _what(self, pk: int) -> tuple[Article, Claim | None]:
        found = self.get_visible_object(self.about, pk)
        return (found.article, found) if isinstance(found, Claim) else (found, None)


class ClaimSuggestionViewSet(BaseSuggestionRequestViewSet):
    about = Claim


class ArticleSuggestionViewSet(BaseSuggestionRequestViewSet):
    about = Article


class SuggestionViewSet(BaseViewSet):
    """Deciding on a suggestion of a language model, as a person."""

    request_serializers = {"accept": EmptySerializer, "dismiss": EmptySerializer}
    response_serializers = {"accept": SuggestionSerializer, "dismiss": SuggestionSerializer}
    lookup_value_converter = "id"

    @action(detail=True, methods=["post"])
    def accept(self, request: ApiRequest, pk: int) -> Response:
        """Do what it says, through the same services as what people type."""
        return self._decided(accept_suggestion, pk)

    @action(detail=True, methods=["post"])
    def dismiss(self, request: ApiRequest, pk: int) -> Response:
        """Take it off the list."""
        return self._decided(dismiss_suggestion, pk)

    def _decided(self, decide: Any, pk: int) -> Response:
        self.validated_data()
        decide(self.request.user, suggestion=get_suggestion(self.request.user, pk))
        return Response(SuggestionSerializer.serialize_queryset(Suggestion.objects.filter(pk=pk))[0])


def _serialize_request(asking: SuggestionRequest) -> dict[str, Any]:
    return SuggestionRequestSerializer.serialize_queryset(SuggestionRequest.objects.filter(pk=asking.pk))[0]


def suggestion_request_urls() -> list[URLPattern]:
    views = {"claims": ClaimSuggestionViewSet, "articles": ArticleSuggestionViewSet}
    return [
        path(
            f"{noun}/<id:pk>/suggestions/",
            view.as_view({"get": "suggested", "post": "ask"}),
            name=f"api-{noun}-suggestions",
        )
        for noun, view in views.items()
    ]
