"""The user's own account: name, API keys, second factor."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from factcheck.desks.models import User
from tests import factories as make

pytestmark = pytest.mark.django_db
PASSWORD = "four wooden chairs"


@pytest.fixture
def user() -> User:
    team = make.team()
    team.viewer.set_password(PASSWORD)
    team.viewer.save()
    return team.viewer


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_account_page_requires_sign_in(client: Client) -> None:
    for address in ("/account/", "/account/name/", "/account/keys/", "/account/keys/revoke/"):
        assert client.get(address).url == f"/accounts/login/?next={address}"


def test_name_can_be_changed_but_not_to_an_empty_one(signed_in: Client, user: User) -> None:
    assert signed_in.post("/account/name/", {"name": " Kim "}).url == "/account/"
    assert signed_in.post("/account/name/", {"name": " "}).status_code == 422
    user.refresh_from_db()
    assert user.name == "Kim"


def test_api_key_is_shown_once_and_revoked_by_its_prefix(signed_in: Client, user: User) -> None:
    page = signed_in.post("/account/keys/", {"days": 30}).content.decode()
    [key] = re.findall(r'id="new-key" value="([^"]+)"', page)
    page = signed_in.get("/account/").content.decode()
    assert key not in page
    [begins] = re.findall(r'name="key" value="([^"]+)"', page)
    assert key.startswith(begins)
    signed_in.post("/account/keys/revoke/", {"key": begins})
    assert 'name="key"' not in signed_in.get("/account/").content.decode()
    assert signed_in.post("/account/keys/", {"days": 0}).status_code == 422


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/password/change/",
    ],
)
def test_allauth_pages_use_our_layout_without_inline_scripts(signed_in: Client, address: str) -> None:
    page = signed_in.get(address).content.decode()
    assert 'class="masthead"' in page
    inline = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", page)
    assert inline == []
    assert "<style" not in page
    assert " style=" not in page


def test_second_factor_is_required_after_setup(signed_in: Client, user: User) -> None:
    page = signed_in.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    signed_in.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    fresh = Client()
    response = fresh.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert response.url == "/accounts/2fa/authenticate/"
    assert fresh.get("/account/").status_code == 302
    assert fresh.post(response.url, {"code": "000000"}).status_code == 200
    assert fresh.get("/account/").status_code == 302
