import pytest

from factcheck.enums import ClaimState, EvidenceStatus, Stance
from factcheck.reporting.summary import (
    STANCE_LABELS,
    STATE_LABELS,
    STATUS_WARNINGS,
    count_by_method,
    count_ratings,
    count_unrated,
    format_claim_count,
    format_headline,
    get_verdict_heading,
    group_by_stance,
    is_unconfirmed,
    list_evidence_warnings,
)
from tests.reporting import samples


def rated(*ratings):
    return samples.report(
        claims=tuple(
            samples.claim(number, samples.TITLE, verdict=samples.verdict(rating))
            for number, rating in enumerate(ratings, 1)
        )
    )


def test_ratings_are_counted_from_worst_to_best_and_without_step_last():
    report = rated(samples.UNPROVEN, samples.TRUE, samples.FALSE, samples.TRUE)
    assert [(item.rating.label, item.count) for item in count_ratings(report)] == [
        ("False", 1),
        ("True", 2),
        ("Unproven", 1),
    ]


def test_claims_without_a_verdict_are_counted():
    assert count_unrated(samples.report()) == 1


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (samples.claims(), "4 claims found, 3 verdicts so far"),
        (samples.claims()[3:], "1 claim found, no verdict yet"),
        ((), "0 claims found, no verdict yet"),
    ],
)
def test_the_headline_counts_claims_and_verdicts(claims, expected):
    assert format_headline(samples.report(claims=claims)) == expected


def test_only_a_draft_of_a_splitter_is_unconfirmed():
    draft = samples.claim(1, samples.TITLE)
    by_hand = samples.claim(1, samples.TITLE, method="")
    accepted = samples.claim(1, samples.TITLE, state=ClaimState.OPEN)
    assert [is_unconfirmed(claim) for claim in (draft, by_hand, accepted)] == [True, False, False]


def test_claims_are_counted_by_method_with_the_unconfirmed():
    claims = (*samples.claims(), samples.claim(5, samples.TITLE, method=""))
    assert count_by_method(samples.report(claims=claims)) == {"fast/1": (4, 1)}


def test_counted_evidence_comes_first_within_a_stance():
    ids = {
        stance: [item.id for item in items] for stance, items in group_by_stance(samples.claims()[0]).items()
    }
    assert ids == {Stance.SUPPORTS: ["2", "3"], Stance.REFUTES: ["1"], Stance.CONTEXT: ["4"]}


def test_empty_sides_are_listed_but_not_empty_context():
    assert {stance: len(items) for stance, items in group_by_stance(samples.claims()[1]).items()} == {
        Stance.SUPPORTS: 1,
        Stance.REFUTES: 0,
    }
    assert group_by_stance(samples.claims()[2]) == {}


@pytest.mark.parametrize("state", list(ClaimState))
def test_only_a_signed_off_verdict_has_the_heading_verdict(state):
    heading = get_verdict_heading(samples.claim(1, samples.TITLE, state=state))
    assert (heading == "Verdict") == (state in (ClaimState.APPROVED, ClaimState.PUBLISHED))


def test_uncounted_evidence_and_samples_have_warnings():
    assert list_evidence_warnings(samples.evidence()) == []
    assert list_evidence_warnings(samples.evidence(status=EvidenceStatus.RETRACTED, sample=True)) == [
        "Retracted by its source, not counted",
        "Sample source, made for the demo",
    ]


def test_every_state_stance_and_status_has_a_label():
    assert set(STATE_LABELS) == set(ClaimState)
    assert set(STANCE_LABELS) == set(Stance)
    assert set(STATUS_WARNINGS) == set(EvidenceStatus)


def test_every_uncounted_status_has_a_warning():
    assert all(bool(STATUS_WARNINGS[of]) for of in EvidenceStatus if not of.is_counted)


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 claims"), (1, "1 claim"), (2, "2 claims"), (1200, "1,200 claims")]
)
def test_claim_counts_are_singular_or_plural(number, expected):
    assert format_claim_count(number) == expected
