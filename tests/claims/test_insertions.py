"""Insertions of a splitter, which the claim and its page show as long as they are in the wording."""

import pytest
from django.test import Client

from factcheck.actions.articles import submit_text
from factcheck.actions.claims import edit_claim
from factcheck.actions.splitting import get_or_create_run, run_splitter
from factcheck.claims.models import Claim
from tests.factories import Team

pytestmark = pytest.mark.django_db

TEXT = "The Ministry of Trade raised tariffs on steel in 2020. The ministry said that 40 mills would gain."


@pytest.fixture
def claim(team: Team) -> Claim:
    done = submit_text(team.checker, desk=team.desk, text=TEXT)
    assert run_splitter(get_or_create_run(done.revision, splitter="fast").pk)
    return Claim.objects.latest("start")


def test_an_insertion_has_its_word_its_replacement_and_the_span_of_that(claim: Claim) -> None:
    assert claim.text == "[The Ministry of Trade] said that 40 mills would gain."
    assert claim.quote == "The ministry said that 40 mills would gain."
    assert claim.visible_insertions == [("The ministry", "The Ministry of Trade")]
    ((_, _, start, end),) = claim.insertions
    assert TEXT[start:end] == "The Ministry of Trade"


def test_the_page_of_a_claim_shows_its_insertions(client: Client, team: Team, claim: Claim) -> None:
    client.force_login(team.viewer)
    page = client.get(f"/claims/{claim.pk}/").content.decode()
    assert "Inserted: <b>The Ministry of Trade</b> for “The ministry”" in page


def test_an_insertion_is_not_visible_once_the_wording_has_no_brackets(team: Team, claim: Claim) -> None:
    edit_claim(team.checker, claim=claim, text="The ministry of trade said that 40 mills would gain.")
    claim.refresh_from_db()
    assert claim.visible_insertions == []
