"""The writes of a claim that several actions share: its number, its state, and that a person used it."""

import pytest

from factcheck.actions.claim_state import mark_touched, next_number, set_state
from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, ExclusionReason
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

S = ClaimState


def accept(team: Team, claim: Claim) -> bool:
    return set_state(team.checker, claim=claim, source=S.DRAFT, target=S.OPEN, event="claim.opened", note="x")


def test_a_new_state_is_stored_in_the_row_its_history_and_the_audit_log(team: Team, claim: Claim) -> None:
    before = claim.changed_at
    assert accept(team, claim)
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.state, stored.is_human_edited, claim.state) == (S.OPEN, True, S.OPEN)
    assert stored.changed_at > before
    assert [row.state for row in claim.history.all()] == [S.OPEN, S.DRAFT]
    event = Event.objects.get()
    assert (event.actor, event.action, event.target_id) == (team.checker, "claim.opened", claim.pk)
    assert event.data == {"note": "x"}


@pytest.mark.parametrize("fields", [{"state": S.RATING}, {"set_aside": ExclusionReason.DROPPED}])
def test_a_claim_that_changed_meanwhile_keeps_its_state(
    team: Team, claim: Claim, fields: dict[str, str]
) -> None:
    Claim.objects.filter(pk=claim.pk).update(**fields)
    assert not accept(team, claim)
    stored = Claim.objects.get(pk=claim.pk)
    assert stored.state == fields.get("state", S.DRAFT)
    assert not stored.is_human_edited
    assert not Event.objects.exists()


def test_a_new_state_changes_no_other_claim(team: Team, claim: Claim) -> None:
    other = make.claim(claim.article)
    accept(team, claim)
    other.refresh_from_db()
    assert (other.state, other.is_human_edited) == (S.DRAFT, False)


def test_a_claim_is_marked_as_used_once_in_its_history(claim: Claim) -> None:
    other = make.claim(claim.article)
    for _ in range(2):
        mark_touched(claim.pk)
    other.refresh_from_db()
    assert not other.is_human_edited
    assert [row.is_human_edited for row in claim.history.all()] == [True, False]


def test_the_next_number_follows_the_highest_of_the_article(claim: Claim) -> None:
    article = claim.article
    make.claim(article, number=7)
    make.claim(make.article(article.desk), number=30)
    assert next_number(article) == 8
    assert next_number(make.article(article.desk)) == 1
