"""What becomes of a form that a script sent, and of a request whose sender is signed in no more.

`sending.js` sends a form under a name of its own, the same one when it sends it again: where the answer was lost on
its way, the form is answered again and not carried out twice. The script is told where to go, never led there.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

MAX_REMEMBERED = 20
MAX_ID_LENGTH = 64


def submission_id(request: HttpRequest) -> str:
    """The name under which a script sent this form; empty for whatever the browser itself asks for."""
    return request.headers.get("Sent-As", "")[:MAX_ID_LENGTH] if request.method == "POST" else ""


def wants_fragment(request: HttpRequest) -> bool:
    """Whether a script shows the answer: a few words then, and no page."""
    return bool(submission_id(request) or getattr(request, "htmx", False))


def page_before(request: HttpRequest) -> str:
    """The page of ours that this request was made on; where none is told, the first one after signing in."""
    told = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(told, {request.get_host()}, require_https=request.is_secure()):
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    place = urlsplit(told)
    return f"{place.path}?{place.query}" if place.query else place.path


def error_fragment(request: HttpRequest, what: str, *, status: int) -> HttpResponse:
    """A refusal in a few words, for the place where the form stands."""
    return render(request, "submission/error.html", {"what": what}, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of a page from before its reader signed in anew; whose text the browser has kept."""
    name = "submission/outdated.html" if wants_fragment(request) else "submission/outdated_page.html"
    return render(request, name, {"page": page_before(request)}, status=403)


class FormSubmissionMiddleware:
    """Answers the forms that scripts send; leads whoever has to sign in back to the page, not to the form's address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = submission_id(request)
        done = request.session.get("sent", {}) if name else {}
        if name in done:
            return _gone_to(done[name])
        response = self.get_response(request)
        if _asks_to_sign_in(response):
            return _signed_out(request, response)
        if response.status_code == 405 and _comes_from_signing_in(request):
            return redirect(_above(request.path))
        if name and response.status_code in (301, 302, 303):
            request.session["sent"] = dict([*done.items(), (name, response["Location"])][-MAX_REMEMBERED:])
            return _gone_to(response["Location"])
        return response


def _gone_to(place: str) -> HttpResponse:
    return HttpResponse(status=204, headers={"Goes-To": place})


def _asks_to_sign_in(response: HttpResponse) -> bool:
    return response.get("Location", "").startswith(f"{resolve_url(settings.LOGIN_URL)}?next=")


def _signed_out(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    to_sign_in = redirect_to_login(page_before(request))
    if wants_fragment(request):
        return render(request, "submission/signed_out.html", {"sign_in": to_sign_in.url}, status=401)
    return to_sign_in if request.method == "POST" else response


def _comes_from_signing_in(request: HttpRequest) -> bool:
    return request.method == "GET" and page_before(request).startswith(resolve_url(settings.LOGIN_URL))


def _above(path: str) -> str:
    """The nearest page above an address that only takes forms."""
    while path := path.rstrip("/").rpartition("/")[0]:
        try:
            resolve(f"{path}/")
        except Resolver404:
            continue
        return f"{path}/"
    return resolve_url(settings.LOGIN_REDIRECT_URL)
