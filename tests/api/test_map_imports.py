"""Importing maps over the API: as text or file, previewed, as a new article or into one."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from factcheck.articles.models import Article
from factcheck.audit.models import Event
from factcheck.maps.models import Premise
from tests import factories
from tests.api.client import ApiClient
from tests.factories import Team

pytestmark = pytest.mark.django_db
MAP = "[A]: Alpha holds.\n  + [B]: Beta holds.\n  - [C]: Gamma holds. {x: [}\n"
OTHER = MAP.replace("+ [B]", "- [B]")


def send(client: ApiClient, text: str = MAP, **more: Any) -> Any:
    return client.post("map-imports/", {"text": text, "filename": "map.argdown", **more})


def test_a_map_becomes_an_article_with_its_main_claim(editor: ApiClient) -> None:
    response = send(editor)
    data = response.json()
    assert response.status_code == 201
    assert (data["created"], data["changes"]) == (True, 0)
    assert [note["where"] for note in data["notes"]] == ["line 3"]
    graph = editor.get(f"articles/{data['article']}/map/").json()
    assert sorted((item["text"], item["kind"], item["title"]) for item in graph["statements"]) == [
        ("Alpha holds.", "claim", "A"),
        ("Beta holds.", "premise", "B"),
        ("Gamma holds.", "premise", "C"),
    ]


def test_statements_can_become_claims(editor: ApiClient) -> None:
    article = Article.objects.get(pk=send(editor, statements="claims").json()["article"])
    assert article.claims.count() == 3


def test_a_file_is_sent_as_a_multipart_body(editor: ApiClient) -> None:
    file = SimpleUploadedFile("map.argdown", MAP.encode())
    response = editor.client.post("/api/v1/map-imports/", {"file": file})
    assert response.status_code == 201
    assert Article.objects.get().title == "map"


def test_a_map_that_the_desk_has_is_a_conflict_until_the_caller_chooses(editor: ApiClient) -> None:
    article = send(editor).json()["article"]
    unchanged = send(editor)
    assert (unchanged.status_code, unchanged.json()["article"], unchanged.json()["changes"]) == (
        200,
        article,
        0,
    )
    refused = send(editor, OTHER)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "map_exists")
    updated = send(editor, OTHER, existing="update")
    assert (updated.status_code, updated.json()["article"], updated.json()["changes"]) == (200, article, 2)
    assert send(editor, OTHER, existing="new").status_code == 201


def test_a_preview_says_what_would_be_made_and_stores_nothing(editor: ApiClient) -> None:
    article = send(editor).json()["article"]
    events = Event.objects.count()
    response = editor.post("map-imports/preview/", {"text": OTHER, "filename": "map.argdown"})
    data = response.json()
    assert response.status_code == 200
    assert data["statements"] == {"claim": 1, "evidence": 0, "premise": 2}
    assert data["relations"] == {"attack": 2}
    assert data["examples"]["claim"] == ["Alpha holds."]
    assert (data["kind"], data["title"], data["article"]) == ("map.argdown", "map", article)
    assert "add 1, change 0 and remove 1" in data["changes"]
    assert (Event.objects.count(), Article.objects.count()) == (events, 1)


def test_a_map_goes_into_the_map_of_an_article(editor: ApiClient, team: Team) -> None:
    article = factories.article(team.desk)
    data = send(editor, article=article.pk).json()
    assert (data["article"], data["created"]) == (article.pk, False)
    assert Premise.objects.filter(article=article).count() == 3


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"text": ""}, 400),
        ({"text": "no map"}, 400),
        ({"text": MAP, "kind": "map.svg"}, 400),
        ({"text": MAP, "kind": "map.aif"}, 400),
        ({"text": MAP, "strict": True, "kind": "map.argdown"}, 400),
        ({"text": MAP, "article": 999_999}, 404),
        ({"text": MAP, "desk": "nowhere"}, 404),
    ],
)
def test_what_cannot_be_imported_is_refused_with_the_reason(
    editor: ApiClient, body: dict[str, Any], status: int
) -> None:
    for path in ("map-imports/", "map-imports/preview/"):
        response = editor.post(path, body)
        assert response.status_code == status
        assert response.json()["error"]["message"]
    assert not Article.objects.exists()


@pytest.mark.parametrize("role", ["viewer", "contributor"])
def test_importing_requires_the_permission_to_edit_maps(team: Team, role: str) -> None:
    client = ApiClient(team.of(role))
    assert send(client, desk=team.desk.slug).status_code == 403
    assert client.post("map-imports/preview/", {"text": MAP}).status_code == 403


def test_a_stranger_finds_neither_desk_nor_article(
    team: Team, stranger: ApiClient, editor: ApiClient
) -> None:
    article = send(editor).json()["article"]
    assert send(stranger, desk=team.desk.slug).status_code == 404
    assert send(stranger, article=article).status_code == 404
