"""Sign-in by password: the account is found by its own address only."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from factcheck.desks.email_addresses import normalize_address
from factcheck.desks.models import User


class AddressBackend(AuthenticationBackend):
    """Allauth's backend, which would also accept an unverified address that was added to an account.

    Allauth's own comes after it in the settings, so that sessions from before stay valid, and is never asked.
    """

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User:
        user = super().authenticate(request, **credentials)
        if user is None:
            raise PermissionDenied  # Django then asks no other backend
        return user

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        user = User.objects.filter(email=normalize_address(email)).first()
        return self._check_password(user, password)
