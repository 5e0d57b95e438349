"""Permission cases of the workflow: steps, ratings, verdicts, sign-offs and reviewers."""

from typing import Any

from django.utils import timezone

from factcheck.actions.assessments import rate_claim
from factcheck.actions.assignments import assign, recuse, set_quorum, unassign
from factcheck.actions.verdicts import propose_verdict, reaffirm_verdict
from factcheck.actions.workflow import open_top_claims, perform_step
from factcheck.desks.models import User
from factcheck.enums import (
    ClaimState,
    Role,
)
from tests import factories as make
from tests.factories import Team
from tests.permission_cases.base import Action, make_claim, make_proposed_claim, permission_case


@permission_case("claim.open", "claim.opened")
def open_one_claim(team: Team) -> Action:
    claim = make_claim(team, ClaimState.DRAFT)
    return lambda actor: perform_step(actor, claim=claim, slug="open")


@permission_case("claim.open", "claim.opened", "claim.opened")
def open_most_check_worthy(team: Team) -> Action:
    article = make.article(team.desk, by=team.editor)
    make.claims(article, 3)
    return lambda actor: open_top_claims(actor, article=article, count=2)


@permission_case("claim.start_rating", "claim.rating_started")
def start_rating(team: Team) -> Action:
    claim = make_claim(team)
    return lambda actor: perform_step(actor, claim=claim, slug="start-rating")


@permission_case("claim.reveal", "claim.revealed")
def end_rating_early(team: Team) -> Action:
    claim = make_claim(team, ClaimState.RATING)
    return lambda actor: perform_step(actor, claim=claim, slug="reveal", reason="One reviewer is ill.")


@permission_case("assessment.give", "assessment.given")
def rate(team: Team) -> Action:
    claim = make_claim(team, ClaimState.RATING)
    return lambda actor: rate_claim(actor, claim=claim, rating="false")


@permission_case("assessment.give", "assessment.changed")
def change_rating(team: Team) -> Action:
    claim = make_claim(team, ClaimState.RATING)

    def action(actor: User) -> Any:
        make.assessment(claim, actor, "true")
        return rate_claim(actor, claim=claim, rating="false")

    return action


@permission_case("assessment.give", "assessment.given", "claim.revealed")
def give_last_rating(team: Team) -> Action:
    claim = make_claim(team, ClaimState.RATING)
    make.assessment(claim, make.member(team.desk, Role.REVIEWER))
    return lambda actor: rate_claim(actor, claim=claim, rating="false")


@permission_case("claim.open", "claim.sent_back_to_draft")
def send_back_to_draft(team: Team) -> Action:
    claim = make_claim(team)
    return lambda actor: perform_step(actor, claim=claim, slug="back-to-draft", reason="Nothing to check.")


@permission_case("claim.send_back", "claim.sent_back_to_open")
def send_back_to_open(team: Team) -> Action:
    claim = make_claim(team, ClaimState.RATING)
    return lambda actor: perform_step(actor, claim=claim, slug="back-to-open", reason="The wording is wrong.")


@permission_case("claim.send_back", "verdict.signoffs_dropped", "claim.reopened")
def reopen_approved_claim(team: Team) -> Action:
    claim = make_proposed_claim(team, ClaimState.APPROVED)
    make.signoff(claim.verdicts.get(), make.member(team.desk, Role.EDITOR))
    return lambda actor: perform_step(actor, claim=claim, slug="reopen", reason="A new source.")


@permission_case("review.assign", "reviewer.assigned")
def assign_reviewer(team: Team) -> Action:
    claim, reviewer = make_claim(team), make.member(team.desk, Role.REVIEWER)
    return lambda actor: assign(actor, claim=claim, reviewers=[reviewer])


@permission_case("review.assign", "reviewer.unassigned")
def unassign_reviewer(team: Team) -> Action:
    claim, reviewer = make_claim(team), make.member(team.desk, Role.REVIEWER)
    make.reviewing(claim, reviewer)
    return lambda actor: unassign(actor, claim=claim, reviewer=reviewer)


@permission_case("review.assign", "claim.quorum_set")
def change_quorum(team: Team) -> Action:
    claim = make_claim(team)
    return lambda actor: set_quorum(actor, claim=claim, quorum=3)


@permission_case("assessment.give", "reviewer.recused")
def recuse_oneself(team: Team) -> Action:
    claim = make_claim(team, ClaimState.RATING)
    return lambda actor: recuse(actor, claim=claim, reason="I wrote the article.")


@permission_case("verdict.adjudicate", "verdict.proposed")
def adjudicate(team: Team) -> Action:
    claim = make_claim(team, ClaimState.REVEALED)
    make.evidence(claim)
    for slug in ("false", "true"):
        make.assessment(claim, make.member(team.desk, Role.REVIEWER), slug)
    return lambda actor: propose_verdict(
        actor, claim=claim, rating="false", reasons="The books say so.", departure="The map lacks context."
    )


@permission_case("verdict.sign", "verdict.signed", "claim.approved")
def sign_off(team: Team) -> Action:
    claim = make_proposed_claim(team)
    return lambda actor: perform_step(actor, claim=claim, slug="approve")


@permission_case("verdict.publish", "claim.published")
def publish(team: Team) -> Action:
    claim = make_proposed_claim(team, ClaimState.APPROVED)
    make.signoff(claim.verdicts.get(), make.member(team.desk, Role.EDITOR))
    return lambda actor: perform_step(actor, claim=claim, slug="publish")


@permission_case("verdict.break_glass", "claim.glass_broken")
def approve_without_signoffs(team: Team) -> Action:
    claim = make_proposed_claim(team)
    return lambda actor: perform_step(actor, claim=claim, slug="break-glass", reason="Everybody is ill.")


@permission_case("verdict.propose", "verdict.proposed")
def propose(team: Team) -> Action:
    claim = make_claim(team, ClaimState.REVEALED)
    make.evidence(claim)
    return lambda actor: propose_verdict(
        actor, claim=claim, rating="false", reasons="The books say so.", departure="The map lacks context."
    )


@permission_case("verdict.propose", "verdict.reaffirmed")
def reaffirm(team: Team) -> Action:
    claim = make_claim(team, ClaimState.PROPOSED)
    stale = make.verdict(claim, stale_since=timezone.now(), stale_cause="Evidence was withdrawn.")
    return lambda actor: reaffirm_verdict(actor, verdict=stale, reasons="The other piece is enough.")
