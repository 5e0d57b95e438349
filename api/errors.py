"""Refusals become JSON here, and only here: `{"error": {"code", "message", "fields", "where"}}`."""

from typing import Any

from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import set_rollback

from factcheck.exceptions import ConflictError, FactcheckError, InvalidInput, NotFound, PermissionDenied

STATUS: dict[type[FactcheckError], int] = {
    InvalidInput: 400,
    PermissionDenied: 403,
    NotFound: 404,
    ConflictError: 409,
}

WHOLE = api_settings.NON_FIELD_ERRORS_KEY


class TooLarge(exceptions.APIException):
    status_code = 413
    default_code = "too_large"


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler; None lets what nobody foresaw become a logged 500."""
    if isinstance(error, FactcheckError):
        set_rollback()
        status = next((status for kind, status in STATUS.items() if isinstance(error, kind)), 400)
        return _response(status, error.code, error.message, fields=error.fields, where=error.where)
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, DjangoPermissionDenied):
        error = exceptions.PermissionDenied()
    elif isinstance(error, RequestDataTooBig):
        error = TooLarge(_("The body is too large."))
    elif isinstance(error, SuspiciousOperation):
        error = exceptions.ParseError(str(error))
    if not isinstance(error, exceptions.APIException):
        return None
    set_rollback()
    return _refused(error, context)


def _refused(error: exceptions.APIException, context: dict[str, Any]) -> Response:
    said = {
        "WWW-Authenticate": getattr(error, "auth_header", None),
        "Retry-After": getattr(error, "wait", None),
    }
    headers = {name: str(value) for name, value in said.items() if value}
    code, message, fields = CODES.get(type(error), error.default_code), str(error.detail), {}
    if isinstance(error, exceptions.ValidationError):
        detail = error.detail if isinstance(error.detail, dict) else {WHOLE: error.detail}
        fields = {name: " ".join(map(str, why)) for name, why in detail.items()}
        message = _sentence(fields)
    elif isinstance(error, exceptions.MethodNotAllowed):
        message = _not_offered(context)
    return _response(error.status_code, code, message, fields=fields, headers=headers)


CODES: dict[type[exceptions.APIException], str] = {
    exceptions.AuthenticationFailed: "not_authenticated",
    exceptions.PermissionDenied: "not_allowed",
    exceptions.ParseError: "malformed",
    exceptions.Throttled: "too_many",
}


def _sentence(fields: dict[str, str]) -> str:
    """All complaints in one sentence; what is wrong with the whole is taken out of the fields."""
    whole = fields.pop(WHOLE, "")
    named = [f"{name}: {why}" for name, why in fields.items()]
    return " ".join(filter(None, [whole, *named]))


def _not_offered(context: dict[str, Any]) -> str:
    view, request = context["view"], context["request"]
    reason = getattr(view, "not_offered", {}).get(request.method)
    if reason:
        return str(reason)
    told = {"method": request.method, "known": ", ".join(view.allowed_methods)}
    return _("%(method)s is not offered here. Offered: %(known)s.") % told


def _response(
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
