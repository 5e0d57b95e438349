"""Choosing the language of the pages, and with it of one's mails."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_POST
from django.views.i18n import set_language


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Kept in a cookie, as Django does it; of a person who is signed in also for the mails that come later."""
    answer, user = set_language(request), request.user
    chosen = request.POST.get("language", "")
    if (
        user.is_authenticated
        and translation.check_for_language(chosen)
        and chosen in dict(settings.LANGUAGES)
    ):
        user.language = chosen
        user.save(update_fields=["language"])
    return answer
