"""What a language model suggests: asking about an article or a claim, reading it, and deciding on each suggestion."""

from typing import Any, ClassVar

from django.db import transaction
from django.urls import URLPattern, path
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from api.fields import Choice, Id
from api.resources import Endpoint
from api.shapes import Input, Nothing, Output
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.enums import JobState, Stance, SuggestionState
from factcheck.evidence.models import Source
from factcheck.suggestions.deciding import accept, dismiss
from factcheck.suggestions.models import Asking, Suggestion
from factcheck.suggestions.prompts import PROMPTS
from factcheck.suggestions.selectors import get_suggestion, last_asking, open_suggestions
from factcheck.suggestions.services import ask
from factcheck.suggestions.tasks import ask_model


class AskingRow(Output):
    id = serializers.IntegerField()
    kind = Choice(list(PROMPTS))
    method = serializers.CharField()
    model = serializers.CharField()
    state = Choice(JobState)
    error = serializers.CharField(allow_blank=True)
    source = serializers.IntegerField(source="source_id", allow_null=True)  # type: ignore[assignment]
    asked_by = serializers.IntegerField(source="asked_by_id")
    queued_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class SuggestionRow(Output):
    id = serializers.IntegerField()
    kind = Choice(list(PROMPTS), source="asking.kind")
    article = serializers.IntegerField(source="asking.article_id")
    claim = serializers.IntegerField(source="asking.claim_id", allow_null=True)
    source = serializers.IntegerField(source="asking.source_id", allow_null=True)  # type: ignore[assignment]
    evidence = serializers.IntegerField(source="evidence_id", allow_null=True)
    start = serializers.IntegerField()
    end = serializers.IntegerField(help_text="Excluded. Counted in the text that is quoted.")
    quote = serializers.CharField(help_text="It stands there, word for word.")
    text = serializers.CharField(allow_blank=True)
    speaker = serializers.CharField(allow_blank=True)
    stance = Choice(Stance, allow_blank=True)
    state = Choice(SuggestionState)


class Suggested(serializers.Serializer):
    asking = AskingRow(allow_null=True, help_text="The last one, and how far it is.")
    results = SuggestionRow(many=True, help_text="What waits for a person.")


class NewAsking(Input):
    kind = Choice(list(PROMPTS))
    source = Id(required=False, help_text="Whose text is read, for passages.")  # type: ignore[assignment]


class SuggestedAbout(Endpoint):
    """What a language model suggests about one thing, where one is set up. It changes nothing until accepted."""

    about: ClassVar[type[Article] | type[Claim]]
    takes = {"ask": NewAsking}
    gives = {"suggested": Suggested, "ask": {202: AskingRow}}

    def suggested(self, request: Request, pk: int) -> Response:
        """The suggestions that wait for a decision."""
        article, claim = self._what(pk)
        last = last_asking(article.pk, claim)
        rows = SuggestionRow.rows(open_suggestions(article.pk, claim))
        return Response({"asking": _told(last) if last else None, "results": rows})

    def ask(self, request: Request, pk: int) -> Response:
        """Ask the model; a worker does."""
        said, (article, claim) = self.said(), self._what(pk)
        of = {"source": self.find(Source, said["source"], field="source")} if "source" in said else {}
        with transaction.atomic():
            job = ask(self.me, article=article, kind=said["kind"], claim=claim, **of)
            ask_model.send(job.pk)
        return Response(_told(job), status=202)

    def _what(self, pk: int) -> tuple[Article, Claim | None]:
        found = self.find(self.about, pk)
        return (found.article, found) if isinstance(found, Claim) else (found, None)


class AboutClaims(SuggestedAbout):
    about = Claim


class AboutArticles(SuggestedAbout):
    about = Article


class Suggestions(Endpoint):
    """Deciding on a suggestion of a language model, as a person."""

    takes = {"accept": Nothing, "dismiss": Nothing}
    gives = {"accept": SuggestionRow, "dismiss": SuggestionRow}
    lookup_value_converter = "id"

    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: int) -> Response:
        """Do what it says, through the same services as what people type."""
        return self._decided(accept, pk)

    @action(detail=True, methods=["post"])
    def dismiss(self, request: Request, pk: int) -> Response:
        """Take it off the list."""
        return self._decided(dismiss, pk)

    def _decided(self, decide: Any, pk: int) -> Response:
        self.said()
        decide(self.me, suggestion=get_suggestion(self.me, pk))
        return Response(SuggestionRow.rows(Suggestion.objects.filter(pk=pk))[0])


def _told(asking: Asking) -> dict[str, Any]:
    return AskingRow.rows(Asking.objects.filter(pk=asking.pk))[0]


def suggested_urls() -> list[URLPattern]:
    views = {"claims": AboutClaims, "articles": AboutArticles}
    return [
        path(
            f"{noun}/<id:pk>/suggestions/",
            view.as_view({"get": "suggested", "post": "ask"}),
            name=f"api-{noun}-suggestions",
        )
        for noun, view in views.items()
    ]
