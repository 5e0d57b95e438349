"""The limits of request bodies: by address, by who sends, and before anything reads them."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from factcheck.web import request_bodies
from factcheck.web.request_bodies import RequestBodyMiddleware
from tests import factories as make
from tests.factories import Team

FORM = "multipart/form-data; boundary=x"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small_limits(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ANONYMOUS_BODY_MAX_BYTES = 2_000
    settings.FORM_MAX_BYTES = 20_000
    settings.UPLOAD_MAX_BYTES = 200_000
    monkeypatch.setattr(request_bodies, "MULTIPART_OVERHEAD", 10_000)


def multipart(size: int) -> bytes:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    return head + b"a" * size + b"\r\n--x--\r\n"


def post(client: Client, path: str, data: bytes, **more: Any) -> HttpResponse:
    return client.post(path, data, content_type=FORM, **more)


@pytest.mark.parametrize("path", ["/accounts/login/", "/desks/harbour/submit/", "/no/such/page/"])
def test_nobody_unknown_can_send_a_large_body(team: Team, path: str) -> None:
    response = post(Client(), path, multipart(3_000))
    assert response.status_code == 413
    assert "at most 2 kB can be sent without signing in" in response.content.decode()


def test_a_made_up_csrf_cookie_writes_nothing_to_the_temporary_folder(
    tmp_path: Path, settings: Settings
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    assert post(client, "/accounts/login/", multipart(3_000)).status_code == 413
    assert list(tmp_path.iterdir()) == []


def test_the_api_says_it_as_json(team: Team) -> None:
    response = post(Client(), "/api/v1/articles/", multipart(3_000))
    assert response.status_code == 413
    assert response.json()["error"]["code"] == "too_large"
    assert response.json()["error"]["fields"] == {}


def test_a_script_that_submits_a_form_gets_the_sentence_alone(team: Team) -> None:
    response = post(Client(), "/accounts/login/", multipart(3_000), headers={"idempotency-key": "a"})
    assert response.status_code == 413
    assert "<html" not in response.content.decode()


@pytest.mark.parametrize(("key", "status"), [("", 413), ("Bearer made-up", 413)])
def test_only_a_key_that_exists_allows_an_upload(team: Team, key: str, status: int) -> None:
    sent = post(Client(), "/api/v1/articles/", multipart(3_000), headers={"authorization": key})
    assert sent.status_code == status


@pytest.mark.parametrize(
    ("path", "size", "is_refused"),
    [
        ("/api/v1/articles/", 199_000, False),
        ("/api/v1/articles/", 211_000, True),
        ("/api/v1/sources/", 19_000, False),
        ("/api/v1/sources/", 21_000, True),
    ],
)
def test_each_address_of_the_api_has_its_limit(team: Team, path: str, size: int, is_refused: bool) -> None:
    key = f"Bearer {make.key_of(team.viewer)}"  # who may not submit: what is tried is the limit alone
    response = post(Client(), path, multipart(size), headers={"authorization": key})
    assert (response.status_code == 413) is is_refused


@pytest.mark.parametrize(
    ("path", "size", "is_refused"),
    [
        ("/desks/harbour/submit/", 199_000, False),
        ("/desks/harbour/submit/", 211_000, True),
        ("/new-desk/", 19_000, False),
        ("/new-desk/", 21_000, True),
    ],
)
def test_each_page_has_its_limit(team: Team, path: str, size: int, is_refused: bool) -> None:
    client = Client()
    client.force_login(team.viewer)
    assert (post(client, path, multipart(size)).status_code == 413) is is_refused


def request_with(stream: Any, **meta: Any) -> Any:
    environ = {"REQUEST_METHOD": "POST", "PATH_INFO": "/accounts/login/", "CONTENT_TYPE": FORM}
    request = RequestFactory().request(
        **environ, **{"wsgi.input": stream, "wsgi.input_terminated": True, **meta}
    )
    request.user = AnonymousUser()
    return request


def echo(request: Any) -> HttpResponse:
    return HttpResponse(f"{len(request.FILES['file'])} bytes")


@pytest.mark.parametrize("length", [None, len(multipart(500))])
def test_the_view_reads_the_body_however_its_length_was_said(length: int | None) -> None:
    request = request_with(BytesIO(multipart(500)), CONTENT_LENGTH=length and str(length))
    assert RequestBodyMiddleware(echo)(request).content == b"500 bytes"


def test_a_chunked_body_is_counted(team: Team) -> None:
    response = RequestBodyMiddleware(echo)(request_with(BytesIO(multipart(3_000)), CONTENT_LENGTH=None))
    assert response.status_code == 413


def test_a_body_that_ends_early_is_refused(team: Team) -> None:
    response = RequestBodyMiddleware(echo)(request_with(BytesIO(b"half"), CONTENT_LENGTH="100"))
    assert response.status_code == 400


def test_a_request_without_a_body_is_passed_on(client: Client, team: Team) -> None:
    assert client.get("/accounts/login/").status_code == 200
    assert client.post("/accounts/login/").status_code == 200
