"""API keys that their users issue and revoke."""

import datetime as dt

import pytest
from django.utils import timezone
from knox.models import AuthToken

from factcheck.actions.api_keys import issue_key, revoke_key
from factcheck.audit.models import Event
from factcheck.desks.api_keys import list_keys
from factcheck.desks.models import Membership
from factcheck.enums import Role
from factcheck.exceptions import InvalidInput, NotFound
from tests import factories as make
from tests.api.client import ApiClient

pytestmark = pytest.mark.django_db


def test_key_authenticates_until_it_is_revoked() -> None:
    team = make.team()
    key = issue_key(team.viewer, days=30)
    api = ApiClient()
    api.client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {key}"
    assert api.get("me/").json()["id"] == team.viewer.pk
    revoke_key(team.viewer, prefix=AuthToken.objects.get().token_key)
    assert api.get("me/").status_code == 401
    assert list(team.desk.events.values_list("action", flat=True)) == ["key.issued", "key.revoked"]


def test_key_expires_and_only_its_digest_is_stored() -> None:
    user = make.person()
    key = issue_key(user, days=30)
    [stored] = list_keys(user)
    assert dt.timedelta(days=29) < stored.expiry - timezone.now() < dt.timedelta(days=31)
    assert key not in (stored.digest, stored.token_key)


@pytest.mark.parametrize("days", [0, -1, 366])
def test_key_needs_a_valid_number_of_days(days: int) -> None:
    user = make.person()
    with pytest.raises(InvalidInput) as error:
        issue_key(user, days=days)
    assert set(error.value.fields) == {"days"}
    assert not list_keys(user).exists()


@pytest.mark.parametrize("prefix", ["", "another"])
def test_key_of_another_user_cannot_be_revoked(prefix: str) -> None:
    user, other = make.person(), make.person()
    issue_key(user, days=30)
    with pytest.raises(NotFound):
        revoke_key(other, prefix=prefix or AuthToken.objects.get().token_key)
    with pytest.raises(NotFound):
        revoke_key(user, prefix="")
    assert list_keys(user).exists()


@pytest.mark.parametrize("days", [1, 365])
def test_key_is_valid_for_its_number_of_days_and_recorded_on_every_desk(days: int) -> None:
    team = make.team()
    other = make.desk()
    Membership.objects.create(desk=other, user=team.viewer, role=Role.VIEWER)
    issue_key(team.viewer, days=days)
    [stored] = list_keys(team.viewer)
    assert abs(stored.expiry - timezone.now() - dt.timedelta(days=days)) < dt.timedelta(minutes=1)
    events = Event.objects.filter(action="key.issued")
    assert {(event.desk, event.actor) for event in events} == {
        (team.desk, team.viewer),
        (other, team.viewer),
    }
    assert [event.data for event in events] == [{"days": days}] * 2


def test_revoking_a_key_keeps_the_other_keys_of_the_user() -> None:
    user = make.person()
    for _ in range(2):
        issue_key(user, days=30)
    revoked, kept = list_keys(user)
    revoke_key(user, prefix=revoked.token_key)
    assert list(list_keys(user)) == [kept]
