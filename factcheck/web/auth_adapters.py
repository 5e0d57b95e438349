"""Adapters for allauth and axes: the rules of this product for sign-in, addresses, passwords and their limits."""

from collections.abc import Mapping
from contextlib import suppress
from smtplib import SMTPException
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.actions.accounts import change_password
from factcheck.client_address import get_client_address
from factcheck.desks.models import User
from factcheck.exceptions import Unavailable
from factcheck.web.sign_in_alerts import needs_mailed_code, warn_owner

logger = structlog.get_logger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: only an admin of a desk creates accounts, by inviting people."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return get_client_address(request)

    def set_password(self, user: User, password: str) -> None:
        """Store a changed or reset password, and say which API keys ended with it."""
        ended = change_password(user, password=password)
        if ended:
            text = ngettext(
                "%(number)s API key ended with the old password.",
                "%(number)s API keys ended with the old password.",
                ended,
            )
            messages.info(self.request, text % {"number": ended})

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt by the client's address. Allauth would also count by account, and so lock its owner out."""
        self._login_failed_rl_usage = ratelimit.consume(
            request, app="allauth.account", action="password_failed"
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        if getattr(request, "axes_locked_out", False):
            warn_owner(get_attempted_email(request, credentials), get_client_address(request))

    def is_login_by_code_required(self, login: Login) -> bool:
        """Return whether a right password is not enough, because the account is under attack."""
        is_by_password = super().is_login_by_code_required(login)
        return is_by_password and needs_mailed_code(login.user, get_client_address(self.request))

    def reauthenticate(self, user: User, password: str) -> bool:
        """Return whether this is the user's password. Failures count like those of a sign-in."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail that a person waits for. Raises Unavailable."""
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError) as error:
            logger.warning("mail_failed", template=template_prefix, error=type(error).__name__)
            raise Unavailable(_("Email cannot be sent now. Try again later."), retry_after=60) from error

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the owner about a change of the account. The change is valid even if no email can be sent."""
        with suppress(Unavailable):
            super().send_notification_mail(template_prefix, user, context, email or user.get_username())


def get_attempted_email(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """Return the email address of a sign-in attempt, by which axes counts failures.

    Each caller names it differently: allauth "email", Django's backends "username", the form itself "login".
    """
    given = credentials or {}
    email = given.get("email") or given.get("username") or request.POST.get("login") or ""
    return email.strip().lower()


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """Return the page that axes shows after too many failed sign-ins from one address to one account."""
    return render(request, "account/locked_out.html", status=429)
