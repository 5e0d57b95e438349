"""Single sign-on from the environment."""

import pytest
from allauth.socialaccount.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from environ import Env

from factcheck.settings_sso import openid_providers, sign_on_origins


def env(**values: str) -> Env:
    made = Env()
    made.ENVIRON = values
    return made


def test_without_a_server_there_is_no_single_sign_on() -> None:
    assert openid_providers(env(OIDC_CLIENT_ID="desk")) == {}


def test_a_server_without_a_client_id_is_a_configuration_error() -> None:
    with pytest.raises(ImproperlyConfigured, match="OIDC_CLIENT_ID"):
        openid_providers(env(OIDC_SERVER_URL="https://id.example"))


@pytest.mark.django_db
def test_the_provider_is_offered_under_its_configured_name(settings, rf) -> None:
    given = env(
        OIDC_SERVER_URL="https://id.example/realms/news",
        OIDC_CLIENT_ID="desk",
        OIDC_CLIENT_SECRET="secret",
        OIDC_NAME="The newsroom",
    )
    settings.SOCIALACCOUNT_PROVIDERS = openid_providers(given)
    [app] = get_adapter().list_apps(rf.get("/"))
    assert (app.provider_id, app.name, app.client_id, app.secret) == (
        "oidc",
        "The newsroom",
        "desk",
        "secret",
    )
    assert app.settings == {"server_url": "https://id.example/realms/news", "oauth_pkce_enabled": True}
    page = Client().get("/accounts/login/").content.decode()
    assert "/accounts/oidc/oidc/login/" in page
    assert "The newsroom" in page


@pytest.mark.django_db
def test_there_is_no_sign_in_button_without_a_provider() -> None:
    assert "oidc" not in Client().get("/accounts/login/").content.decode()


def test_form_action_of_the_policy_names_only_the_provider() -> None:
    given = env(OIDC_SERVER_URL="https://id.example:8443/realms/news", OIDC_CLIENT_ID="desk")
    assert sign_on_origins(openid_providers(given)) == ["https://id.example:8443"]
    assert sign_on_origins({}) == []
