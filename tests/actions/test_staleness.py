"""Verdicts beside the computed ones, and verdicts that changed evidence makes stale."""

import pytest
from django.utils import translation

from factcheck.actions.evidence import update_evidence
from factcheck.actions.maps import add_relation
from factcheck.actions.verdicts import propose_verdict, reaffirm_verdict
from factcheck.argument.computed_labels import ComputedLabel
from factcheck.audit.models import Event
from factcheck.enums import ClaimState, EvidenceStatus, RelationKind, Stance
from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.review.selectors import list_stale_verdicts
from tests import factories as make
from tests.factories import Team


def test_a_departing_verdict_needs_a_reason_and_stores_the_computed_label(team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.REVEALED)
    make.evidence(claim, stance=Stance.REFUTES, strength=0.9)
    params = {"claim": claim, "rating": "true", "reasons": "We asked."}
    with pytest.raises(InvalidInput) as refusal:
        propose_verdict(team.editor, **params)
    assert "departure" in refusal.value.fields
    verdict = propose_verdict(team.editor, **params, departure="The book was forged.")
    assert (verdict.computed, verdict.departure) == (ComputedLabel.REFUTED, "The book was forged.")
    assert verdict.computed_strength == pytest.approx(0.05)


def test_the_reasons_of_a_stale_verdict_are_shown_in_the_language_of_the_reader(team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.PROPOSED)
    evidence = make.evidence(claim, stance=Stance.SUPPORTS, strength=0.9)
    make.verdict(claim, "true")

    with translation.override("zh-hans"):
        update_evidence(team.checker, evidence=evidence, lifecycle=EvidenceStatus.WITHDRAWN)
        verdict = list_stale_verdicts(team.desk.pk).get()
        shown = [str(stored) for stored in (verdict.stale_cause, verdict.stale_before, verdict.stale_after)]

    stored = (str(verdict.stale_before), str(verdict.stale_after))
    assert str(verdict.stale_cause).startswith("Evidence status changed from active to withdrawn")
    assert stored == ("supported, 0.95", "not enough evidence, 0.50")
    assert Event.objects.get(action="verdict.stale").data == {"before": stored[0], "after": stored[1]}
    assert not any("evidence" in sentence or "supported" in sentence for sentence in shown)


def test_withdrawn_evidence_marks_the_verdict_and_its_dependents_stale(team: Team) -> None:
    article = make.article(team.desk)
    claim, dependent, unrelated = (make.claim(article, state=ClaimState.PROPOSED) for _ in range(3))
    verdicts = [make.verdict(claim, "true") for claim in (claim, dependent, unrelated)]
    evidence = make.evidence(claim, stance=Stance.SUPPORTS, strength=0.9)
    add_relation(
        team.checker,
        article=article,
        kind=RelationKind.SUPPORT,
        premises=[f"c{claim.pk}"],
        target=f"c{dependent.pk}",
    )

    update_evidence(team.checker, evidence=evidence, lifecycle=EvidenceStatus.WITHDRAWN)

    stale = {verdict.claim_id: verdict for verdict in list_stale_verdicts(team.desk.pk)}
    assert set(stale) == {claim.pk, dependent.pk}
    verdict = stale[claim.pk]
    assert "from active to withdrawn" in str(verdict.stale_cause)
    assert str(verdict.stale_before) == "supported, 0.95"
    assert str(verdict.stale_after) == "not enough evidence, 0.50"
    assert Event.objects.filter(action="verdict.stale").count() == 2
    verdicts[2].refresh_from_db()
    assert verdicts[2].stale_since is None


def test_a_change_without_a_new_status_marks_nothing_stale(team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.PROPOSED)
    evidence = make.evidence(claim)
    make.verdict(claim)
    update_evidence(team.checker, evidence=evidence, note="Page 12.")
    assert not list_stale_verdicts(team.desk.pk)


def test_reaffirming_a_stale_verdict_needs_reasons_and_clears_the_mark(team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.PROPOSED)
    evidence, verdict = make.evidence(claim), make.verdict(claim)
    update_evidence(team.checker, evidence=evidence, lifecycle=EvidenceStatus.RETRACTED)
    with pytest.raises(InvalidInput):
        reaffirm_verdict(team.checker, verdict=verdict, reasons="  ")
    reaffirmed = reaffirm_verdict(team.checker, verdict=verdict, reasons="Two other books say so.")
    assert reaffirmed.stale_since is None
    assert reaffirmed.reasons.endswith("Two other books say so.")
    with pytest.raises(ConflictError):
        reaffirm_verdict(team.checker, verdict=verdict, reasons="Again.")


def test_a_new_verdict_is_not_stale(team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.PROPOSED)
    evidence = make.evidence(claim, strength=0.9)
    make.evidence(claim, strength=0.9)
    make.verdict(claim, "false")
    update_evidence(team.checker, evidence=evidence, lifecycle=EvidenceStatus.WITHDRAWN)
    assert list_stale_verdicts(team.desk.pk).exists()
    propose_verdict(team.editor, claim=claim, rating="mostly-false", reasons="One book is left.")
    assert not list_stale_verdicts(team.desk.pk).exists()
