"""Each form of the pages: valid data is saved; invalid data gives an error at its field and keeps the input."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from factcheck.articles.models import Article
from factcheck.evidence.models import Evidence
from tests.web.forms import FORMS, Form, Scene
from tests.web.markup import Markup

pytestmark = pytest.mark.django_db

EACH = pytest.mark.parametrize(
    "form", FORMS, ids=[f"{number}-{form.name}" for number, form in enumerate(FORMS)]
)


def send(client: Client, scene: Scene, form: Form, data: dict[str, Any]) -> HttpResponse:
    thing = getattr(scene, form.of)
    names = {"premise": f"p{scene.premise.pk}", "claim": f"c{scene.claim.pk}"}
    prefix = f"e{thing.pk}-" if form.name == "evidence_edit" else ""
    typed = {prefix + name: str(value).format(**names) for name, value in data.items()}
    client.force_login(scene.team.of(form.role))
    return client.post(reverse(form.name, args=[thing.slug if form.of == "desk" else thing.pk]), typed)


@EACH
def test_valid_form_is_carried_out_and_redirects(client: Client, form: Form) -> None:
    scene = Scene(form.state, form.stale)
    response = send(client, scene, form, form.right)
    assert response.status_code == 302, Markup(response.content.decode()).problems()
    for thing in (scene.claim, scene.evidence):
        thing.refresh_from_db()
    assert form.done(scene)
    assert client.get(response.url).status_code == 200


@EACH
def test_invalid_form_shows_the_error_at_its_field_and_keeps_the_input(client: Client, form: Form) -> None:
    scene = Scene(form.state, form.stale)
    response = send(client, scene, form, form.wrong)
    page = response.content.decode()
    assert response.status_code == 422
    assert form.says in Markup(page).problems()[form.blamed]
    for typed in form.wrong.values():
        if "ept" in typed:
            assert typed in page


@EACH
def test_invalid_form_changes_nothing(client: Client, form: Form) -> None:
    scene = Scene(form.state, form.stale)
    send(client, scene, form, form.wrong)
    before = (scene.claim.text, scene.evidence.note, scene.evidence.stance)
    scene.claim.refresh_from_db()
    scene.evidence.refresh_from_db()
    assert (scene.claim.text, scene.evidence.note, scene.evidence.stance) == before
    assert (Article.objects.count(), Evidence.objects.count(), scene.claim.comments.count()) == (1, 1, 1)


def test_file_is_accepted_and_bad_file_is_reported_at_its_field(client: Client) -> None:
    scene = Scene()
    client.force_login(scene.team.contributor)
    address = f"/desks/{scene.desk.slug}/submit/"
    bad = client.post(
        address, {"file": SimpleUploadedFile("a.png", b"\x89PNG\r\n" + bytes(500)), "title": "Kept"}
    )
    assert bad.status_code == 422
    assert "PNG" in Markup(bad.content.decode()).problems()["file"]
    assert 'value="Kept"' in bad.content.decode()
    good = client.post(address, {"file": SimpleUploadedFile("a.txt", b"A sentence of words.")})
    assert client.get(good.url).status_code == 200


def test_editing_a_note_keeps_the_strength(client: Client) -> None:
    scene = Scene()
    client.force_login(scene.team.checker)
    page = client.get(f"/claims/{scene.claim.pk}/").content.decode()
    assert '<option value="0.62" selected>' in page
    prefix = f"e{scene.evidence.pk}"
    data = {"stance": "refutes", "strength": "0.62", "lifecycle": "active", "note": "New"}
    client.post(
        reverse("evidence_edit", args=[scene.evidence.pk]), {f"{prefix}-{k}": v for k, v in data.items()}
    )
    scene.evidence.refresh_from_db()
    assert (scene.evidence.note, scene.evidence.strength) == ("New", 0.62)
