"""Every page and every form field answers ids beyond 64 bits, NUL and half characters with words, never with 500."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote, urljoin

import lxml.html
import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import factories as make
from tests.factories import Team
from tests.web.test_page_permissions import ROWS, Things

pytestmark = pytest.mark.django_db

BEYOND = [2**63, 2**64, int("9" * 30)]
NUL, HALF = "a\0b", "a%ED%A0%80b"
HOSTILE = {"id": str(2**63), "digits": "-" + "9" * 5000, "nul": NUL}


def _list_patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _list_patterns(pattern, route)
        else:
            yield route.replace("^", "").replace("$", ""), pattern


ROUTES = dict(_list_patterns(get_resolver()))


def _fill(route: str, pattern: URLPattern, number: object, text: str) -> str:
    """Return the path of a route with a number or a text for each of its arguments."""
    for name, converter in pattern.pattern.converters.items():
        is_number = type(converter).__name__ in ("IdConverter", "IntConverter")
        for kind in ("id:", "int:", "str:", "slug:", "path:", ""):
            route = route.replace(f"<{kind}{name}>", quote(str(number) if is_number else text, safe="%"))
    return f"/{route}"


@pytest.fixture
def answering(client: Client, team: Team) -> Client:
    """A signed-in client that answers 500 where a view raises."""
    client.force_login(team.admin)
    client.raise_request_exception = False
    return client


def test_no_page_takes_a_number_of_any_length() -> None:
    unbounded = [route for route in ROUTES if "<int:" in route]
    assert all(
        route.startswith("accounts/") for route in unbounded
    )  # those of allauth: the middleware bounds them
    assert sum("<id:" in route for route in ROUTES) > 100


def test_an_id_beyond_64_bits_is_not_found(answering: Client) -> None:
    answered = {}
    for route, pattern in ROUTES.items():
        if "<id:" in route or "<int:" in route:
            for number in BEYOND:
                path = _fill(route, pattern, number, "harbour")
                for method in (answering.get, answering.post, answering.patch, answering.delete):
                    answered[method.__name__, path] = method(path).status_code
    assert {key: status for key, status in answered.items() if status not in (302, 401, 403, 404, 405)} == {}


def test_a_character_that_cannot_be_stored_is_refused_on_every_route(answering: Client) -> None:
    failed = []
    for route, pattern in ROUTES.items():
        if "(?P" in route:
            continue
        path = _fill(route, pattern, 1, "harbour")
        answers = [
            answering.get(path, dict.fromkeys(("q", "page", "seen", "after", "text", "only"), NUL)),
            answering.get(f"{path}?q={HALF}&page={HALF}&seen={HALF}.{HALF}.{HALF}&%00=1"),
            answering.post(
                path, dict.fromkeys(("body", "name", "key", "of", "email", "login", "password"), NUL)
            ),
            answering.post(
                path, b'{"body": "a\\u0000b", "name": "\\ud800"}', content_type="application/json"
            ),
            answering.get(_fill(route, pattern, 1, "a%00b")),
            answering.get(_fill(route, pattern, 1, HALF)),
        ]
        failed += [(path, answer.request["QUERY_STRING"]) for answer in answers if answer.status_code >= 500]
    assert failed == []


def test_the_refusal_names_the_field(answering: Client) -> None:
    answer = answering.post("/account/name/", {"name": NUL}, headers={"Idempotency-Key": "1"})
    assert answer.status_code == 400
    assert "name: This has a character that cannot be stored (NUL)." in answer.content.decode()


class PageForm(NamedTuple):
    """A form on a page: where it goes, how, and the values that it has."""

    action: str
    method: str
    values: dict[str, list[str]]


def _list_forms(path: str, content: bytes) -> Iterator[PageForm]:
    for form in lxml.html.fromstring(content.decode()).forms:
        values: dict[str, list[str]] = {}
        for field in form.iterfind(".//*[@name]"):
            if field.get("name") != "csrfmiddlewaretoken":
                values.setdefault(field.get("name"), [])
        for name, value in form.form_values():
            if name in values:
                values[name].append(value)
        yield PageForm(urljoin(path, form.get("action") or path), form.method.lower(), values)


def test_every_field_of_every_form_refuses_what_cannot_be_stored(
    answering: Client, settings: Any, eager: None
) -> None:
    settings.LLM_URL, settings.LLM_MODEL = "http://127.0.0.1:9/v1", "none"
    things = Things(make.team("walk"))
    answering.force_login(things.team.admin)
    forms: dict[tuple[str, tuple[str, ...]], PageForm] = {}
    pages = [reverse(name, args=row.args(things)) for name, row in ROWS.items() if not row.post]
    for path in [*pages, "/account/", "/new-desk/", "/notices/settings/", "/work/"]:
        content = answering.get(path).getvalue()
        for form in _list_forms(path, content) if b"<form" in content else ():
            forms.setdefault((form.action, tuple(form.values)), form)
    failed, asked = [], 0
    for form in forms.values():
        if any(word in form.action for word in ("logout", "delete", "drop", "leave", "remove")):
            continue  # these would end the walk, and have no field
        for field in form.values:
            for kind, value in HOSTILE.items():
                send = answering.post if form.method == "post" else answering.get
                status = send(form.action, {**form.values, field: value}).status_code
                asked += 1
                if status >= 500:
                    failed.append((form.action, field, kind, status))
    assert failed == []
    assert asked > 300
