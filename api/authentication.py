"""Who calls: the holder of a key (`Authorization: Bearer KEY`), or somebody signed in to the pages."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication
from knox.crypto import hash_token
from knox.models import AuthToken
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed


class KeyAuthentication(TokenAuthentication):
    """Knox's keys, found by their digest in one query; expired ones are refused and left to be swept elsewhere."""

    def authenticate_credentials(self, token: bytes) -> tuple[Any, AuthToken]:
        digest = hash_token(token.decode("utf-8", "replace"))
        key = AuthToken.objects.select_related("user").filter(digest=digest).first()
        if key is None or not key.user.is_active:
            raise AuthenticationFailed(
                _("This key is not known. A new one comes from “manage.py issue_key EMAIL”.")
            )
        if key.expiry is not None and key.expiry <= timezone.now():
            told = _("This key expired on %(day)s. Ask for a new one.") % {"day": f"{key.expiry:%Y-%m-%d}"}
            raise AuthenticationFailed(told)
        return key.user, key


class PageAuthentication(SessionAuthentication):
    """The pages' session; what writes must carry its CSRF token."""


class KeyScheme(OpenApiAuthenticationExtension):
    target_class = KeyAuthentication
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class PageScheme(OpenApiAuthenticationExtension):
    target_class = PageAuthentication
    name = "page"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
