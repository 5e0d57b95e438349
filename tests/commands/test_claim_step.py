"""`claim_step` performs the steps of the workflow table."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import ClaimState
from factcheck.review.workflow import STEPS
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


def step(claim: Claim, slug: str, who: User, **options: str) -> str:
    out = StringIO()
    call_command("claim_step", claim.pk, slug, email=who.email, stdout=out, **options)
    return out.getvalue()


def test_claim_is_published_by_commands_only(team: Team) -> None:
    claim = make.claim(make.article(team.desk))
    make.evidence(claim)
    assert step(claim, "open", team.checker) == f"Claim {claim.pk} is open.\n"
    step(claim, "start-rating", team.checker)
    step(claim, "reveal", team.editor, reason="Nobody is there.")
    step(claim, "propose", team.checker, rating="false", reason="The books say so.")
    assert claim.verdicts.get().reasons == "The books say so."
    step(claim, "approve", team.editor)
    assert step(claim, "publish", team.editor) == f"Claim {claim.pk} is published.\n"
    assert claim.publications.exists()


def test_unmet_condition_is_the_error_of_the_command(team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.PROPOSED)
    make.verdict(claim, proposed_by=team.editor)
    with pytest.raises(CommandError, match="needs one more sign-off by someone who did not propose it"):
        step(claim, "approve", team.editor)
    with pytest.raises(CommandError, match="need the role editor"):
        step(claim, "approve", team.checker)
    claim.refresh_from_db()
    assert claim.state == ClaimState.PROPOSED


@pytest.mark.parametrize("slug", [slug for slug in STEPS if slug != "propose"])
def test_step_from_another_state_changes_nothing(team: Team, slug: str) -> None:
    state = ClaimState.OPEN if ClaimState.OPEN not in STEPS[slug].sources else ClaimState.DRAFT
    claim = make.claim(make.article(team.desk), state=state)
    with pytest.raises(CommandError, match="is only possible for a claim that is"):
        step(claim, slug, team.admin, reason="Because.")


def test_unknown_members_and_claims_are_named(team: Team) -> None:
    claim = make.claim(make.article(team.desk))
    with pytest.raises(CommandError, match="no such member"):
        step(claim, "open", team.stranger)
    with pytest.raises(CommandError, match="There is no claim 0"):
        call_command("claim_step", 0, "open", email=team.admin.email)
