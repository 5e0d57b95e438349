"""Sign-offs: who may sign, how many are needed, and what drops them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from factcheck.actions.assignments import recuse
from factcheck.actions.claims import edit_claim
from factcheck.actions.evidence import link_evidence, update_evidence
from factcheck.actions.sources import update_source
from factcheck.actions.staleness import mark_stale
from factcheck.actions.verdicts import propose_verdict, reaffirm_verdict
from factcheck.actions.workflow import perform_step
from factcheck.articles.models import Article
from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, Role, Stance
from factcheck.exceptions import ConflictError, PermissionDenied
from factcheck.review.models import SignOff
from factcheck.stored_messages import free_text
from tests import factories as make
from tests.factories import Team
from tests.review.edits import (
    EDITS,
    evidence_added,
)
from tests.review.scenarios import approved, proposed, verdict_of

pytestmark = pytest.mark.django_db

WITHDRAWN = {
    "cause": free_text("Evidence was withdrawn."),
    "before": free_text("refuted"),
    "after": free_text("not enough evidence"),
}


def state_of(claim: Claim) -> str:
    return Claim.objects.get(pk=claim.pk).state


def test_one_sign_off_approves_by_default(team: Team) -> None:
    claim = perform_step(team.editor, claim=proposed(team), slug="approve")
    assert claim.state == ClaimState.APPROVED
    assert [signed.member for signed in verdict_of(claim).signoffs.all()] == [team.editor]


def test_a_desk_can_require_two_sign_offs(team: Team) -> None:
    team.desk.signoffs = 2
    team.desk.save()
    claim = perform_step(team.editor, claim=proposed(team), slug="approve")
    assert claim.state == ClaimState.PROPOSED
    with pytest.raises(ConflictError, match=r"already signed off this verdict\. It needs one more sign-off"):
        perform_step(team.editor, claim=claim, slug="approve")
    with pytest.raises(ConflictError, match="needs one more sign-off by someone who did not propose it"):
        perform_step(team.editor, claim=claim, slug="publish")
    assert perform_step(team.admin, claim=claim, slug="approve").state == ClaimState.APPROVED


def test_the_proposer_cannot_sign_in_any_role(team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.REVEALED)
    propose_verdict(
        team.admin,
        claim=claim,
        rating="unproven",
        reasons="Nothing found.",
        departure="The map lacks context.",
    )
    with pytest.raises(
        ConflictError, match=r"You proposed this verdict\. It needs one more sign-off by someone who"
    ):
        perform_step(team.admin, claim=claim, slug="approve")
    assert not SignOff.objects.exists()


def test_a_recused_reviewer_cannot_sign(team: Team) -> None:
    claim = proposed(team)
    recuse(team.editor, claim=claim, reason="My sister built the bridge.")
    with pytest.raises(ConflictError, match="recused"):
        perform_step(team.editor, claim=claim, slug="approve")


def test_a_stale_verdict_can_neither_be_signed_nor_published(team: Team) -> None:
    claim = proposed(team)
    mark_stale(verdict_of(claim), **WITHDRAWN)
    with pytest.raises(ConflictError, match="stale"):
        perform_step(team.editor, claim=claim, slug="approve")
    claim = approved(team)
    mark_stale(verdict_of(claim), **WITHDRAWN)
    with pytest.raises(ConflictError, match="stale"):
        perform_step(team.editor, claim=claim, slug="publish")


EACH_EDIT = pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)


@EACH_EDIT
def test_an_edit_drops_the_sign_offs_and_records_whose(
    team: Team, edit: Callable[[Team, Claim], Any]
) -> None:
    claim = approved(team)
    verdict = verdict_of(claim)
    edit(team, claim)
    assert state_of(claim) == ClaimState.PROPOSED
    signed = verdict.signoffs.get()
    assert (signed.member, signed.dropped_by) == (team.editor, team.checker)
    assert signed.dropped_because
    event = Event.objects.get(action="verdict.signoffs_dropped")
    assert (event.actor, event.data) == (team.checker, {"members": [team.editor.pk]})


@EACH_EDIT
def test_the_same_person_may_sign_again_after_an_edit(team: Team, edit: Callable[[Team, Claim], Any]) -> None:
    claim = approved(team)
    edit(team, claim)
    if verdict_of(claim).stale_since:
        reaffirm_verdict(team.checker, verdict=verdict_of(claim), reasons="Reaffirm verdict.")
    assert perform_step(team.editor, claim=claim, slug="approve").state == ClaimState.APPROVED


def test_an_edit_drops_a_sign_off_before_the_approval(team: Team) -> None:
    team.desk.signoffs = 2
    team.desk.save()
    claim = perform_step(team.editor, claim=proposed(team), slug="approve")
    evidence_added(team, claim)
    assert verdict_of(claim).signoffs.get().dropped_at


@pytest.mark.parametrize(
    "act",
    [
        lambda team, claim: edit_claim(team.checker, claim=claim, assignee=team.checker),
        lambda team, claim: edit_claim(team.checker, claim=claim, text=claim.text),
        lambda team, claim: update_evidence(team.checker, evidence=claim.evidence.get(), strength=0.5),
        lambda team, claim: update_source(
            team.checker, source=claim.evidence.get().source, text="The whole page."
        ),
        lambda team, claim: update_source(team.checker, source=make.source(team.desk), publisher="Another"),
    ],
)
def test_a_change_of_unsigned_content_keeps_the_sign_offs(
    team: Team, act: Callable[[Team, Claim], Any]
) -> None:
    claim = approved(team)
    act(team, claim)
    assert state_of(claim) == ClaimState.APPROVED
    assert verdict_of(claim).signoffs.get().dropped_at is None


def test_an_admin_approves_without_sign_offs_with_a_reason(team: Team) -> None:
    claim = proposed(team)
    with pytest.raises(PermissionDenied, match="need the role admin"):
        perform_step(team.editor, claim=claim, slug="break-glass", reason="Deadline.")
    with pytest.raises(ConflictError, match="needs a reason"):
        perform_step(team.admin, claim=claim, slug="break-glass", reason=" ")
    claim = perform_step(team.admin, claim=claim, slug="break-glass", reason="Everybody else is ill.")
    verdict = verdict_of(claim)
    assert (claim.state, verdict.glass_reason, verdict.glass_by) == (
        ClaimState.APPROVED,
        "Everybody else is ill.",
        team.admin,
    )
    event = Event.objects.get(action="claim.glass_broken")
    assert (event.actor, event.data["reason"]) == (team.admin, "Everybody else is ill.")
    assert perform_step(team.editor, claim=claim, slug="publish").state == ClaimState.PUBLISHED


def test_an_edit_ends_an_approval_without_sign_offs(team: Team) -> None:
    claim = perform_step(
        team.admin, claim=proposed(team), slug="break-glass", reason="Everybody else is ill."
    )
    evidence_added(team, claim)
    assert (state_of(claim), verdict_of(claim).glass_reason) == (ClaimState.PROPOSED, "")
    assert verdict_of(claim).history.filter(glass_reason="Everybody else is ill.").exists()


def test_reopening_drops_the_sign_offs(team: Team) -> None:
    claim = perform_step(team.editor, claim=approved(team), slug="reopen", reason="A new source turned up.")
    assert claim.state == ClaimState.REVEALED
    assert verdict_of(claim).signoffs.get().dropped_because.code == "verdict_withdrawn"


def test_a_changed_source_drops_the_sign_offs_of_every_claim_that_cites_it(team: Team) -> None:
    source = make.source(team.desk)
    claims = [approved(team), approved(team)]
    for claim in claims:
        make.evidence(claim, source=source)
    update_source(team.checker, source=source, published_on=dt.date(2020, 1, 1))
    assert [state_of(claim) for claim in claims] == [ClaimState.PROPOSED] * 2


def test_the_sign_off_of_a_former_member_stays_valid(team: Team) -> None:
    claim = approved(team)
    team.editor.memberships.all().delete()
    assert verdict_of(claim).signoffs.get().member == team.editor
    assert (
        perform_step(make.member(team.desk, Role.EDITOR), claim=claim, slug="publish").state
        == ClaimState.PUBLISHED
    )


def test_an_edit_keeps_the_approval_of_other_claims(team: Team) -> None:
    claim = approved(team)
    article = Article.objects.get(pk=claim.article_id)
    other = make.claim(article, state=ClaimState.OPEN)
    link_evidence(
        team.checker, claim=other, source=make.source(team.desk), quote="It did.", stance=Stance.SUPPORTS
    )
    assert state_of(claim) == ClaimState.APPROVED


def test_an_edit_keeps_the_sign_offs_of_other_verdicts(team: Team) -> None:
    claim, other = approved(team), approved(team)
    evidence_added(team, claim)
    assert verdict_of(other).signoffs.get().dropped_at is None
    assert Event.objects.get(action="verdict.signoffs_dropped").data == {"members": [team.editor.pk]}


def test_a_dropped_sign_off_keeps_when_by_whom_and_why_it_was_dropped(team: Team) -> None:
    claim = approved(team)
    evidence_added(team, claim)
    first = verdict_of(claim).signoffs.get()
    update_evidence(team.admin, evidence=claim.evidence.first(), strength=0.2)
    again = verdict_of(claim).signoffs.get()
    assert (again.dropped_at, again.dropped_by) == (first.dropped_at, team.checker)
    assert again.dropped_because == first.dropped_because
    assert Event.objects.filter(action="verdict.signoffs_dropped").count() == 1


def test_a_sign_off_is_recorded_with_the_version_of_the_verdict(team: Team) -> None:
    claim = approved(team)
    event = Event.objects.get(action="verdict.signed")
    assert (event.actor, event.target_id) == (team.editor, verdict_of(claim).pk)
    assert event.data == {"version": 1}
