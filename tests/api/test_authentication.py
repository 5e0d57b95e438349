import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from knox.models import AuthToken

from tests import factories as make


def me(header: str):
    return Client(headers={"authorization": header}).get("/api/v1/me/")


def test_a_key_authenticates_its_user(team):
    assert me(f"Bearer {make.key_of(team.viewer)}").json()["id"] == team.viewer.pk
    assert me(f"bearer {make.key_of(team.viewer)}").status_code == 200


def test_only_the_digest_of_a_key_is_stored(team):
    key = make.key_of(team.viewer)
    token = AuthToken.objects.get()
    assert key not in (token.digest, token.token_key)
    assert len(token.token_key) < len(key) / 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer a b", "Bearer nonsense", "Bearer \xff\xfe", "Bearer " + "9" * 9000]
)
def test_an_invalid_key_is_rejected(header):
    response = me(header)
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"


def test_an_expired_key_says_when_it_expired(team):
    key = make.key_of(team.viewer)
    AuthToken.objects.update(expiry=timezone.now() - dt.timedelta(days=400))
    response = me(f"Bearer {key}")
    assert response.status_code == 401
    assert "expired on 20" in response.json()["error"]["message"]


def test_the_key_of_an_inactive_user_is_rejected(team):
    key = make.key_of(team.viewer)
    team.viewer.is_active = False
    team.viewer.save()
    assert me(f"Bearer {key}").status_code == 401


def test_a_session_writes_only_with_its_csrf_token(team):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(team.editor, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get("/api/v1/me/").json()["id"] == team.editor.pk

    def write(**headers):
        return browser.post(
            "/api/v1/sources/", {"title": "x"}, content_type="application/json", headers=headers
        )

    response = write()
    assert (response.status_code, response.json()["error"]["code"]) == (403, "not_allowed")
    browser.cookies["csrftoken"] = token = "a" * 32
    assert write(**{"x-csrftoken": token}).status_code == 201
