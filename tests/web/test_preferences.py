"""The language of a page: the user's choice, else the browser's, else English. And the theme."""

import datetime as dt

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.formats import date_format

from factcheck.enums import ClaimState
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

SIGN_IN = {"en": "Sign in with a passkey", "zh-hans": "使用通行密钥登录"}


def language_of(client: Client, place: str = "/accounts/login/") -> str:
    page = client.get(place).content.decode()
    return page.partition('<html lang="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("asks", "gets"),
    [
        ("", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-hans"),
        ("zh-Hans", "zh-hans"),
        ("fr,zh-CN;q=0.5", "zh-hans"),
        ("fr", "en"),
        ("*;;q=x", "en"),
    ],
)
def test_page_uses_the_language_of_the_browser(client: Client, asks: str, gets: str) -> None:
    response = client.get("/accounts/login/", headers={"accept-language": asks})
    page = response.content.decode()
    assert f'<html lang="{gets}" dir="ltr"' in page
    assert SIGN_IN[gets] in page
    assert response["Content-Language"] == gets
    assert "Accept-Language" in response["Vary"]


def test_chosen_language_overrides_the_browser(client: Client) -> None:
    client.post("/language/", {"language": "en", "next": "/"}, headers={"accept-language": "zh-CN"})
    page = client.get("/accounts/login/", headers={"accept-language": "zh-CN"})
    assert '<html lang="en"' in page.content.decode()


def test_chosen_language_survives_sign_in_and_sign_out(client: Client, team: Team) -> None:
    team.admin.set_password("long enough 4 all")
    team.admin.save()
    client.post("/language/", {"language": "zh-hans", "next": "/accounts/login/"})
    sent = {"login": team.admin.email, "password": "long enough 4 all"}
    assert client.post("/accounts/login/", sent).status_code == 302
    assert language_of(client, "/desks/harbour/") == "zh-hans"
    client.post("/accounts/logout/")
    assert language_of(client) == "zh-hans"
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME]["max-age"] >= 300 * 24 * 3600


@pytest.mark.parametrize("tongue", ["fr", "", "../en", "zh-hans; x"])
def test_unknown_language_changes_nothing(client: Client, tongue: str) -> None:
    client.post("/language/", {"language": tongue, "next": "/"})
    assert language_of(client) == "en"


@pytest.mark.parametrize(
    ("back", "leads_to"), [("/work/?a=1", "/work/?a=1"), ("https://evil.example/", "/"), ("", "/")]
)
def test_language_redirects_only_within_the_site(client: Client, back: str, leads_to: str) -> None:
    assert client.post("/language/", {"language": "zh-hans", "next": back}).url == leads_to


def test_language_redirects_to_the_page_of_a_failed_form(client: Client, team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.OPEN)
    client.force_login(team.checker)
    came_from = {"referer": f"http://testserver/claims/{claim.pk}/?only=1"}
    page = client.post(f"/claims/{claim.pk}/edit/", {"text": " "}, headers=came_from)
    assert page.status_code == 422
    assert f'name="next" value="/claims/{claim.pk}/?only=1"' in page.content.decode()


def test_footer_names_each_language_in_itself_and_marks_the_current(client: Client) -> None:
    page = client.get("/accounts/login/", headers={"accept-language": "zh-CN"}).content.decode()
    assert 'value="zh-hans" lang="zh-hans" aria-pressed="true">简体中文</button>' in page
    assert 'value="en" lang="en" aria-pressed="false">English</button>' in page


def test_article_has_its_own_language_and_direction(client: Client, team: Team) -> None:
    article = make.article(team.desk)
    claim = make.claim(article, state=ClaimState.OPEN)
    client.force_login(team.viewer)
    for place in (f"/articles/{article.pk}/", f"/claims/{claim.pk}/"):
        page = client.get(place, headers={"accept-language": "zh-CN"}).content.decode()
        assert '<html lang="zh-hans"' in page
        assert 'lang="en" dir="auto"' in page


@pytest.mark.parametrize(("tongue", "day"), [("en", "3 November 2026"), ("zh-hans", "2026年11月3日")])
def test_dates_are_localized(tongue: str, day: str) -> None:
    with translation.override(tongue):
        assert date_format(dt.date(2026, 11, 3)) == day


def test_error_page_uses_the_readers_language(client: Client) -> None:
    page = client.get("/no-such-page/", headers={"accept-language": "zh-CN"})
    assert page.status_code == 404
    assert "找不到页面" in page.content.decode()
