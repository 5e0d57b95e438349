"""The strength of evidence follows from its appraisal."""

import pytest

from factcheck.actions.evidence import link_evidence, update_evidence
from factcheck.actions.sources import update_source
from factcheck.claims.models import Claim
from factcheck.enums import Stance
from factcheck.evidence.models import Evidence
from factcheck.exceptions import InvalidInput
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(team: Team) -> Claim:
    return make.claim(make.article(team.desk))


def link(team: Team, claim: Claim, *, kind: str = "official_statistic", **details: object) -> Evidence:
    source = make.source(team.desk, kind=kind)
    return link_evidence(
        team.checker, claim=claim, source=source, quote="31 of 48.", stance=Stance.REFUTES, **details
    )


def test_a_new_piece_gets_the_strength_of_its_kind(team: Team, claim: Claim) -> None:
    assert link(team, claim).strength == 0.9
    assert link(team, claim, kind="social_post").strength == 0.2
    assert link(team, claim, kind="").strength == 0.4


def test_answers_change_the_strength_and_their_reasons_are_in_words(team: Team, claim: Claim) -> None:
    evidence = link(team, claim, directness="direct", interest="conflict")
    assert evidence.strength == 0.8
    evidence = update_evidence(team.checker, evidence=evidence, recency="dated")
    assert evidence.strength_in_words == (
        "official statistic, direct, of another time, conflict of interest: tier 2, 0.70"
    )


def test_another_strength_needs_a_reason_beside_an_appraisal(team: Team, claim: Claim) -> None:
    with pytest.raises(InvalidInput) as refused:
        link(team, claim, strength=0.5)
    assert set(refused.value.fields) == {"strength_reason"}
    assert not Evidence.objects.exists()
    evidence = link(team, claim, strength=0.5, strength_reason="A draft of the statistic.")
    assert (evidence.strength, evidence.strength_reason) == (0.5, "A draft of the statistic.")


def test_without_an_appraisal_a_strength_is_set_by_hand(team: Team, claim: Claim) -> None:
    evidence = link(team, claim, kind="", strength=0.7)
    assert evidence.strength_in_words == "set by hand: tier 2, 0.70"


def test_new_answers_replace_another_strength_and_its_reason(team: Team, claim: Claim) -> None:
    evidence = link(team, claim, strength=0.5, strength_reason="A draft.")
    same = update_evidence(team.checker, evidence=evidence, note="Checked twice.")
    assert (same.strength, same.strength_reason) == (0.5, "A draft.")
    changed = update_evidence(team.checker, evidence=evidence, directness="indirect")
    assert (changed.strength, changed.strength_reason) == (0.7, "")


def test_an_unknown_answer_is_refused_with_the_known_ones(team: Team, claim: Claim) -> None:
    with pytest.raises(InvalidInput) as refused:
        link(team, claim, recency="yesterday")
    assert "current, dated" in refused.value.fields["recency"]


def test_strengths_that_follow_from_the_kind_of_a_source_change_with_it(team: Team, claim: Claim) -> None:
    derived = link(team, claim)
    by_hand = link_evidence(
        team.checker,
        claim=claim,
        source=derived.source,
        quote="See table 2.",
        stance=Stance.SUPPORTS,
        strength=0.3,
        strength_reason="The table is about another year.",
    )
    update_source(team.checker, source=derived.source, kind="press_release")
    derived.refresh_from_db()
    by_hand.refresh_from_db()
    assert (derived.strength, by_hand.strength) == (0.4, 0.3)
