"""Sign-in: the form, the password hash, and the limit of attempts."""

import pytest
from django.conf import settings as project
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django.fixtures import Settings

from factcheck import settings as house
from factcheck.desks.models import User
from tests import factories as make

PASSWORD = "a long enough password"
SAID = "Too many failed sign-ins. Wait 15 minutes, then try again."

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    """Reset the counters of failed sign-ins, which otherwise add up across tests."""
    cache.clear()


@pytest.fixture
def user() -> User:
    desk = make.desk("harbour")
    user = make.person("Ann", email="ann@test.example", password=PASSWORD)
    desk.memberships.create(user=user, role="viewer")
    return user


def sign_in(
    client: Client, password: str = PASSWORD, login: str = "ann@test.example", next_page: str = ""
) -> object:
    return client.post("/accounts/login/", {"login": login, "password": password, "next": next_page})


def test_sign_in_redirects_to_the_requested_page(client: Client, user: User) -> None:
    asked = client.get("/desks/harbour/submit/")
    assert sign_in(client, next_page="/desks/harbour/").url == "/desks/harbour/"
    assert asked.url == "/accounts/login/?next=/desks/harbour/submit/"
    assert client.get("/desks/harbour/").status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/"])
def test_sign_in_redirects_only_within_the_site(client: Client, user: User, elsewhere: str) -> None:
    assert sign_in(client, next_page=elsewhere).url == "/"


@pytest.mark.parametrize("login", ["ANN@test.example", " ann@Test.Example "])
def test_email_is_case_insensitive(client: Client, user: User, login: str) -> None:
    assert sign_in(client, login=login).status_code == 302


@pytest.mark.parametrize(
    ("login", "password"), [("ann@test.example", "wrong"), ("nobody@test.example", PASSWORD)]
)
def test_error_does_not_reveal_whether_the_account_exists(
    client: Client, user: User, login: str, password: str
) -> None:
    page = sign_in(client, password, login).content.decode()
    assert "The email address and/or password you specified are not correct." in page
    assert password not in page


def test_account_is_locked_after_five_failures(client: Client, user: User) -> None:
    responses = [sign_in(client, "wrong") for _ in range(5)]
    assert [response.status_code for response in responses] == [200, 200, 200, 200, 429]
    locked = sign_in(client)
    assert locked.status_code == 429
    assert SAID in locked.content.decode()
    assert client.get("/desks/harbour/").status_code == 302


def test_lockout_affects_only_one_account(client: Client, user: User) -> None:
    make.person("Bob", email="bob@test.example", password=PASSWORD)
    for _ in range(6):
        sign_in(client, "wrong")
    assert sign_in(client, login="bob@test.example").status_code == 302


def test_success_resets_the_failures(client: Client, user: User) -> None:
    for _ in range(2):
        for _ in range(4):
            sign_in(client, "wrong")
        assert sign_in(client).status_code == 302
        client.logout()


def test_password_is_hashed_with_argon2(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = house.PASSWORD_HASHERS
    assert make.person(password=PASSWORD).password.startswith("argon2$argon2id$")


@pytest.mark.parametrize("password", ["short", "password123", "ann@test.example"])
def test_weak_password_is_refused(user: User, password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, user)


def test_inactive_user_cannot_sign_in(client: Client, user: User) -> None:
    user.is_active = False
    user.save()
    sign_in(client)
    assert client.get("/desks/harbour/").status_code == 302


def test_sign_out_requires_a_post(client: Client, user: User) -> None:
    client.force_login(user)
    client.get("/accounts/logout/")
    assert client.get("/desks/harbour/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/desks/harbour/").status_code == 302


def test_session_cookie_is_http_only_and_same_site(client: Client, user: User) -> None:
    sign_in(client)
    cookie = client.cookies[project.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
