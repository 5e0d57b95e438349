"""Every refusal has one form, whoever refuses: a service, a shape, the framework, or an address that leads nowhere."""

import pytest
from django.test import Client

from tests import factories as make
from tests.api.client import ApiClient


def error_of(answer):
    assert answer["Content-Type"] == "application/json"
    assert list(answer.json()) == ["error"]
    error = answer.json()["error"]
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
def test_a_body_that_is_no_json_is_told_where_it_stops_being_so(editor, body, where):
    answer = editor.call("POST", "articles/", body)
    error = error_of(answer)
    assert answer.status_code == 400
    assert error["code"] == "malformed"
    assert error["where"].startswith(where)


@pytest.mark.parametrize("body", [b"[]", b'"words"', b"12", b"null"])
def test_a_body_that_is_no_object_is_refused(editor, body):
    answer = editor.call("POST", "articles/", body)
    assert answer.status_code == 400
    assert error_of(answer)["code"] == "invalid"


def test_another_media_type_is_refused(editor):
    answer = editor.client.post(
        "/api/v1/comments/", "body=x", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 415
    assert error_of(answer)["code"] == "unsupported_media_type"


def test_json_in_another_charset_is_refused(editor):
    answer = editor.client.generic(
        "POST", "/api/v1/articles/", "{}".encode("utf-16"), content_type="application/json; charset=utf-16"
    )
    assert answer.status_code == 415


def test_a_broken_multipart_body_is_malformed(editor):
    answer = editor.client.generic("POST", "/api/v1/articles/", b"xx", content_type="multipart/form-data")
    assert answer.status_code == 400
    assert error_of(answer)["code"] == "malformed"


@pytest.mark.parametrize(
    "pk", ["0", "-1", "12", "9223372036854775807", "9223372036854775808", "1" * 40, "x", "%00"]
)
def test_an_id_that_nothing_has_is_not_found_however_it_looks(editor, pk):
    answer = editor.get(f"claims/{pk}/")
    assert answer.status_code == 404
    assert error_of(answer)["code"] == "not_found"


@pytest.mark.parametrize("path", ["", "clams/", "claims", "claims/1/nothing/", "../nowhere"])
def test_an_address_that_leads_nowhere_says_so_in_json(editor, path):
    for answer in (editor.get(path), editor.post(path)):
        assert answer.status_code == 404
        assert "/api/docs/" in error_of(answer)["message"]


def test_a_method_that_is_not_offered_names_those_that_are(editor):
    answer = editor.call("PUT", "claims/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, POST"
    assert "GET, HEAD, POST" in error_of(answer)["message"]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_nobody_in_particular_is_asked_for_a_key(method):
    for path in ("claims/", "claims/1/", "me/", "nowhere/"):
        answer = ApiClient().call(method, path)
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"
        assert error_of(answer)["code"] == "not_authenticated"


@pytest.mark.parametrize("value", ["\u0000", "a\u0000b"])
def test_null_characters_are_refused_wherever_words_are_taken(team, editor, value):
    claim = make.claim(make.article(team.desk))
    answers = [
        editor.get("claims/", q=value),
        editor.post("sources/", {"title": value}),
        editor.post("comments/", {"claim": claim.pk, "body": value}),
        editor.patch(f"claims/{claim.pk}/", {"speaker": value}),
        editor.post("articles/", {"text": "Words.", "desk": value}),
        editor.get("articles/", desk=value),
    ]
    assert [answer.status_code for answer in answers] == [400] * len(answers)


def test_many_unknown_names_are_not_all_repeated(editor):
    answer = editor.post("sources/", {f"name {number}" + "x" * 1000: 1 for number in range(500)})
    assert answer.status_code == 400
    assert len(answer.content) < 10_000


def test_html_in_what_was_sent_comes_back_as_json_that_no_browser_runs(editor):
    answer = editor.get("claims/", state="<script>alert(1)</script>")
    assert answer["Content-Type"] == "application/json"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_api_is_not_upset_by_what_the_client_would_rather_have(team):
    client = Client(headers={"authorization": f"Bearer {make.key_of(team.editor)}", "accept": "text/html"})
    answer = client.get("/api/v1/me/?format=api")
    assert answer["Content-Type"] == "application/json"


def test_more_form_fields_than_django_takes_are_refused(editor, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5
    answer = editor.client.post("/api/v1/articles/", {f"name{number}": "x" for number in range(9)})
    assert answer.status_code == 400
    assert error_of(answer)["code"] == "malformed"


def test_more_form_data_than_django_takes_is_too_large(editor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = editor.client.post("/api/v1/articles/", {"text": "word " * 100})
    assert answer.status_code == 413
    assert error_of(answer)["code"] == "too_large"


@pytest.mark.parametrize("length", ["", "many", "²"])
def test_a_length_that_is_no_number_breaks_nothing(editor, length):
    answer = editor.client.post(
        "/api/v1/sources/", b"{}", content_type="application/json", CONTENT_LENGTH=length
    )
    assert answer.status_code == 400
