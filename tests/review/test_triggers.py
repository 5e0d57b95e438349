"""The database refuses an approval and a publication that only the person who changed the verdict signed."""

import pytest
from django.db import IntegrityError, connection, transaction

from factcheck.claims.models import Claim
from factcheck.enums import ClaimState
from factcheck.review import triggers
from factcheck.review.models import Verdict
from factcheck.row_rules import create, drop
from factcheck.stored_messages import message
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def verdict(team: Team) -> Verdict:
    """A verdict that the editor changed and signed."""
    claim = make.claim(make.article(team.desk), state=ClaimState.PROPOSED)
    verdict = make.verdict(claim, proposed_by=team.checker)
    verdict.substance_changes.create(part=f"c{claim.pk}.text", changed_by=team.editor)
    make.signoff(verdict, team.editor)
    return verdict


def approve(verdict: Verdict) -> int:
    with transaction.atomic():
        return Claim.objects.filter(pk=verdict.claim_id).update(state=ClaimState.APPROVED)


def publish(verdict: Verdict) -> None:
    with transaction.atomic():
        make.publication(verdict)


def test_signed_by_the_changer_only_it_is_neither_approved_nor_published(verdict: Verdict) -> None:
    with pytest.raises(IntegrityError, match="approval_by_another_than_the_changer"):
        approve(verdict)
    with pytest.raises(IntegrityError, match="publication_by_another_than_the_changer"):
        publish(verdict)


def test_signed_by_another_too_it_is_both(team: Team, verdict: Verdict) -> None:
    make.signoff(verdict, team.admin)
    assert approve(verdict) == 1
    publish(verdict)


def test_signed_by_another_alone_it_is_both(team: Team, verdict: Verdict) -> None:
    verdict.signoffs.update(member=team.admin)
    assert approve(verdict) == 1
    publish(verdict)


def test_a_dropped_sign_off_of_another_does_not_count(team: Team, verdict: Verdict) -> None:
    signoff = make.signoff(verdict, team.admin)
    verdict.signoffs.filter(pk=signoff.pk).update(
        dropped_at=signoff.signed_at, dropped_because=message("wording_changed")
    )
    with pytest.raises(IntegrityError, match="approval_by_another_than_the_changer"):
        approve(verdict)


def test_an_approval_without_sign_offs_has_its_reason_instead(team: Team, verdict: Verdict) -> None:
    Verdict.objects.filter(pk=verdict.pk).update(glass_reason="Nobody is in.", glass_by=team.admin)
    assert approve(verdict) == 1
    publish(verdict)


def test_a_change_after_the_approval_does_not_block_other_changes_of_the_claim(
    team: Team, verdict: Verdict
) -> None:
    verdict.substance_changes.all().delete()
    approve(verdict)
    verdict.substance_changes.create(part="p1.text", changed_by=team.editor)
    assert Claim.objects.filter(pk=verdict.claim_id).update(tags=["energy"]) == 1


def test_the_triggers_can_be_dropped_and_created_again(verdict: Verdict) -> None:
    drop(connection, triggers.RULES)
    assert approve(verdict) == 1
    Claim.objects.filter(pk=verdict.claim_id).update(state=ClaimState.PROPOSED)
    create(connection, triggers.RULES)
    with pytest.raises(IntegrityError, match="approval_by_another_than_the_changer"):
        approve(verdict)


def test_an_answer_about_evidence_of_another_claim_is_refused(team: Team, claim: Claim) -> None:
    foreign = make.evidence(make.claim(claim.article))
    with pytest.raises(IntegrityError, match="answer_about_evidence_of_its_claim"), transaction.atomic():
        make.hypothesis(claim, answers={foreign: "neutral"})
