"""Error messages are in the language of the request; error codes do not change."""

import pytest
from django.test import Client

from tests import factories as make


@pytest.fixture
def client(team) -> Client:
    return Client(headers={"authorization": f"Bearer {make.key_of(team.editor)}"})


def _error(client: Client, path: str, language: str) -> dict:
    return client.get(f"/api/v1/{path}", headers={"accept-language": language}).json()["error"]


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("claims/987654/", "not_found", "没有主张 987654"),
        ("claims/?state=green", "invalid", "没有“green”"),
        ("nowhere/", "not_found", "没有内容"),
    ],
)
def test_an_error_message_is_in_the_requested_language(client, path, code, words) -> None:
    english, chinese = _error(client, path, "en"), _error(client, path, "zh-hans")

    assert english["message"].isascii() or "“" in english["message"]
    assert words in chinese["message"]
    assert english["code"] == chinese["code"] == code


def test_field_names_stay_and_field_messages_are_translated(client) -> None:
    english, chinese = (_error(client, "claims/?colour=green", language) for language in ("en", "zh-hans"))

    assert english["fields"].keys() == chinese["fields"].keys() == {"colour"}
    assert english["fields"]["colour"] != chinese["fields"]["colour"]


def test_an_unknown_language_falls_back_to_english(client) -> None:
    assert _error(client, "nowhere/", "tlh") == _error(client, "nowhere/", "en")
