"""A changed or reset password: the API keys end, the log has a line, the owner gets a mail."""

import re
from io import StringIO
from smtplib import SMTPServerDisconnected
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.core.management import call_command
from django.test import Client

from factcheck.actions.api_keys import issue_key
from factcheck.desks.api_keys import list_keys
from factcheck.desks.models import User
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

OLD, NEW = "four wooden chairs", "seven blue bicycles"


@pytest.fixture
def user(team: Team) -> User:
    team.viewer.set_password(OLD)
    team.viewer.save()
    return team.viewer


@pytest.fixture
def key(user: User) -> str:
    return issue_key(user, days=30)


def ask_with(key: str) -> tuple[int, str]:
    response = Client().get("/api/v1/me/", headers={"authorization": f"Bearer {key}"})
    return response.status_code, response.content.decode()


def change_in_the_page(user: User) -> str:
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": OLD})
    form = {"oldpassword": OLD, "password1": NEW, "password2": NEW}
    return client.post("/accounts/password/change/", form, follow=True).content.decode()


def reset_by_mail(user: User) -> str:
    client = Client()
    client.post("/accounts/password/reset/", {"email": user.email})
    link = urlsplit(re.search(r"https?://\S+", mail.outbox.pop().body)[0]).path
    link = client.get(link, follow=True).request["PATH_INFO"]
    return client.post(link, {"password1": NEW, "password2": NEW}, follow=True).content.decode()


@pytest.mark.parametrize("change", [change_in_the_page, reset_by_mail])
def test_keys_end_with_the_password_and_the_owner_is_told(user: User, team: Team, key: str, change) -> None:
    other = make.key_of(team.admin)
    assert ask_with(key)[0] == 200
    page = change(user)
    assert "1 API key ended with the old password." in page
    status, answer = ask_with(key)
    assert (status, "when the password was changed" in answer) == (401, True)
    assert ask_with(other)[0] == 200
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert not list_keys(user)
    event = team.desk.events.get(action="member.password_changed")
    assert (event.actor, event.data) == (user, {"ended_keys": 1})
    assert [message.to for message in mail.outbox] == [[user.email]]
    assert ask_with(issue_key(user, days=30))[0] == 200


def test_keys_end_with_a_password_set_by_an_operator(
    user: User, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda prompt: NEW)
    call_command("changepassword", user.email, stdout=StringIO())
    assert ask_with(key)[0] == 401


def test_keys_stay_when_the_password_is_only_hashed_anew(user: User, key: str) -> None:
    User.objects.filter(pk=user.pk).update(password=make_password(OLD, hasher="argon2"))
    assert User.objects.get(pk=user.pk).check_password(OLD)
    assert User.objects.get(pk=user.pk).password.startswith("md5$")
    assert ask_with(key)[0] == 200


def test_pages_say_what_happens_to_the_keys(user: User) -> None:
    client = Client()
    client.force_login(user)
    assert "All keys end when the password is changed." in client.get("/account/").content.decode()


def test_other_sessions_end_with_the_password(user: User) -> None:
    other = Client()
    other.post("/accounts/login/", {"login": user.email, "password": OLD})
    assert other.get("/account/").status_code == 200
    change_in_the_page(user)
    assert other.get("/account/").status_code == 302


def test_reset_that_cannot_be_mailed_is_refused_in_words(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.core.mail.EmailMessage.send", _fail)
    response = Client().post("/accounts/password/reset/", {"email": user.email})
    assert response.status_code == 503
    assert "Email cannot be sent now" in response.content.decode()


def test_password_changes_even_if_the_owner_cannot_be_notified(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.core.mail.EmailMessage.send", _fail)
    change_in_the_page(user)
    user.refresh_from_db()
    assert user.check_password(NEW)


def _fail(*_args: object, **_more: object) -> None:
    raise SMTPServerDisconnected
