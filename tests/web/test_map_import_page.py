"""The page that imports a map: paste or upload, preview, import."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factcheck.actions.map_import import import_map
from factcheck.articles.models import Article
from factcheck.maps.models import ImportedMap, Premise
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db
MAP = "[A]: Alpha holds.\n  + [B]: Beta holds.\n  - [C]: Gamma holds. {x: [}\n"


@pytest.fixture
def checker(client: Client, team: Team) -> Client:
    client.force_login(team.checker)
    return client


@pytest.fixture
def address(team: Team) -> str:
    return f"/desks/{team.desk.slug}/import-map/"


def send(client: Client, address: str, **fields: Any) -> Any:
    return client.post(address, {"text": MAP, "statements": "premises", **fields})


def test_a_preview_shows_what_is_made_and_stores_nothing(checker: Client, address: str) -> None:
    page = send(checker, address, preview="1")
    text = page.content.decode()
    assert page.status_code == 200
    for shown in ("Claims: 1", "Premises: 2", "Relations: 2", "Alpha holds.", "line 3", "Format: Argdown"):
        assert shown in text
    assert not Article.objects.exists()


def test_the_preview_of_a_file_carries_it_to_the_import(checker: Client, address: str) -> None:
    file = SimpleUploadedFile("pier.argdown", b"\xef\xbb\xbf" + MAP.encode())
    page = send(checker, address, text="", file=file, preview="1")
    preview = page.context["preview"]
    done = send(
        checker,
        address,
        text=preview.text.replace("\n", "\r\n"),
        filename=preview.plan.filename,
        kind=preview.plan.kind,
        **{"import": "1"},
    )
    article = Article.objects.get()
    assert done["Location"] == f"/articles/{article.pk}/map/"
    assert article.title == "pier"
    assert ImportedMap.objects.get().filename == "pier.argdown"
    assert Premise.objects.count() == 2


def test_statements_can_become_claims(checker: Client, address: str) -> None:
    send(checker, address, statements="claims", **{"import": "1"})
    assert Article.objects.get().claims.count() == 3


def test_a_map_that_the_desk_has_is_changed_or_made_again_by_choice(
    checker: Client, address: str, team: Team
) -> None:
    send(checker, address, **{"import": "1"})
    other = MAP.replace("+ [B]", "- [B]")
    page = send(checker, address, text=other, preview="1")
    assert "The desk has this map already" in page.content.decode()
    assert "add 1, change 0 and remove 1" in page.content.decode()
    refused = send(checker, address, text=other, **{"import": "1"})
    assert refused.status_code == 422
    assert "Choose whether to change it" in refused.content.decode()
    send(checker, address, text=other, existing="update", **{"import": "1"})
    assert Article.objects.count() == 1
    send(checker, address, text=other, existing="new", **{"import": "1"})
    assert Article.objects.count() == 2


def test_a_map_goes_into_the_map_of_an_article(checker: Client, team: Team) -> None:
    article = make.article(team.desk)
    done = send(checker, f"/articles/{article.pk}/map/import/", **{"import": "1"})
    assert done["Location"] == f"/articles/{article.pk}/map/"
    assert Premise.objects.filter(article=article).count() == 3


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": " "}, "Paste a map, or choose a file below."),
        ({"text": "no map"}, "not a map in a known format"),
        ({"kind": "map.aif"}, "The file is not JSON"),
        ({"text": "\ufffe"}, "not a map"),
    ],
)
@pytest.mark.parametrize("step", ["preview", "import"])
def test_what_is_no_map_is_refused_with_the_reason(
    checker: Client, address: str, step: str, fields: dict[str, str], message: str
) -> None:
    page = send(checker, address, **{**fields, step: "1"})
    assert page.status_code == 422
    assert message in page.content.decode()
    assert not Article.objects.exists()


def test_texts_of_a_file_are_escaped(checker: Client, address: str) -> None:
    text = "[A]: <script>alert(1)</script> </textarea><b>x</b>\n  + [B]: b\n"
    page = send(checker, address, text=text, preview="1").content.decode()
    assert "<script>alert" not in page
    assert "</textarea><b>" not in page


def test_checkers_are_led_to_the_import(checker: Client, team: Team) -> None:
    assert (
        f"/desks/{team.desk.slug}/import-map/"
        in checker.get(f"/desks/{team.desk.slug}/submit/").content.decode()
    )
    article = import_map(team.checker, desk=team.desk, data=MAP.encode(), filename="map.argdown").article
    assert (
        f"/articles/{article.pk}/map/import/" in checker.get(f"/articles/{article.pk}/map/").content.decode()
    )


def test_contributors_are_not_led_to_it_and_refused(client: Client, team: Team, address: str) -> None:
    client.force_login(team.contributor)
    assert address not in client.get(f"/desks/{team.desk.slug}/submit/").content.decode()
    assert client.get(address).status_code == 403
    assert send(client, address, **{"import": "1"}).status_code == 403
