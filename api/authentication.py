"""Authentication by API key (`Authorization: Bearer KEY`), and how the OpenAPI schema describes it.

Sessions of the pages are accepted too, by DRF's own SessionAuthentication, which checks the CSRF token of writes.
"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication
from knox.crypto import hash_token
from knox.models import AuthToken
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed

from factcheck.desks.api_keys import ended_with_password


class ApiKeyAuthentication(TokenAuthentication):
    """Knox's tokens, found by their digest in one query.

    Knox's own class deletes expired keys while it authenticates, so a GET could write. Here an expired key is only
    refused, with the day it expired.
    """

    def authenticate_credentials(self, token: bytes) -> tuple[Any, AuthToken]:
        digest = hash_token(token.decode("utf-8", "replace"))
        key = AuthToken.objects.select_related("user").filter(digest=digest).first()
        if key is None or not key.user.is_active:
            raise AuthenticationFailed(
                _("This key is not known. Create a new one with “manage.py issue_key EMAIL”.")
            )
        if ended_with_password(key):
            message = _("This key ended on %(day)s, when the password was changed. Create a new one.")
            raise AuthenticationFailed(message % {"day": f"{key.user.password_changed_at:%Y-%m-%d}"})
        if key.expiry is not None and key.expiry <= timezone.now():
            message = _("This key expired on %(day)s. Ask for a new one.")
            raise AuthenticationFailed(message % {"day": f"{key.expiry:%Y-%m-%d}"})
        return key.user, key


class ApiKeyScheme(OpenApiAuthenticationExtension):
    target_class = ApiKeyAuthentication
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class SessionScheme(OpenApiAuthenticationExtension):
    target_class = SessionAuthentication
    name = "page"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
