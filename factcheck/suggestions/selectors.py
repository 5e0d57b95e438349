"""Reading what a language model suggested, and how far it is."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from factcheck.claims.models import Claim
from factcheck.enums import SuggestionState
from factcheck.exceptions import NotFound
from factcheck.suggestions.models import Asking, Suggestion


def get_suggestion(user: Any, suggestion_id: int) -> Suggestion:
    """A suggestion, if the user may see it; NotFound otherwise."""
    rows = Suggestion.objects.visible_to(user).select_related("asking")
    found = rows.filter(pk=suggestion_id).first()
    if found is None:
        raise NotFound(_("There is no such suggestion on your desks."))
    return found


def open_suggestions(article_id: int, claim: Claim | None) -> QuerySet[Suggestion]:
    """What waits for a person: about an article's text, or about one claim."""
    rows = Suggestion.objects.filter(
        asking__article=article_id, asking__claim=claim, state=SuggestionState.OPEN
    )
    return rows.select_related("asking__source", "evidence")


def last_asking(article_id: int, claim: Claim | None) -> Asking | None:
    return Asking.objects.filter(article=article_id, claim=claim).order_by("-id").first()
