"""Guessed passwords: the attacker's address waits, and the owner of the account never does."""

import re
from collections.abc import Iterator

import pytest
import structlog
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from factcheck.desks.models import User
from factcheck.desks.sign_in_attempts import ATTACK_ADDRESSES
from tests import factories as make

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"
ATTACKER, OWNER = "203.0.113.66", "198.51.100.7"


@pytest.fixture(autouse=True)
def _behind_one_proxy(settings: Settings, eager: None) -> None:
    settings.TRUSTED_PROXIES = 1
    settings.HAS_EMAIL_SERVER = True


@pytest.fixture
def user(db: None) -> User:
    return make.person("Ann", email="ann@test.example", password=PASSWORD)


def browser(address: str, **headers: str) -> Client:
    """Return a browser whose requests come from this address, through our proxy."""
    return Client(REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": address, **headers})


def sign_in(client: Client, password: str = PASSWORD, login: str = "ann@test.example"):
    return client.post("/accounts/login/", {"login": login, "password": password})


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def attack_from_everywhere() -> None:
    for number in range(ATTACK_ADDRESSES):
        for _ in range(5):
            sign_in(browser(f"203.0.113.{number}"), "wrong")


def test_attacker_waits_and_the_owner_signs_in_meanwhile(user: User) -> None:
    statuses = [sign_in(browser(ATTACKER), "wrong").status_code for _ in range(8)]
    assert statuses == [200] * 4 + [429] * 4
    assert sign_in(browser(ATTACKER)).status_code == 429
    owner = browser(OWNER)
    assert sign_in(owner).url == "/"
    assert is_signed_in(owner)
    assert sign_in(browser(ATTACKER)).status_code == 429


def spoofed(number: int) -> Iterator[Client]:
    yield browser(f"198.51.100.{number}, {ATTACKER}")
    yield browser(f"{ATTACKER}:{4000 + number}")
    yield browser(f"garbage{number},{ATTACKER}")
    yield browser(ATTACKER, **{"x-real-ip": f"198.51.100.{number}", "forwarded": f"for=198.51.100.{number}"})
    yield browser(ATTACKER, **{"client-ip": f"198.51.100.{number}", "x-client-ip": f"198.51.100.{number}"})


@pytest.mark.parametrize("trick", range(5))
def test_forged_headers_give_no_further_attempts(user: User, trick: int) -> None:
    statuses = [sign_in([*spoofed(number)][trick], "wrong").status_code for number in range(1, 7)]
    assert statuses == [200] * 4 + [429] * 2


def test_ipv6_customer_has_one_address(user: User) -> None:
    statuses = [sign_in(browser(f"2001:db8::{number}"), "wrong").status_code for number in range(1, 7)]
    assert statuses == [200] * 4 + [429] * 2
    assert sign_in(browser("2001:db8:0:1::1")).url == "/"


def test_forged_header_does_not_lock_its_victim_out(user: User) -> None:
    for _ in range(8):
        sign_in(browser(f"{OWNER}, {ATTACKER}"), "wrong")
    assert sign_in(browser(OWNER)).url == "/"


def test_without_a_trusted_proxy_the_header_is_not_read(user: User, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 0
    statuses = [sign_in(browser(f"198.51.100.{number}"), "wrong").status_code for number in range(6)]
    assert statuses == [200] * 4 + [429] * 2


def test_one_address_cannot_try_many_accounts(user: User) -> None:
    logins = [f"person{number}@test.example" for number in range(10)]
    for login in logins:
        sign_in(browser(ATTACKER), "wrong", login)
    assert "Too many failed login attempts" in sign_in(browser(ATTACKER)).content.decode()
    assert sign_in(browser(OWNER)).url == "/"


def test_owner_is_told_by_mail_once(user: User) -> None:
    for address in (ATTACKER, "203.0.113.67"):
        for _ in range(8):
            sign_in(browser(address), "wrong")
    [message] = mail.outbox
    assert message.to == [user.email]
    assert ATTACKER in message.body


def test_nobody_is_told_about_an_account_that_does_not_exist(user: User) -> None:
    for _ in range(8):
        sign_in(browser(ATTACKER), "wrong", "nobody@test.example")
    assert mail.outbox == []


def test_during_an_attack_a_password_needs_a_code_that_is_mailed(user: User) -> None:
    attack_from_everywhere()
    mail.outbox.clear()
    owner = browser(OWNER)
    assert sign_in(owner).url == "/accounts/login/code/confirm/"
    assert not is_signed_in(owner)
    assert 'class="masthead"' in owner.get("/accounts/login/code/confirm/").content.decode()
    assert owner.post("/accounts/login/code/confirm/", {"code": "WRONG-1"}).status_code == 200
    assert not is_signed_in(owner)
    [message] = mail.outbox
    assert message.to == [user.email]
    code = re.search(r"(?m)^\s*([A-Z0-9]{4}-?[A-Z0-9]{2,4})\s*$", message.body)[1]
    assert owner.post("/accounts/login/code/confirm/", {"code": code}).url == "/"
    assert is_signed_in(owner)


def test_address_that_the_owner_uses_needs_no_code(user: User) -> None:
    sign_in(browser(OWNER))
    attack_from_everywhere()
    assert sign_in(browser(OWNER)).url == "/"


def test_account_with_a_second_factor_needs_that_one(user: User) -> None:
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    attack_from_everywhere()
    assert sign_in(browser(OWNER)).url == "/accounts/2fa/authenticate/"


def test_without_an_email_server_the_owner_still_signs_in(user: User, settings: Settings) -> None:
    settings.HAS_EMAIL_SERVER = False
    attack_from_everywhere()
    assert sign_in(browser(OWNER)).url == "/"


def test_attack_on_one_account_changes_nothing_for_another(user: User) -> None:
    make.person("Bob", email="bob@test.example", password=PASSWORD)
    attack_from_everywhere()
    assert sign_in(browser(OWNER), login="bob@test.example").url == "/"


def test_second_factor_is_limited_by_account_from_all_addresses(user: User) -> None:
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    answers = []
    for number in range(21):
        client = browser(f"203.0.113.{number}")
        sign_in(client)
        answers.append(client.post("/accounts/2fa/authenticate/", {"code": "000000"}).content.decode())
    assert ["Too many failed" in answer for answer in answers] == [False] * 20 + [True]


def test_confirming_the_password_counts_as_an_attempt(user: User) -> None:
    client = browser(ATTACKER)
    client.force_login(user)
    statuses = [client.post("/accounts/reauthenticate/", {"password": "wrong"}).status_code for _ in range(6)]
    assert statuses == [200] * 4 + [429] * 2


@pytest.mark.parametrize(("proxies", "logged"), [(0, "10.0.0.1"), (1, ATTACKER)])
def test_the_log_names_the_address_that_counts(
    user: User, settings: Settings, proxies: int, logged: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    with structlog.testing.capture_logs([structlog.contextvars.merge_contextvars]) as lines:
        sign_in(browser(f"{OWNER}, {ATTACKER}"), "wrong")
    assert {line["ip"] for line in lines if line["event"].startswith("request_")} == {logged}
