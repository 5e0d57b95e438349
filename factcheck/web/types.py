"""The type of a request in views that require a sign-in."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from factcheck.desks.models import User


class AuthenticatedRequest(HttpRequest):
    """A type only, for annotations: `login_required` and the htmx middleware make it true."""

    user: User
    htmx: HtmxDetails
