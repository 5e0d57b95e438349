"""A request as the views behind the sign-in get it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from factcheck.desks.models import User


class AuthenticatedRequest(HttpRequest):
    """Only a type: `login_required` and the middleware make it true."""

    user: User
    htmx: HtmxDetails
