"""Sign-offs: who may sign, how many are needed, and what drops them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

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
from factcheck.enums import ClaimState, EvidenceStatus, Role, Stance
from factcheck.exceptions import ConflictError, PermissionDenied
from factcheck.review.models import SignOff, Verdict
from factcheck.stored_messages import free_text
from tests import factories as make
from tests.factories import Team
from tests.review.scenarios import approved, proposed, published, verdict_of

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


def _reworded(team: Team, claim: Claim) -> Any:
    return edit_claim(team.checker, claim=claim, text="The bridge cost less.")


def _respoken(team: Team, claim: Claim) -> Any:
    return edit_claim(team.checker, claim=claim, speaker="Anna Berg")


def _evidence_added(team: Team, claim: Claim) -> Any:
    source = make.source(team.desk)
    return link_evidence(team.checker, claim=claim, source=source, quote="It did.", stance=Stance.SUPPORTS)


def _evidence_weakened(team: Team, claim: Claim) -> Any:
    return update_evidence(team.checker, evidence=claim.evidence.get(), strength=0.2)


def _evidence_noted(team: Team, claim: Claim) -> Any:
    return update_evidence(team.checker, evidence=claim.evidence.get(), note="See page 3.")


def _evidence_withdrawn(team: Team, claim: Claim) -> Any:
    return update_evidence(team.checker, evidence=claim.evidence.get(), lifecycle=EvidenceStatus.WITHDRAWN)


def _source_changed(team: Team, claim: Claim) -> Any:
    return update_source(team.checker, source=claim.evidence.get().source, publisher="The city")


def _proposed_anew(team: Team, claim: Claim) -> Any:
    told = {
        "rating": "mostly-false",
        "reasons": "On second thoughts.",
        "correction": "The rating.",
        "departure": "It lacks context.",
    }
    return propose_verdict(team.checker, claim=claim, **told)


def _reaffirmed(team: Team, claim: Claim) -> Any:
    verdict = verdict_of(claim)
    Verdict.objects.filter(pk=verdict.pk).update(
        stale_since=timezone.now(), stale_cause=free_text("Withdrawn.")
    )
    return reaffirm_verdict(team.checker, verdict=verdict, reasons="The other piece is enough.")


EDITS: list[Callable[[Team, Claim], Any]] = [
    _reworded,
    _respoken,
    _evidence_added,
    _evidence_weakened,
    _evidence_noted,
    _evidence_withdrawn,
    _source_changed,
    _proposed_anew,
    _reaffirmed,
]
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
    told = Event.objects.get(action="verdict.signoffs_dropped")
    assert (told.actor, told.data) == (team.checker, {"members": [team.editor.pk]})


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
    _evidence_added(team, claim)
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
    told = Event.objects.get(action="claim.glass_broken")
    assert (told.actor, told.data["reason"]) == (team.admin, "Everybody else is ill.")
    assert perform_step(team.editor, claim=claim, slug="publish").state == ClaimState.PUBLISHED


def test_an_edit_ends_an_approval_without_sign_offs(team: Team) -> None:
    claim = perform_step(
        team.admin, claim=proposed(team), slug="break-glass", reason="Everybody else is ill."
    )
    _evidence_added(team, claim)
    assert (state_of(claim), verdict_of(claim).glass_reason) == (ClaimState.PROPOSED, "")
    assert verdict_of(claim).history.filter(glass_reason="Everybody else is ill.").exists()


def test_reopening_drops_the_sign_offs(team: Team) -> None:
    claim = perform_step(team.editor, claim=approved(team), slug="reopen", reason="A new source turned up.")
    assert claim.state == ClaimState.REVEALED
    assert verdict_of(claim).signoffs.get().dropped_because.code == "verdict_withdrawn"


PUBLISHED_EDITS = [edit for edit in EDITS if edit not in (_reworded, _respoken)]


@pytest.mark.parametrize("edit", PUBLISHED_EDITS, ids=lambda edit: edit.__name__)
def test_an_edit_of_a_published_claim_makes_a_new_version_with_a_correction(
    team: Team, edit: Callable[[Team, Claim], Any]
) -> None:
    claim = published(team)
    edit(team, claim)
    first, second = claim.verdicts.order_by("number")[:2]
    assert (state_of(claim), first.current, second.current) == (ClaimState.PROPOSED, False, True)
    assert second.correction
    assert first.signoffs.get().dropped_at is None
    assert not second.signoffs.exists()
    assert claim.publications.get().verdict == first


def test_a_correction_needs_its_own_sign_offs(team: Team) -> None:
    claim = published(team)
    _evidence_added(team, claim)
    with pytest.raises(ConflictError, match="one more sign-off"):
        perform_step(team.editor, claim=claim, slug="publish")
    perform_step(team.editor, claim=claim, slug="approve")
    perform_step(team.editor, claim=claim, slug="publish")
    first, second = claim.publications.all()
    assert (first.correction, second.correction) == ("", "Evidence was added.")
    assert (len(first.content["evidence"]), len(second.content["evidence"])) == (1, 2)


def test_a_further_edit_is_added_to_the_correction_once(team: Team) -> None:
    claim = published(team)
    for edit in (_evidence_added, _evidence_added, _source_changed_of_first):
        edit(team, claim)
    assert verdict_of(claim).correction == "Evidence was added. A source of the evidence was changed."
    assert claim.verdicts.count() == 2


def _source_changed_of_first(team: Team, claim: Claim) -> Any:
    return update_source(team.checker, source=claim.evidence.first().source, publisher="The city")


def test_a_published_claim_can_be_reworded_only_after_reopening(team: Team) -> None:
    claim = published(team)
    with pytest.raises(ConflictError, match="Correct its verdict"):
        _reworded(team, claim)
    perform_step(team.editor, claim=claim, slug="reopen", reason="A word is wrong.")
    _reworded(team, claim)
    with pytest.raises(ConflictError, match="tell its readers what is corrected"):
        propose_verdict(
            team.checker,
            claim=claim,
            rating="false",
            reasons="As before.",
            departure="The map lacks context.",
        )
    propose_verdict(
        team.checker,
        claim=claim,
        rating="false",
        reasons="As before.",
        departure="The map lacks context.",
        correction="The wording.",
    )
    assert verdict_of(claim).correction == "The wording."


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
