"""The address of an account: an unverified one is good for nothing; a change is verified, recorded and reported."""

import re
import time
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from factcheck.actions.accounts import change_address
from factcheck.desks.email_addresses import MAX_AGE, make_address_token
from factcheck.desks.invitations import make_token
from factcheck.desks.models import User
from factcheck.exceptions import ConflictError, NotFound
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

PASSWORD = "four wooden chairs"
OTHER = "victim@test.example"


@pytest.fixture
def user(team: Team) -> User:
    team.viewer.set_password(PASSWORD)
    team.viewer.save()
    return team.viewer


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


@pytest.mark.parametrize("action", ["action_add", "action_primary", "action_send"])
@pytest.mark.parametrize("address", ["/accounts/email/", "/accounts/"])
def test_member_cannot_add_an_address_or_make_one_primary(
    signed_in: Client, user: User, address: str, action: str
) -> None:
    assert signed_in.post(address, {"email": OTHER, action: ""}).status_code in (302, 404)
    user.refresh_from_db()
    assert user.email != OTHER
    assert not EmailAddress.objects.filter(email=OTHER).exists()
    assert mail.outbox == []


@pytest.mark.parametrize("is_primary", [False, True])
def test_unverified_address_does_not_sign_in_or_receive_a_reset(
    client: Client, user: User, is_primary: bool
) -> None:
    EmailAddress.objects.create(user=user, email=OTHER, verified=False, primary=is_primary)
    client.post("/accounts/login/", {"login": OTHER, "password": PASSWORD})
    assert not is_signed_in(client)
    client.post("/accounts/password/reset/", {"email": OTHER})
    assert mail.outbox == []
    client.post("/accounts/password/reset/", {"email": user.email})
    assert [message.to for message in mail.outbox] == [[user.email]]


def test_unverified_address_does_not_match_an_invitation(signed_in: Client, team: Team, user: User) -> None:
    EmailAddress.objects.create(user=user, email=OTHER, verified=False)
    other = make.desk("other")
    link = f"/invitations/{make_token(make.invitation(other, email=OTHER))}/"
    assert signed_in.post(link).status_code == 409
    assert user.get_role(other.pk) is None


def link_in(message: mail.EmailMessage) -> str:
    return urlsplit(re.search(r"https?://\S+", message.body)[0]).path


def test_address_changes_when_the_mailed_link_is_confirmed(
    signed_in: Client, team: Team, user: User, eager: None
) -> None:
    old = user.email
    page = signed_in.post("/account/address/", {"email": " New@Test.example "}).content.decode()
    assert "A link was sent to new@test.example" in page
    user.refresh_from_db()
    assert user.email == old
    [message] = mail.outbox
    assert message.to == ["new@test.example"]
    link = link_in(message)
    assert "From now on it will be new@test.example" in signed_in.get(link).content.decode()
    user.refresh_from_db()
    assert user.email == old
    assert signed_in.post(link).url == "/account/"
    user.refresh_from_db()
    assert user.email == "new@test.example"
    told = mail.outbox[1]
    assert (told.to, "new@test.example" in told.body) == ([old], True)
    event = team.desk.events.get(action="member.address_changed")
    assert (event.actor, event.target_id, event.data) == (user, user.pk, {})
    assert signed_in.post(link).status_code == 404
    fresh = Client()
    fresh.post("/accounts/login/", {"login": old, "password": PASSWORD})
    assert not is_signed_in(fresh)
    fresh.post("/accounts/login/", {"login": "new@test.example", "password": PASSWORD})
    assert is_signed_in(fresh)


def test_address_change_asks_for_the_password(client: Client, user: User) -> None:
    client.force_login(user)
    for answer in (client.get("/account/address/"), client.post("/account/address/", {"email": OTHER})):
        assert answer.url.startswith("/accounts/reauthenticate/")
    assert mail.outbox == []


def test_person_without_a_password_sets_one_first(client: Client, team: Team) -> None:
    client.force_login(team.editor)
    page = client.get("/account/address/", follow=True)
    assert page.redirect_chain == [("/accounts/password/reset/", 302)]
    assert "Set a password first" in page.content.decode()


@pytest.mark.parametrize("email", ["", "nonsense", "a@b", "viewer"])
def test_invalid_address_is_refused(signed_in: Client, email: str) -> None:
    assert signed_in.post("/account/address/", {"email": email}).status_code == 422


def test_own_address_is_refused(signed_in: Client, user: User) -> None:
    assert signed_in.post("/account/address/", {"email": user.email.upper()}).status_code == 422


def test_links_are_not_mailed_without_end(signed_in: Client, eager: None) -> None:
    statuses = [signed_in.post("/account/address/", {"email": OTHER}).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]


def test_link_is_for_its_account_alone(client: Client, team: Team, user: User) -> None:
    link = f"/account/address/{make_address_token(user, OTHER)}/"
    client.force_login(team.admin)
    assert [client.get(link).status_code, client.post(link).status_code] == [404, 404]
    team.admin.refresh_from_db()
    assert team.admin.email != OTHER


def test_link_expires(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    token = make_address_token(user, OTHER)
    later = time.time() + MAX_AGE + 2
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    with pytest.raises(NotFound):
        change_address(user, token=token)


def test_address_of_another_account_is_not_taken_over(user: User, team: Team) -> None:
    with pytest.raises(ConflictError, match="another account"):
        change_address(user, token=make_address_token(user, team.admin.email))
    user.refresh_from_db()
    assert user.email != team.admin.email
    assert not team.desk.events.filter(action="member.address_changed").exists()


def test_nothing_of_the_old_address_is_left(user: User) -> None:
    old = user.email
    EmailAddress.objects.create(user=user, email=old, verified=True, primary=True)
    assert change_address(user, token=make_address_token(user, "new@test.example")) == old
    assert not EmailAddress.objects.filter(user=user).exists()
