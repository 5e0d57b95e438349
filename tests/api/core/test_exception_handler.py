"""Every error has one form: from an action, a serializer, the framework, or an unknown URL."""

import pytest
from django.test import Client

from tests import factories as make
from tests.api.client import ApiClient


def error_of(response):
    assert response["Content-Type"] == "application/json"
    assert list(response.json()) == ["error"]
    error = response.json()["error"]
    assert list(error) == ["code", "message", "fields", "where"]
    assert error["message"]
    return error


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b'{"title": "x",\n "text": }', "line 2, column 10"),
        (b"{'text': 1}", "line 1, column 2"),
        (b"\xff\xfe", "line 1, column 1"),
        (b'{"text": "\\ud800"}', "line 1"),
        (b'{"strength": NaN}', "line 1, column 14"),
        (b"[" * 5000, "line 1"),
    ],
)
def test_invalid_json_is_rejected_with_the_position(editor, body, where):
    response = editor.call("POST", "articles/", body)
    error = error_of(response)
    assert response.status_code == 400
    assert error["code"] == "malformed"
    assert error["where"].startswith(where)


@pytest.mark.parametrize("body", [b"[]", b'"words"', b"12", b"null"])
def test_a_body_that_is_not_an_object_is_rejected(editor, body):
    response = editor.call("POST", "articles/", body)
    assert response.status_code == 400
    assert error_of(response)["code"] == "invalid"


def test_another_media_type_is_rejected(editor):
    response = editor.client.post(
        "/api/v1/comments/", "body=x", content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code == 415
    assert error_of(response)["code"] == "unsupported_media_type"


def test_json_in_another_charset_is_rejected(editor):
    response = editor.client.generic(
        "POST", "/api/v1/articles/", "{}".encode("utf-16"), content_type="application/json; charset=utf-16"
    )
    assert response.status_code == 415


def test_a_broken_multipart_body_is_malformed(editor):
    response = editor.client.generic("POST", "/api/v1/articles/", b"xx", content_type="multipart/form-data")
    assert response.status_code == 400
    assert error_of(response)["code"] == "malformed"


@pytest.mark.parametrize(
    "pk", ["0", "-1", "12", "9223372036854775807", "9223372036854775808", "1" * 40, "x", "%00"]
)
def test_an_unknown_or_malformed_id_is_not_found(editor, pk):
    response = editor.get(f"claims/{pk}/")
    assert response.status_code == 404
    assert error_of(response)["code"] == "not_found"


@pytest.mark.parametrize("path", ["", "clams/", "claims", "claims/1/nothing/", "../nowhere"])
def test_an_unknown_url_is_not_found_in_json(editor, path):
    for response in (editor.get(path), editor.post(path)):
        assert response.status_code == 404
        assert "/api/docs/" in error_of(response)["message"]


def test_an_unsupported_method_names_the_supported_ones(editor):
    response = editor.call("PUT", "claims/")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, POST"
    assert "GET, HEAD, POST" in error_of(response)["message"]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_a_request_without_a_key_is_not_authenticated(method):
    for path in ("claims/", "claims/1/", "me/", "nowhere/"):
        response = ApiClient().call(method, path)
        assert response.status_code == 401
        assert response["WWW-Authenticate"] == "Bearer"
        assert error_of(response)["code"] == "not_authenticated"


@pytest.mark.parametrize("value", ["\u0000", "a\u0000b"])
def test_null_characters_are_rejected_in_every_text_field(team, editor, value):
    claim = make.claim(make.article(team.desk))
    responses = [
        editor.get("claims/", q=value),
        editor.post("sources/", {"title": value}),
        editor.post("comments/", {"claim": claim.pk, "body": value}),
        editor.patch(f"claims/{claim.pk}/", {"speaker": value}),
        editor.post("articles/", {"text": "Words.", "desk": value}),
        editor.get("articles/", desk=value),
    ]
    assert [response.status_code for response in responses] == [400] * len(responses)


def test_the_number_of_unknown_names_in_an_error_is_limited(editor):
    response = editor.post("sources/", {f"name {number}" + "x" * 1000: 1 for number in range(500)})
    assert response.status_code == 400
    assert len(response.content) < 10_000


def test_html_in_a_value_is_returned_as_json(editor):
    response = editor.get("claims/", state="<script>alert(1)</script>")
    assert response["Content-Type"] == "application/json"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_the_accept_header_does_not_matter(team):
    client = Client(headers={"authorization": f"Bearer {make.key_of(team.editor)}", "accept": "text/html"})
    response = client.get("/api/v1/me/?format=api")
    assert response["Content-Type"] == "application/json"


def test_too_many_form_fields_are_rejected(editor, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5
    response = editor.client.post("/api/v1/articles/", {f"name{number}": "x" for number in range(9)})
    assert response.status_code == 400
    assert error_of(response)["code"] == "malformed"


def test_too_much_form_data_is_too_large(editor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = editor.client.post("/api/v1/articles/", {"text": "word " * 100})
    assert response.status_code == 413
    assert error_of(response)["code"] == "too_large"


@pytest.mark.parametrize("length", ["", "many", "²"])
def test_an_invalid_content_length_is_ignored(editor, length):
    response = editor.client.post(
        "/api/v1/sources/", b"{}", content_type="application/json", CONTENT_LENGTH=length
    )
    assert response.status_code == 400
