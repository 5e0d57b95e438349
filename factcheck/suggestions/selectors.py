"""Selectors for suggestions and the requests behind them."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from factcheck.claims.models import Claim
from factcheck.enums import SuggestionState
from factcheck.exceptions import NotFound
from factcheck.suggestions.models import Suggestion, SuggestionRequest


def get_suggestion(user: Any, suggestion_id: int) -> Suggestion:
    """Return a suggestion that the user may see; NotFound otherwise."""
    rows = Suggestion.objects.visible_to(user).select_related("request")
    suggestion = rows.filter(pk=suggestion_id).first()
    if suggestion is None:
        raise NotFound(_("There is no such suggestion on your desks."))
    return suggestion


def list_open_suggestions(article_id: int, claim: Claim | None) -> QuerySet[Suggestion]:
    """Return the undecided suggestions about a claim, or about the article itself if `claim` is None."""
    rows = Suggestion.objects.filter(
        request__article=article_id, request__claim=claim, state=SuggestionState.OPEN
    )
    return rows.select_related("request__source", "evidence")


def get_latest_request(article_id: int, claim: Claim | None) -> SuggestionRequest | None:
    """Return the newest request about a claim, or about the article itself if `claim` is None."""
    return SuggestionRequest.objects.filter(article=article_id, claim=claim).order_by("-id").first()
