"""The line of the log for each request, with an address that the client cannot forge."""

import structlog
from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware

from factcheck.client_address import get_client_address


class RequestLogMiddleware(RequestMiddleware):
    """django-structlog's, which would believe the first entry of `X-Forwarded-For`, which the client writes."""

    @classmethod
    def bind_ip(cls, request: HttpRequest) -> None:
        structlog.contextvars.bind_contextvars(ip=get_client_address(request))
