"""The pages of an article whose file is being read or could not be read."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factcheck.actions.readings import run_reading
from factcheck.articles.models import Article, Reading
from tests.factories import Team

pytestmark = pytest.mark.django_db
TEXT = b"The tunnel opened in 2001."


@pytest.fixture
def client_of(team: Team) -> Any:
    def signed_in(role: str) -> Client:
        client = Client()
        client.force_login(team.of(role))
        return client

    return signed_in


def upload(client: Client, data: bytes = TEXT, name: str = "tunnel.txt") -> str:
    response = client.post("/desks/harbour/submit/", {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def test_the_page_shows_the_steps_and_then_the_article(client_of: Any) -> None:
    client = client_of("contributor")
    page = upload(client)
    shown = client.get(page).content.decode()
    assert "waits to be read" in shown
    assert f'hx-get="{page}reading/"' in shown
    assert "Reading the file" in client.get("/desks/harbour/").content.decode()
    assert "HX-Refresh" not in client.get(f"{page}reading/").headers
    run_reading(Reading.objects.get().pk)
    assert client.get(f"{page}reading/")["HX-Refresh"] == "true"
    assert "The tunnel opened in 2001." in client.get(page).content.decode()


def test_the_page_of_a_failed_file_says_why_and_what_to_do(client_of: Any) -> None:
    client = client_of("contributor")
    page = upload(client, b"%PDF-1.4 broken", "a.pdf")
    run_reading(Reading.objects.get().pk)
    shown = client.get(page).content.decode()
    assert "damaged" in shown
    assert "Could not be read" in client.get("/desks/harbour/").content.decode()
    assert "Remove the file" not in client_of("viewer").get(page).content.decode()
    assert client.post(f"{page}reading/again/").status_code == 302
    assert Reading.objects.get().state == "queued"
    run_reading(Reading.objects.get().pk)
    assert client.post(f"{page}reading/discard/").status_code == 302
    assert not Article.objects.exists()


def test_an_unreadable_format_is_an_error_of_the_form(client_of: Any) -> None:
    file = SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n" + bytes(20))
    response = client_of("contributor").post("/desks/harbour/submit/", {"file": file})
    assert response.status_code == 422
    assert "PNG" in response.content.decode()


def test_notes_of_the_reader_are_shown(client_of: Any) -> None:
    client = client_of("contributor")
    page = upload(client, "Die Bürgermeisterin sagte, 42 Schulen würden saniert.".encode("latin-1"))
    run_reading(Reading.objects.get().pk)
    assert "does not say its encoding" in client.get(page).content.decode()


def test_pages_of_the_article_do_not_exist_before_it_has_a_text(client_of: Any) -> None:
    client = client_of("admin")
    page = upload(client)
    for path in ("map/", "exports/", "history/"):
        assert client.get(f"{page}{path}").status_code == 404
