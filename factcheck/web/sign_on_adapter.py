"""Single sign-on: which account a person of the provider is, decided by verified addresses alone."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse

from factcheck.actions.accounts import link_single_sign_on
from factcheck.desks.email_addresses import find_user_by_address
from factcheck.desks.models import User


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Return False: single sign-on needs an existing account with the same verified email address."""
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Find nobody, because allauth also takes unverified addresses here: `pre_social_login` finds the account."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Link a person of the provider to the account with the same address, once; refuse every other link."""
        if sociallogin.is_existing:
            return
        user = find_verified_user(sociallogin.email_addresses)
        if sociallogin.state.get("process") == AuthProcess.CONNECT and user == request.user:
            return  # allauth asks for the password again, and then links
        if user is None or sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(render(request, "account/sign_on_refused.html", status=403))
        link_single_sign_on(user, link=lambda: sociallogin.connect(request, user))

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        return reverse("account")


def find_verified_user(addresses: list[EmailAddress]) -> User | None:
    """Return the account with an address that the provider has verified, if there is exactly one."""
    users = {find_user_by_address(address.email) for address in addresses if _is_true(address.verified)}
    users.discard(None)
    return users.pop() if len(users) == 1 else None


def _is_true(claim: Any) -> bool:
    # OpenID Connect says boolean; some providers send strings, of which "false" is true for Python.
    return claim is True or claim == "true"
