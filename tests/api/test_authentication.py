import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from knox.models import AuthToken

from tests import factories as make


def me(header: str):
    return Client(headers={"authorization": header}).get("/api/v1/me/")


def test_a_key_speaks_for_its_holder(team):
    assert me(f"Bearer {make.key_of(team.viewer)}").json()["id"] == team.viewer.pk
    assert me(f"bearer {make.key_of(team.viewer)}").status_code == 200


def test_a_key_is_kept_as_a_digest_only(team):
    key = make.key_of(team.viewer)
    kept = AuthToken.objects.get()
    assert key not in (kept.digest, kept.token_key)
    assert len(kept.token_key) < len(key) / 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer a b", "Bearer nonsense", "Bearer \xff\xfe", "Bearer " + "9" * 9000]
)
def test_what_is_no_key_is_refused(header):
    answer = me(header)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


def test_an_expired_key_says_when_it_expired(team):
    key = make.key_of(team.viewer)
    AuthToken.objects.update(expiry=timezone.now() - dt.timedelta(days=400))
    answer = me(f"Bearer {key}")
    assert answer.status_code == 401
    assert "expired on 20" in answer.json()["error"]["message"]


def test_a_key_of_somebody_who_left_is_refused(team):
    key = make.key_of(team.viewer)
    team.viewer.is_active = False
    team.viewer.save()
    assert me(f"Bearer {key}").status_code == 401


def test_the_pages_session_reads_and_writes_only_with_its_csrf_token(team):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(team.editor, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get("/api/v1/me/").json()["id"] == team.editor.pk

    def write(**headers):
        return browser.post(
            "/api/v1/sources/", {"title": "x"}, content_type="application/json", headers=headers
        )

    refused = write()
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "not_allowed")
    browser.cookies["csrftoken"] = token = "a" * 32
    assert write(**{"x-csrftoken": token}).status_code == 201
