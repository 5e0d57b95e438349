"""The page of rival hypotheses: the matrix, and the one form that edits it."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from factcheck.claims.models import Claim
from factcheck.enums import Stance
from factcheck.web.views import hypotheses
from tests import factories as make
from tests.factories import Team
from tests.web.browser import is_wider_than_the_window, let_in, violations
from tests.web.markup import Markup

pytestmark = pytest.mark.django_db


def read_form(html: str) -> dict[str, str]:
    """Return the hidden fields that the page sends back."""
    inputs = [known for tag, known in Markup(html).elements if tag == "input" and "value" in known]
    return {known["name"]: known["value"] for known in inputs if known["name"] == "seen"}


def shown_values(html: str) -> dict[str, Any]:
    """Return what a person sends who changes nothing."""
    seen = json.loads(read_form(html)["seen"])
    values = {name: value for name, value in seen.items() if not name.startswith("withdrawn_")}
    return {**values, **read_form(html), **{n: "on" for n, v in seen.items() if v is True}}


@pytest.fixture
def page_of(claim: Claim) -> str:
    return reverse("hypotheses", args=[claim.pk])


def test_a_checker_edits_cells_texts_and_adds_a_hypothesis(
    client: Client, team: Team, claim: Claim, page_of: str
) -> None:
    piece, rival = make.evidence(claim), make.hypothesis(claim)
    client.force_login(team.checker)
    sent = shown_values(client.get(page_of).content.decode())
    sent |= {
        f"answer_{rival.pk}_{piece.pk}": "inconsistent",
        f"text_{rival.pk}": "Changed.",
        "new_text": "A new one.",
    }
    assert client.post(page_of, sent).status_code == 302
    assert [row.text for row in claim.hypotheses.all()] == ["Changed.", "A new one."]
    assert rival.answers.get().answer == "inconsistent"
    assert "A new one." in client.get(page_of).content.decode()


def test_saving_a_page_keeps_what_another_person_changed_since(
    client: Client, team: Team, claim: Claim, page_of: str
) -> None:
    first, second = make.evidence(claim), make.evidence(claim)
    rival = make.hypothesis(claim, "Two\nlines.")
    client.force_login(team.checker)
    sent = shown_values(client.get(page_of).content.decode())
    rival.answers.create(evidence=first, answer="neutral", answered_by=team.editor)
    late = make.hypothesis(claim, "Added since.", answers={first: "consistent"})
    sent |= {f"answer_{rival.pk}_{second.pk}": "consistent", f"text_{rival.pk}": "Two\r\nlines."}
    assert client.post(page_of, sent).status_code == 302
    assert dict(rival.answers.values_list("evidence", "answer")) == {
        first.pk: "neutral",
        second.pk: "consistent",
    }
    rival.refresh_from_db()
    late.refresh_from_db()
    assert (rival.text, late.text, late.answers.get().answer) == ("Two\nlines.", "Added since.", "consistent")


def test_a_hypothesis_is_withdrawn_and_taken_back(
    client: Client, team: Team, claim: Claim, page_of: str
) -> None:
    rival = make.hypothesis(claim)
    client.force_login(team.checker)
    for withdrawn in (True, False):
        sent = shown_values(client.get(page_of).content.decode())
        sent.pop(f"withdrawn_{rival.pk}", None)
        client.post(page_of, sent | ({f"withdrawn_{rival.pk}": "on"} if withdrawn else {}))
        rival.refresh_from_db()
        assert rival.active is not withdrawn


@pytest.mark.parametrize("seen", ["", "[]", "{", "[" * 100_000, "null"])
def test_a_form_without_what_the_page_showed_changes_no_cell(
    client: Client, team: Team, claim: Claim, page_of: str, seen: str
) -> None:
    rival = make.hypothesis(claim, answers={make.evidence(claim): "neutral"})
    client.force_login(team.checker)
    assert client.post(page_of, {"seen": seen, "new_text": ""}).status_code in (302, 422)
    rival.refresh_from_db()
    assert (rival.active, rival.answers.get().answer) == (True, "neutral")


def test_an_empty_text_is_refused_with_what_was_entered(
    client: Client, team: Team, claim: Claim, page_of: str
) -> None:
    rival = make.hypothesis(claim)
    client.force_login(team.checker)
    sent = shown_values(client.get(page_of).content.decode())
    response = client.post(page_of, sent | {f"text_{rival.pk}": " ", "new_text": "Kept."})
    assert response.status_code == 422
    assert "A hypothesis needs a text." in response.content.decode()
    assert "Kept.</textarea>" in response.content.decode()


def test_a_viewer_reads_the_matrix_and_cannot_change_it(
    client: Client, team: Team, claim: Claim, page_of: str
) -> None:
    make.hypothesis(claim, answers={make.evidence(claim): "inconsistent"})
    client.force_login(team.viewer)
    html = client.get(page_of).content.decode()
    assert "<select" not in html
    assert "<textarea" not in html
    assert "not diagnostic" in html
    assert client.post(page_of, {"new_text": "Mine."}).status_code == 422
    assert claim.hypotheses.count() == 1


def test_a_long_matrix_is_shown_in_pages_that_save_their_own_rows(
    client: Client, team: Team, claim: Claim, page_of: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hypotheses, "ROWS_PER_PAGE", 2)
    pieces = [make.evidence(claim, quote=f"Quote {number}.") for number in range(3)]
    rival = make.hypothesis(claim, answers={pieces[0]: "neutral"})
    client.force_login(team.checker)
    html = client.get(page_of, {"page": 2}).content.decode()
    assert ("Quote 2." in html, "Quote 1." in html) == (True, False)
    sent = shown_values(html) | {f"answer_{rival.pk}_{pieces[2].pk}": "consistent"}
    assert client.post(f"{page_of}?page=2", sent).status_code == 302
    assert dict(rival.answers.values_list("evidence", "answer")) == {
        pieces[0].pk: "neutral",
        pieces[2].pk: "consistent",
    }


def test_the_claim_page_leads_to_the_matrix_and_the_matrix_to_its_table(
    client: Client, team: Team, claim: Claim, page_of: str
) -> None:
    client.force_login(team.viewer)
    assert page_of in client.get(reverse("claim", args=[claim.pk])).content.decode()
    address = reverse("hypotheses_table", args=[claim.pk])
    assert address in client.get(page_of).content.decode()
    response = client.get(address)
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="claim-{claim.number}-hypotheses.csv"'
    )
    assert response.content.startswith(b"\xef\xbb\xbfevidence,quote")


@pytest.mark.django_db(transaction=True)
def test_the_matrix_is_edited_by_keyboard_on_a_telephone(
    live_server: Any, narrow_page: Page, team: Team, claim: Claim, page_of: str
) -> None:
    for stance in Stance:
        make.evidence(claim, stance=stance, quote=f"A long quote about {'the bridge ' * 20}{stance}.")
    rivals = [make.hypothesis(claim, f"Rival number {number}.") for number in range(3)]
    page = let_in(narrow_page, live_server, team.checker)
    page.goto(live_server.url + page_of)
    assert not is_wider_than_the_window(page)
    assert violations(page) == []
    cell = page.get_by_role("combobox").first
    cell.focus()
    page.keyboard.press("i")
    assert cell.input_value() == "inconsistent"
    page.get_by_role("button", name="Save").press("Enter")
    page.get_by_text("Rival hypotheses saved.").wait_for()
    assert rivals[0].answers.get().answer == "inconsistent"
    assert page.get_by_role("row").count() > 3
