from dataclasses import replace

from factcheck.enums import EvidenceStatus, Stance
from factcheck.reporting.computed_strengths import MAX_REASONS, compute_strengths
from tests.reporting import samples


def test_a_claim_has_its_strength_and_its_reasons_by_influence():
    first = compute_strengths(samples.report())["1"]
    assert first.line == "Strength 0.13 (very unlikely), refuted."
    assert [reason.split(" 20")[0][:16] for reason in first.reasons] == [
        "“Nitrate at the ",
        "“Down by 40 perc",
    ]


def test_claims_without_relations_have_no_computed_strength():
    assert set(compute_strengths(samples.report())) == {"1", "2"}


def test_withdrawn_evidence_and_context_do_not_count():
    claim = samples.claim(
        1,
        samples.TITLE,
        evidence=(
            samples.evidence("1", status=EvidenceStatus.WITHDRAWN),
            samples.evidence("2", stance=Stance.CONTEXT),
        ),
    )
    assert compute_strengths(samples.report(claims=(claim,), graph=samples.graph((claim,)))) == {}


def test_a_claim_that_is_not_on_the_map_is_left_out():
    assert compute_strengths(samples.report(graph=samples.graph(()))) == {}


def test_the_number_of_reasons_is_limited():
    many = tuple(samples.evidence(str(number), quote=f"Reason {number}") for number in range(1, 9))
    claim = replace(samples.claim(1, samples.TITLE), evidence=many)
    assert (
        len(compute_strengths(samples.report(claims=(claim,), graph=samples.graph((claim,))))["1"].reasons)
        == MAX_REASONS
    )
