"""The one place where exceptions become JSON: `{"error": {"code", "message", "fields", "where"}}`."""

from typing import Any

from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import set_rollback

from factcheck.database_errors import to_unavailable
from factcheck.exceptions import (
    ConflictError,
    FactcheckError,
    InvalidInput,
    NotFound,
    PermissionDenied,
    RetryLater,
    TooManyRequests,
    Unavailable,
)

STATUS_CODES: dict[type[FactcheckError], int] = {
    InvalidInput: 400,
    PermissionDenied: 403,
    NotFound: 404,
    ConflictError: 409,
    TooManyRequests: 429,
    Unavailable: 503,
}

NON_FIELD_ERRORS = api_settings.NON_FIELD_ERRORS_KEY


class RequestTooLarge(exceptions.APIException):
    status_code = 413
    default_code = "too_large"


def handle_exception(error: Exception, context: dict[str, Any]) -> Response | None:
    """Return the response to an exception; None for one that is a bug, which Django logs and answers with 500."""
    error = to_unavailable(error) or error
    if isinstance(error, FactcheckError):
        set_rollback()
        status = next((status for kind, status in STATUS_CODES.items() if isinstance(error, kind)), 400)
        headers = {"Retry-After": str(error.retry_after)} if isinstance(error, RetryLater) else {}
        return _build_response(
            status, error.code, error.message, fields=error.fields, where=error.where, headers=headers
        )
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, DjangoPermissionDenied):
        error = exceptions.PermissionDenied()
    elif isinstance(error, RequestDataTooBig):
        error = RequestTooLarge(_("The body is too large."))
    elif isinstance(error, SuspiciousOperation):
        error = exceptions.ParseError(str(error))
    if not isinstance(error, exceptions.APIException):
        return None
    set_rollback()
    return _to_response(error, context)


def _to_response(error: exceptions.APIException, context: dict[str, Any]) -> Response:
    # DRF's own handler, which this one replaces, sets the same two headers.
    values = {
        "WWW-Authenticate": getattr(error, "auth_header", None),
        "Retry-After": getattr(error, "wait", None),
    }
    headers = {name: str(value) for name, value in values.items() if value}
    code, message, fields = CODES.get(type(error), error.default_code), str(error.detail), {}
    if isinstance(error, exceptions.ValidationError):
        detail = error.detail if isinstance(error.detail, dict) else {NON_FIELD_ERRORS: error.detail}
        fields = {name: _join_reasons(why) for name, why in detail.items()}
        message = _join_messages(fields)
    elif isinstance(error, exceptions.MethodNotAllowed):
        message = _method_message(context)
    return _build_response(error.status_code, code, message, fields=fields, headers=headers)


CODES: dict[type[exceptions.APIException], str] = {
    exceptions.AuthenticationFailed: "not_authenticated",
    exceptions.PermissionDenied: "not_allowed",
    exceptions.ParseError: "malformed",
    exceptions.Throttled: "too_many",
}


def _join_reasons(why: Any) -> str:
    """Join the messages of one field; those of an object within it follow the names of its entries."""
    if isinstance(why, dict):
        return " ".join(f"{name}: {_join_reasons(inner)}" for name, inner in why.items())
    return " ".join(map(str, why)) if isinstance(why, list) else str(why)


def _join_messages(fields: dict[str, str]) -> str:
    """Join all messages into one, those of the whole body first; these are removed from the fields."""
    whole = fields.pop(NON_FIELD_ERRORS, "")
    named = [f"{name}: {why}" for name, why in fields.items()]
    return " ".join(filter(None, [whole, *named]))


def _method_message(context: dict[str, Any]) -> str:
    view, request = context["view"], context["request"]
    reason = getattr(view, "method_hints", {}).get(request.method)
    if reason:
        return str(reason)
    params = {"method": request.method, "known": ", ".join(view.allowed_methods)}
    return _("%(method)s is not supported here. Supported: %(known)s.") % params


def _build_response(
    status: int,
    code: str,
    message: str,
    *,
    fields: dict[str, str],
    where: str = "",
    headers: dict[str, str] | None = None,
) -> Response:
    error = {"code": code, "message": message, "fields": fields, "where": where}
    return Response({"error": error}, status=status, headers=headers)
