"""How allauth and axes are bent to the house: no open sign-up, refusals in our own words."""

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by a desk's admin, so that nobody wanders in."""
        return False


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Who signs in elsewhere is let in if there is an account with that verified address, and not otherwise."""
        return False


def get_attempted_email(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The address that somebody tries to sign in with, by which axes counts; it has another name at every place."""
    said = credentials or {}
    address = said.get("email") or said.get("username") or request.POST.get("login") or ""
    return address.strip().lower()


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """What somebody sees after too many failed sign-ins."""
    return render(request, "account/locked_out.html", status=429)
