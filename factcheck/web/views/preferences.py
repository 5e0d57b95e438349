"""The theme and the language of the pages. Both work for visitors who are not signed in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as set_language_cookie

THEMES = {
    "auto": pgettext_lazy("theme", "auto"),
    "light": pgettext_lazy("theme", "light"),
    "dark": pgettext_lazy("theme", "dark"),
}
ONE_YEAR_SECONDS = 365 * 24 * 3600


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Store the theme in a cookie, so that the server renders it and no script has to correct the page."""
    back = request.POST.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)  # `redirect` would take a number for the name of a page
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie(
            "theme", theme, max_age=ONE_YEAR_SECONDS, samesite="Lax", secure=request.is_secure()
        )
    return response


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Store the language in Django's cookie, and for a signed-in user also on the account, for later emails."""
    response, user = set_language_cookie(request), request.user
    language = request.POST.get("language", "")
    if (
        user.is_authenticated
        and translation.check_for_language(language)
        and language in dict(settings.LANGUAGES)
    ):
        user.language = language
        user.save(update_fields=["language"])
    return response
