"""Verdicts beside the computed ones: departures take a reason, and what stood on changed evidence goes stale."""

import pytest
from django.utils import translation

from factcheck.actions.evidence import update_evidence
from factcheck.actions.maps import add_relation
from factcheck.actions.verdicts import propose_verdict, reaffirm_verdict
from factcheck.argument.computed_labels import ComputedLabel
from factcheck.audit.models import Event
from factcheck.desks.models import Rating, Scale
from factcheck.enums import ClaimState, EvidenceStatus, RelationKind, Stance
from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.kept import retold
from factcheck.maps.computed_verdicts import departs_from_map, explain_claim
from factcheck.review.selectors import list_stale_verdicts
from tests import factories as make
from tests.factories import Team

S = ComputedLabel
DEPARTING = [
    (1, S.SUPPORTED, True),
    (3, S.SUPPORTED, False),
    (5, S.LEANS_SUPPORTED, False),
    (5, S.REFUTED, True),
    (2, S.LEANS_REFUTED, False),
    (1, S.CONFLICTING, True),
    (5, S.CONFLICTING, True),
    (3, S.CONFLICTING, False),
    (3, S.NOT_ENOUGH, True),
]


@pytest.mark.parametrize(("value", "suggestion", "expected"), DEPARTING)
def test_which_ratings_depart_from_the_map(value: int, suggestion: ComputedLabel, expected: bool) -> None:
    assert departs_from_map(Rating(value=value, scale=Scale(best=5)), suggestion) is expected


def test_unproven_departs_only_where_the_map_is_clear() -> None:
    unproven = Rating(value=None, needs_evidence=False, scale=Scale(best=5))
    assert [
        departs_from_map(unproven, one) for one in (S.SUPPORTED, S.REFUTED, S.CONFLICTING, S.NOT_ENOUGH)
    ] == [
        True,
        True,
        False,
        False,
    ]


def test_a_departing_verdict_needs_a_reason_and_keeps_what_was_computed(team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.REVEALED)
    make.evidence(claim, stance=Stance.REFUTES, strength=0.9)
    said = {"claim": claim, "rating": "true", "reasons": "We asked."}
    with pytest.raises(InvalidInput) as refusal:
        propose_verdict(team.editor, **said)
    assert "departure" in refusal.value.fields
    verdict = propose_verdict(team.editor, **said, departure="The book was forged.")
    assert (verdict.computed, verdict.departure) == (S.REFUTED, "The book was forged.")
    assert verdict.computed_strength == pytest.approx(0.276, abs=0.001)


def test_evidence_of_one_origin_is_explained_as_one(team: Team) -> None:
    claim = make.claim(make.article(team.desk))
    for title in ("Release", "Reprint"):
        make.evidence(claim, source=make.source(team.desk, title=title, origin="press"), strength=0.6)
    explanation = explain_claim(claim)
    assert len(explanation.shared_origins) == 1
    assert explanation.strength == pytest.approx(explanation_of_one(team), abs=1e-9)


def explanation_of_one(team: Team) -> float:
    claim = make.claim(make.article(team.desk))
    make.evidence(claim, strength=0.6)
    return explain_claim(claim).strength


def test_what_a_stale_mark_keeps_is_english_and_is_told_in_the_reader_s_language(team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.PROPOSED)
    evidence = make.evidence(claim, stance=Stance.SUPPORTS, strength=0.9)
    make.verdict(claim, "true")

    with translation.override("zh-hans"):
        update_evidence(team.checker, evidence=evidence, lifecycle=EvidenceStatus.WITHDRAWN)
        told = list_stale_verdicts(team.desk.pk).get()
        shown = [retold(said) for said in (told.stale_cause, told.stale_before, told.stale_after)]

    kept = (told.stale_before, told.stale_after)
    assert told.stale_cause.startswith("Evidence went from active to withdrawn")
    assert kept == ("supported, 0.72", "not enough evidence, 0.50")
    assert Event.objects.get(action="verdict.stale").data == {"before": kept[0], "after": kept[1]}
    assert not any("evidence" in said or "supported" in said for said in shown)


def test_a_withdrawal_marks_the_verdict_and_those_above_it_with_before_and_after(team: Team) -> None:
    article = make.article(team.desk)
    below, above, apart = (make.claim(article, state=ClaimState.PROPOSED) for _ in range(3))
    evidence = make.evidence(below, stance=Stance.SUPPORTS, strength=0.9)
    add_relation(
        team.checker,
        article=article,
        kind=RelationKind.SUPPORT,
        premises=[f"c{below.pk}"],
        target=f"c{above.pk}",
    )
    verdicts = [make.verdict(claim, "true") for claim in (below, above, apart)]

    update_evidence(team.checker, evidence=evidence, lifecycle=EvidenceStatus.WITHDRAWN)

    stale = {verdict.claim_id: verdict for verdict in list_stale_verdicts(team.desk.pk)}
    assert set(stale) == {below.pk, above.pk}
    told = stale[below.pk]
    assert "from active to withdrawn" in told.stale_cause
    assert (told.stale_before, told.stale_after) == ("supported, 0.72", "not enough evidence, 0.50")
    assert Event.objects.filter(action="verdict.stale").count() == 2
    verdicts[2].refresh_from_db()
    assert verdicts[2].stale_since is None


def test_a_change_that_leaves_the_lifecycle_alone_marks_nothing(team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.PROPOSED)
    evidence = make.evidence(claim)
    make.verdict(claim)
    update_evidence(team.checker, evidence=evidence, note="Page 12.")
    assert not list_stale_verdicts(team.desk.pk)


def test_reaffirming_clears_the_mark_and_says_why(team: Team) -> None:
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


def test_a_corrected_verdict_is_a_fresh_one(team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.PROPOSED)
    evidence = make.evidence(claim, strength=0.9)
    make.evidence(claim, strength=0.9)
    make.verdict(claim, "false")
    update_evidence(team.checker, evidence=evidence, lifecycle=EvidenceStatus.WITHDRAWN)
    assert list_stale_verdicts(team.desk.pk).exists()
    propose_verdict(team.editor, claim=claim, rating="mostly-false", reasons="One book is left.")
    assert not list_stale_verdicts(team.desk.pk).exists()
