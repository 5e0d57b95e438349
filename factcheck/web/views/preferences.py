"""Light, dark, or as the machine says: kept in a cookie, so that it holds before any script runs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

THEMES = {
    "auto": pgettext_lazy("theme", "auto"),
    "light": pgettext_lazy("theme", "light"),
    "dark": pgettext_lazy("theme", "dark"),
}
ONE_YEAR_SECONDS = 365 * 24 * 3600


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    back = request.POST.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    answer = redirect(back)
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        answer.set_cookie(
            "theme", theme, max_age=ONE_YEAR_SECONDS, samesite="Lax", secure=request.is_secure()
        )
    return answer
