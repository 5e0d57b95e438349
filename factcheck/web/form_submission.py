"""Forms that a script submits, and requests from users who are no longer signed in.

`async_forms.js` submits a form with an id (Idempotency-Key), and uses the same id when it submits the form again. If
the first response was lost, or is still on its way, the form is answered again but not carried out twice. The script
gets the next URL in a header (HX-Location) instead of a redirect, which the browser would follow before the script
sees it.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from factcheck.actions.submissions import carry_out_once
from factcheck.exceptions import ConflictError
from factcheck.limits import limit

MAX_ID_LENGTH = limit("digest")
# These count failed sign-ins, which no transaction may take back, or have no forms.
OTHER_PATHS = ("/accounts/", "/api/")


def submission_id(request: HttpRequest) -> str:
    """Return the id under which a script submitted this form; empty for a request that the browser made itself."""
    return request.headers.get("Idempotency-Key", "")[:MAX_ID_LENGTH] if request.method == "POST" else ""


def wants_fragment(request: HttpRequest) -> bool:
    """Return whether a script shows the response, which is then a few words instead of a page."""
    return bool(submission_id(request) or getattr(request, "htmx", False))


def page_before(request: HttpRequest) -> str:
    """Return the page of this site that the request was made from, or else the first page after signing in."""
    referrer = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referrer, {request.get_host()}, require_https=request.is_secure()):
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    url = urlsplit(referrer)
    return f"{url.path}?{url.query}" if url.query else url.path


def error_fragment(request: HttpRequest, message: str, *, status: int) -> HttpResponse:
    """Return an error message without a page around it, to be shown beside the form."""
    return render(request, "submission/error.html", {"message": message}, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the error for a form whose page is from before the user signed in again.

    The browser has saved the text that was typed as a draft, so the message says to reload the page.
    """
    name = "submission/outdated.html" if wants_fragment(request) else "submission/outdated_page.html"
    return render(request, name, {"page": page_before(request)}, status=403)


class FormSubmissionMiddleware:
    """Answers the forms that scripts submit, and makes a sign-in return to the page instead of the form's URL."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = submission_id(request)
        if key and request.user.is_authenticated and not request.path.startswith(OTHER_PATHS):
            return self._answer_once(request, key)
        return self._answer(request, key)

    def _answer_once(self, request: HttpRequest, key: str) -> HttpResponse:
        """Return the response to a form, or that to its first submission."""
        request.POST  # noqa: B018 (a slow client must not hold the transaction open)
        try:
            answer = carry_out_once(
                request.user,  # type: ignore[arg-type]
                key=key,
                path=request.path[: limit("url")],
                carry_out=lambda: self._answer(request, key),
                location_of=lambda response: response.get("HX-Location", ""),
            )
        except ConflictError as refusal:
            return error_fragment(request, refusal.message, status=409)
        return _navigate(answer) if isinstance(answer, str) else answer

    def _answer(self, request: HttpRequest, key: str) -> HttpResponse:
        response = self.get_response(request)
        if _redirects_to_login(response):
            return _ask_to_sign_in(request, response)
        if response.status_code == 405 and _comes_from_login(request):
            return redirect(_parent_page(request.path))
        if response.status_code >= 500 and key and connection.in_atomic_block:
            transaction.set_rollback(True)
        return (
            _navigate(response["Location"]) if key and response.status_code in (301, 302, 303) else response
        )


def _navigate(url: str) -> HttpResponse:
    return HttpResponse(status=204, headers={"HX-Location": url})


def _redirects_to_login(response: HttpResponse) -> bool:
    return response.get("Location", "").startswith(f"{resolve_url(settings.LOGIN_URL)}?next=")


def _ask_to_sign_in(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    to_login = redirect_to_login(page_before(request))
    if wants_fragment(request):
        return render(request, "submission/signed_out.html", {"sign_in": to_login.url}, status=401)
    return to_login if request.method == "POST" else response


def _comes_from_login(request: HttpRequest) -> bool:
    return request.method == "GET" and page_before(request).startswith(resolve_url(settings.LOGIN_URL))


def _parent_page(path: str) -> str:
    """Return the nearest page above a URL that only accepts forms."""
    while path := path.rstrip("/").rpartition("/")[0]:
        try:
            resolve(f"{path}/")
        except Resolver404:
            continue
        return f"{path}/"
    return resolve_url(settings.LOGIN_REDIRECT_URL)
