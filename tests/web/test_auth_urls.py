"""Which pages of allauth are open."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.urls import urlpatterns as allauth_patterns
from django.test import Client
from django.urls import URLPattern, URLResolver, resolve, reverse

from factcheck.web.auth_urls import OPEN, closed
from tests import factories as make

pytestmark = pytest.mark.django_db

ARGUMENTS: dict[str, dict[str, Any]] = {
    "account_confirm_email": {"key": "abc"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "abc-def"},
    "mfa_remove_webauthn": {"pk": 1},
    "mfa_edit_webauthn": {"pk": 1},
    "openid_connect_login": {"provider_id": "oidc"},
    "openid_connect_callback": {"provider_id": "oidc"},
}


def names(patterns: list[Any]) -> Iterator[str | None]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern.name


ALL = {name for name in names(allauth_patterns) if name}
CLOSED = sorted(ALL - set(OPEN))


def test_every_open_page_exists_and_has_a_reason() -> None:
    assert set(OPEN) <= ALL
    assert all(OPEN.values())
    assert {
        "account_email",
        "account_confirm_email",
        "socialaccount_connections",
        "socialaccount_signup",
    } <= set(CLOSED)


@pytest.mark.parametrize("name", CLOSED)
def test_closed_page_is_not_found_for_anybody(client: Client, name: str) -> None:
    address = reverse(name, kwargs=ARGUMENTS.get(name, {}))
    assert resolve(address).func is closed
    for sign_in in (False, True):
        if sign_in:
            client.force_login(make.person())
        assert [client.get(address).status_code, client.post(address).status_code] == [404, 404]


@pytest.mark.parametrize("name", sorted(OPEN))
def test_open_page_never_fails(client: Client, name: str) -> None:
    address = reverse(name, kwargs=ARGUMENTS.get(name, {}))
    for sign_in in (False, True):
        if sign_in:
            client.force_login(make.person())
        assert client.get(address).status_code < 500
        assert client.post(address).status_code < 500


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/social/connections/",
        "/accounts/social/signup/",
        "/accounts/login/code/",
        "/accounts/sessions/",
    ],
)
def test_page_without_a_name_is_closed_too(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
