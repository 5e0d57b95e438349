"""Keys for the API that their holder issues and revokes."""

import datetime as dt

import pytest
from django.utils import timezone
from knox.models import AuthToken

from factcheck.actions.api_keys import issue_key, revoke_key
from factcheck.desks.api_keys import list_keys
from factcheck.exceptions import InvalidInput, NotFound
from tests import factories as make
from tests.api.client import ApiClient

pytestmark = pytest.mark.django_db


def test_a_key_opens_the_api_until_it_is_revoked() -> None:
    team = make.team()
    key = issue_key(team.viewer, days=30)
    caller = ApiClient()
    caller.client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {key}"
    assert caller.get("me/").json()["id"] == team.viewer.pk
    revoke_key(team.viewer, prefix=AuthToken.objects.get().token_key)
    assert caller.get("me/").status_code == 401
    assert list(team.desk.events.values_list("action", flat=True)) == ["key.issued", "key.revoked"]


def test_a_key_ends_on_its_day_and_is_not_kept_in_the_open() -> None:
    user = make.person()
    key = issue_key(user, days=30)
    [kept] = list_keys(user)
    assert dt.timedelta(days=29) < kept.expiry - timezone.now() < dt.timedelta(days=31)
    assert key not in (kept.digest, kept.token_key)


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_key_without_a_sensible_end_is_not_issued(days: int) -> None:
    user = make.person()
    with pytest.raises(InvalidInput) as refusal:
        issue_key(user, days=days)
    assert set(refusal.value.fields) == {"days"}
    assert not list_keys(user).exists()


@pytest.mark.parametrize("prefix", ["", "another"])
def test_nobody_revokes_anothers_key(prefix: str) -> None:
    user, other = make.person(), make.person()
    issue_key(user, days=30)
    with pytest.raises(NotFound):
        revoke_key(other, prefix=prefix or AuthToken.objects.get().token_key)
    with pytest.raises(NotFound):
        revoke_key(user, prefix="")
    assert list_keys(user).exists()
