"""Adapters for allauth and axes: no open sign-up, and our own page after too many failed sign-ins."""

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: only an admin of a desk creates accounts, by inviting people."""
        return False


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Return False: single sign-on needs an existing account with the same verified email address."""
        return False


def get_attempted_email(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """Return the email address of a sign-in attempt, by which axes counts failures.

    Each caller names it differently: allauth "email", Django's backends "username", the form itself "login".
    """
    given = credentials or {}
    email = given.get("email") or given.get("username") or request.POST.get("login") or ""
    return email.strip().lower()


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """Return the page that axes shows after too many failed sign-ins."""
    return render(request, "account/locked_out.html", status=429)
