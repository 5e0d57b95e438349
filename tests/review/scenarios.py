"""Claims in later states of the workflow, brought there by the actions as people would."""

from factcheck.actions.verdicts import propose_verdict
from factcheck.actions.workflow import perform_step
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState
from factcheck.review.models import Verdict
from tests import factories as make
from tests.factories import Team


def proposed(team: Team) -> Claim:
    """A claim with one piece of evidence, whose verdict the checker proposed."""
    claim = make.claim(make.article(team.desk, by=team.editor), state=ClaimState.REVEALED)
    make.evidence(claim)
    propose_verdict(
        team.checker,
        claim=claim,
        rating="false",
        reasons="The books say so.",
        departure="The map lacks context.",
    )
    claim.refresh_from_db()
    return claim


def approved(team: Team) -> Claim:
    return perform_step(team.editor, claim=proposed(team), slug="approve")


def published(team: Team) -> Claim:
    return perform_step(team.editor, claim=approved(team), slug="publish")


def verdict_of(claim: Claim) -> Verdict:
    return claim.verdicts.get(current=True)
