"""Single sign-on: an address leads to the account that has it, if the provider has verified it."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django.fixtures import Settings

from factcheck.desks.models import User
from factcheck.settings_sso import openid_providers
from tests.factories import Team
from tests.test_settings_sso import env

pytestmark = pytest.mark.django_db

PASSWORD = "four wooden chairs"
CONFIGURATION = {
    "authorization_endpoint": "https://id.example/authorize",
    "token_endpoint": "https://id.example/token",
    "userinfo_endpoint": "https://id.example/userinfo",
    "issuer": "https://id.example",
    "jwks_uri": "https://id.example/keys",
}


class Provider:
    """An OpenID Connect provider that says of everybody what `claims` says."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {}

    def come_back(self, client: Client, **login: str) -> Any:
        """Go to the provider and come back from it."""
        there = client.post("/accounts/oidc/oidc/login/", query_params=login)
        state = there.url.partition("state=")[2].partition("&")[0]
        return client.get("/accounts/oidc/oidc/login/callback/", {"code": "c", "state": state})


@pytest.fixture
def provider(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Provider:
    settings.SOCIALACCOUNT_PROVIDERS = openid_providers(
        env(OIDC_SERVER_URL="https://id.example", OIDC_CLIENT_ID="desk")
    )
    made = Provider()
    adapter = "allauth.socialaccount.providers.openid_connect.views.OpenIDConnectOAuth2Adapter"
    monkeypatch.setattr(f"{adapter}.openid_config", CONFIGURATION)
    monkeypatch.setattr(f"{adapter}._fetch_user_info", lambda _self, _token: made.claims)
    monkeypatch.setattr(
        "allauth.socialaccount.providers.oauth2.client.OAuth2Client.get_access_token",
        lambda *_args, **_more: {"access_token": "t"},
    )
    return made


@pytest.fixture
def user(team: Team) -> User:
    team.viewer.set_password(PASSWORD)
    team.viewer.save()
    return team.viewer


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_verified_address_signs_in_and_is_linked_once(
    client: Client, provider: Provider, user: User, team: Team
) -> None:
    provider.claims = {"sub": "7", "email": user.email.upper(), "email_verified": True}
    provider.come_back(client)
    assert is_signed_in(client)
    assert SocialAccount.objects.get().user == user
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert team.desk.events.filter(action="member.sign_on_linked", actor=user).count() == 1
    again = Client()
    provider.claims = {"sub": "7", "email": "another@test.example", "email_verified": False}
    provider.come_back(again)
    assert is_signed_in(again)
    assert team.desk.events.filter(action="member.sign_on_linked").count() == 1


@pytest.mark.parametrize("verified", [False, None, "false", "False", "", 0, "no", [], "yes"])
def test_unverified_address_joins_no_account(
    client: Client, provider: Provider, user: User, verified: Any
) -> None:
    provider.claims = {"sub": "7", "email": user.email, "email_verified": verified}
    response = provider.come_back(client)
    assert response.status_code == 403
    assert "verified" in response.content.decode()
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


def test_address_without_a_word_about_it_joins_no_account(
    client: Client, provider: Provider, user: User
) -> None:
    provider.claims = {"sub": "7", "email": user.email}
    assert provider.come_back(client).status_code == 403
    assert not SocialAccount.objects.exists()


def test_unverified_address_here_does_not_catch_its_owner(
    client: Client, provider: Provider, user: User
) -> None:
    EmailAddress.objects.create(user=user, email="victim@test.example", verified=False)
    provider.claims = {"sub": "7", "email": "victim@test.example", "email_verified": True}
    assert provider.come_back(client).status_code == 403
    assert not is_signed_in(client)


def test_unknown_address_creates_no_account(client: Client, provider: Provider, user: User) -> None:
    before = User.objects.count()
    provider.claims = {"sub": "7", "email": "new@test.example", "email_verified": True}
    assert provider.come_back(client).status_code == 403
    assert User.objects.count() == before


@pytest.mark.parametrize(
    ("email", "verified"), [("viewer", False), ("new@test.example", True), ("admin", True)]
)
def test_signed_in_member_links_only_the_own_verified_address(
    client: Client, provider: Provider, user: User, team: Team, email: str, verified: bool
) -> None:
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    address = email if "@" in email else team.of(email).email
    provider.claims = {"sub": "7", "email": address, "email_verified": verified}
    assert provider.come_back(client, process="connect").status_code == 403
    assert not SocialAccount.objects.exists()


def test_signed_in_member_links_the_own_verified_address(
    client: Client, provider: Provider, user: User, team: Team
) -> None:
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    provider.claims = {"sub": "7", "email": user.email, "email_verified": True}
    assert provider.come_back(client, process="connect").url == "/account/"
    assert SocialAccount.objects.get().user == user


def test_inactive_account_is_not_entered(client: Client, provider: Provider, user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    provider.claims = {"sub": "7", "email": user.email, "email_verified": True}
    provider.come_back(client)
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()
