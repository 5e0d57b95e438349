"""Two web processes keep one promise: a code is used once, and attempts are counted together."""

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import connection
from pytest_django.fixtures import Settings

from factcheck import settings as house
from factcheck.desks.models import User
from tests import factories as make
from tests import servers

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]

PASSWORD = "four wooden chairs"
SECRET = "JBSWY3DPEHPK3PXP"
PERIOD = 30


class Browser:
    """A browser that talks to one of the processes; all of them serve the same site."""

    def __init__(self) -> None:
        self.session = requests.Session()

    def post(self, url: str, **form: str) -> requests.Response:
        page = self.session.get(url)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
        return self.session.post(url, {"csrfmiddlewaretoken": token, **form}, allow_redirects=False)

    def sign_in(self, site: str, email: str, password: str = PASSWORD) -> requests.Response:
        return self.post(f"{site}/accounts/login/", login=email, password=password)

    def is_signed_in(self, site: str) -> bool:
        return self.session.get(f"{site}/account/", allow_redirects=False).status_code == 200


@pytest.fixture
def sites(db: None) -> Iterator[list[str]]:
    """The addresses of two web servers, each one process, on the test's database."""
    with ExitStack() as stack:
        found = []
        for _ in range(2):
            port = servers.free_port()
            env = {
                **os.environ,
                "DATABASE_URL": servers.database_url(connection.settings_dict),
                "PORT": str(port),
                "WEB_WORKERS": "1",
            }
            command = [sys.executable, "-m", "factcheck.launch.processes", "web"]
            stack.enter_context(servers.running(command, env=env))
            found.append(f"http://127.0.0.1:{port}")
        for site in found:
            servers.until(lambda site=site: _answers(site), seconds=90, what=f"{site} answers")
        yield found


@pytest.fixture
def user(settings: Settings) -> User:
    settings.PASSWORD_HASHERS = house.PASSWORD_HASHERS
    made = make.person("Ann", email="ann@test.example", password=PASSWORD)
    TOTP.activate(made, SECRET)
    return made


def test_one_time_code_is_used_once(sites: list[str], user: User) -> None:
    browsers = [Browser(), Browser()]
    for browser, site in zip(browsers, sites, strict=True):
        assert browser.sign_in(site, user.email).headers["location"] == "/accounts/2fa/authenticate/"
    _wait_for_a_new_period()
    code = format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))
    for browser, site in zip(browsers, sites, strict=True):
        browser.post(f"{site}/accounts/2fa/authenticate/", code=code)
    assert [browser.is_signed_in(site) for browser, site in zip(browsers, sites, strict=True)] == [
        True,
        False,
    ]


def test_failed_attempts_are_counted_together(sites: list[str], user: User) -> None:
    for number in range(10):
        site = sites[number % 2]
        answer = Browser().sign_in(site, f"person{number}@test.example", "wrong")
        assert "Too many failed" not in answer.text
    for site in sites:
        assert "Too many failed" in Browser().sign_in(site, user.email).text


def _answers(site: str) -> bool:
    try:
        return requests.get(f"{site}/healthz", timeout=2).ok
    except requests.ConnectionError:
        return False


def _wait_for_a_new_period() -> None:
    """Wait until the code of now is valid long enough for both sign-ins."""
    if time.time() % PERIOD > PERIOD - 15:
        time.sleep(PERIOD - time.time() % PERIOD + 0.1)
