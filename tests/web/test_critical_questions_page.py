"""The page of a relation's critical questions."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from factcheck.claims.models import Claim
from factcheck.maps.models import MapRelation
from tests import factories as make
from tests.factories import Team
from tests.web.browser import is_wider_than_the_window, let_in, violations

pytestmark = pytest.mark.django_db


@pytest.fixture
def relation(claim: Claim) -> MapRelation:
    return make.relation(claim, scheme="Argument from Sign")


def address(relation: MapRelation) -> str:
    return reverse("critical_questions", args=[relation.pk])


def test_choosing_a_scheme_lists_its_questions(client: Client, team: Team, claim: Claim) -> None:
    relation = make.relation(claim, scheme="Slippery slope")
    client.force_login(team.checker)
    html = client.get(address(relation)).content.decode()
    assert ("Slippery slope" in html, "Is the sign really there?" in html) == (True, False)
    page = reverse("relation_scheme", args=[relation.pk])
    assert client.post(page, {"version": 1, "scheme": "sign"}).status_code == 302
    assert "Is the sign really there?" in client.get(address(relation)).content.decode()
    again = client.post(page, {"version": 1, "scheme": "analogy"})
    assert (again.status_code, "This was changed since you opened it" in again.content.decode()) == (
        422,
        True,
    )


def test_an_objection_is_entered_and_shown(client: Client, team: Team, relation: MapRelation) -> None:
    client.force_login(team.checker)
    page = reverse("critical_question", args=[relation.pk, "present"])
    wrong = client.post(page, {"present-state": "objection", "present-note": " "})
    assert (wrong.status_code, "Enter the answer or objection." in wrong.content.decode()) == (422, True)
    sent = {"present-state": "objection", "present-note": "It is <not> there."}
    assert client.post(page, sent).status_code == 302
    assert MapRelation.objects.filter(target_relation=relation, kind="undercut", active=True).exists()
    assert "It is &lt;not&gt; there." in client.get(address(relation)).content.decode()


def test_an_unknown_question_is_refused(client: Client, team: Team, relation: MapRelation) -> None:
    client.force_login(team.checker)
    page = reverse("critical_question", args=[relation.pk, "colour"])
    assert client.post(page, {"colour-state": "open"}).status_code == 400


def test_a_viewer_reads_the_questions_and_cannot_answer_them(
    client: Client, team: Team, relation: MapRelation
) -> None:
    client.force_login(team.viewer)
    html = client.get(address(relation)).content.decode()
    assert "Is the sign really there?" in html
    assert "<textarea" not in html
    page = reverse("critical_question", args=[relation.pk, "present"])
    response = client.post(page, {"present-state": "answered", "present-note": "Yes."})
    assert response.status_code == 422
    assert not relation.critical_answers.exists()


def test_claim_and_map_lead_to_the_questions(client: Client, team: Team, relation: MapRelation) -> None:
    client.force_login(team.checker)
    claim, article = relation.target_claim_id, relation.article_id
    assert address(relation) in client.get(reverse("claim", args=[claim])).content.decode()
    html = client.get(reverse("map", args=[article])).content.decode()
    assert address(relation) in html
    assert '<option value="expert-opinion">expert opinion</option>' in html


@pytest.mark.django_db(transaction=True)
def test_a_question_is_answered_by_keyboard_on_a_telephone(
    live_server: Any, narrow_page: Page, team: Team, relation: MapRelation
) -> None:
    page = let_in(narrow_page, live_server, team.checker)
    page.goto(live_server.url + address(relation))
    page.locator("#question-present summary").press("Enter")
    assert not is_wider_than_the_window(page)
    assert violations(page) == []
    form = page.locator("#question-present form")
    form.get_by_label("objection", exact=True).press("Space")
    form.get_by_label("Answer or objection").fill("It is not there.")
    form.get_by_role("button").press("Enter")
    page.get_by_text("Question saved.").wait_for()
    assert MapRelation.objects.filter(target_relation=relation, active=True).exists()
