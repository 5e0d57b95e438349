"""Suggestions of a language model: requesting them for an article or claim, reading, accepting and dismissing them."""

from typing import Any, ClassVar

from django.db import transaction
from django.urls import URLPattern, path
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from api.core.fields import IdField, MessageField, StrictChoiceField
from api.core.serializers import EmptySerializer, InputSerializer, OutputSerializer
from api.core.viewsets import ApiRequest, BaseViewSet
from factcheck.actions.suggestions import accept_suggestion, dismiss_suggestion, request_suggestions
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.enums import JobState, Stance, SuggestionState
from factcheck.evidence.models import Source
from factcheck.suggestions.models import Suggestion, SuggestionRequest
from factcheck.suggestions.prompts import PROMPTS
from factcheck.suggestions.selectors import get_latest_request, get_suggestion, list_open_suggestions
from factcheck.tasks.suggestions import ask_model


class SuggestionJobSerializer(OutputSerializer):
    id = serializers.IntegerField()
    kind = StrictChoiceField(list(PROMPTS))
    method = serializers.CharField()
    model = serializers.CharField()
    state = StrictChoiceField(JobState)
    error = MessageField()
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
    end = serializers.IntegerField(help_text="Excluded. Counted in the text that the quote is from.")
    quote = serializers.CharField(help_text="Verified to occur at this position.")
    text = serializers.CharField(allow_blank=True)
    speaker = serializers.CharField(allow_blank=True)
    stance = StrictChoiceField(Stance, allow_blank=True)
    state = StrictChoiceField(SuggestionState)


class OpenSuggestionsSerializer(serializers.Serializer):
    asking = SuggestionJobSerializer(allow_null=True, help_text="The latest request and its state.")
    results = SuggestionSerializer(many=True, help_text="The suggestions that are not decided.")


class SuggestionJobCreateSerializer(InputSerializer):
    kind = StrictChoiceField(list(PROMPTS))
    source = IdField(required=False, help_text="The source to find passages in.")  # type: ignore[assignment]


class BaseSuggestionViewSet(BaseViewSet):
    """What a language model suggests about an article or claim. It changes nothing until a person accepts it."""

    target_model: ClassVar[type[Article] | type[Claim]]
    request_serializers = {"ask": SuggestionJobCreateSerializer}
    response_serializers = {"suggested": OpenSuggestionsSerializer, "ask": {202: SuggestionJobSerializer}}

    def suggested(self, request: ApiRequest, pk: int) -> Response:
        """List the suggestions that are not decided, with the latest request."""
        article, claim = self._get_target(pk)
        latest = get_latest_request(article.pk, claim)
        rows = SuggestionSerializer.serialize_queryset(list_open_suggestions(article.pk, claim))
        return Response({"asking": _serialize_request(latest) if latest else None, "results": rows})

    def ask(self, request: ApiRequest, pk: int) -> Response:
        """Request suggestions. A worker calls the model."""
        data, (article, claim) = self.validated_data(), self._get_target(pk)
        source = self.get_visible_object(Source, data["source"], field="source") if "source" in data else None
        with transaction.atomic():
            job = request_suggestions(
                request.user, article=article, kind=data["kind"], claim=claim, source=source
            )
            ask_model.send(job.pk)
        return Response(_serialize_request(job), status=202)

    def _get_target(self, pk: int) -> tuple[Article, Claim | None]:
        target = self.get_visible_object(self.target_model, pk)
        return (target.article, target) if isinstance(target, Claim) else (target, None)


class ClaimSuggestionViewSet(BaseSuggestionViewSet):
    target_model = Claim


class ArticleSuggestionViewSet(BaseSuggestionViewSet):
    target_model = Article


class SuggestionViewSet(BaseViewSet):
    """Decisions on the suggestions of a language model."""

    request_serializers = {"accept": EmptySerializer, "dismiss": EmptySerializer}
    response_serializers = {"accept": SuggestionSerializer, "dismiss": SuggestionSerializer}
    lookup_value_converter = "id"

    @action(detail=True, methods=["post"])
    def accept(self, request: ApiRequest, pk: int) -> Response:
        """Apply the suggestion, by the same rules as an edit by hand."""
        return self._decide(accept_suggestion, pk)

    @action(detail=True, methods=["post"])
    def dismiss(self, request: ApiRequest, pk: int) -> Response:
        """Dismiss the suggestion. Nothing else changes."""
        return self._decide(dismiss_suggestion, pk)

    def _decide(self, decide: Any, pk: int) -> Response:
        self.ensure_empty_body()
        decide(self.request.user, suggestion=get_suggestion(self.request.user, pk))
        return Response(SuggestionSerializer.serialize_queryset(Suggestion.objects.filter(pk=pk))[0])


def _serialize_request(job: SuggestionRequest) -> dict[str, Any]:
    return SuggestionJobSerializer.serialize_queryset(SuggestionRequest.objects.filter(pk=job.pk))[0]


def suggestion_request_urls() -> list[URLPattern]:
    """Return the URLs of the suggestions about articles and claims."""
    views = {"claims": ClaimSuggestionViewSet, "articles": ArticleSuggestionViewSet}
    return [
        path(
            f"{noun}/<id:pk>/suggestions/",
            view.as_view({"get": "suggested", "post": "ask"}),
            name=f"api-{noun}-suggestions",
        )
        for noun, view in views.items()
    ]
