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


def test_labels_come_from_worst_to_best_and_those_off_the_axis_last():
    report = rated(samples.UNPROVEN, samples.TRUE, samples.FALSE, samples.TRUE)
    assert [(item.rating.label, item.count) for item in count_ratings(report)] == [
        ("False", 1),
        ("True", 2),
        ("Unproven", 1),
    ]


def test_a_claim_without_a_verdict_is_counted_apart():
    assert count_unrated(samples.report()) == 1


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        (samples.claims(), "4 claims found, 3 verdicts so far"),
        (samples.claims()[3:], "1 claim found, no verdict yet"),
        ((), "0 claims found, no verdict yet"),
    ],
)
def test_the_headline_says_what_it_came_to(claims, said):
    assert format_headline(samples.report(claims=claims)) == said


def test_only_a_machine_s_draft_is_unconfirmed():
    draft = samples.claim(1, samples.TITLE)
    by_hand = samples.claim(1, samples.TITLE, method="")
    accepted = samples.claim(1, samples.TITLE, state=ClaimState.OPEN)
    assert [is_unconfirmed(claim) for claim in (draft, by_hand, accepted)] == [True, False, False]


def test_each_method_tells_how_much_of_its_work_waits():
    claims = (*samples.claims(), samples.claim(5, samples.TITLE, method=""))
    assert count_by_method(samples.report(claims=claims)) == {"fast/1": (4, 1)}


def test_evidence_that_counts_comes_first_on_its_side():
    found = {
        stance: [item.id for item in items] for stance, items in group_by_stance(samples.claims()[0]).items()
    }
    assert found == {Stance.SUPPORTS: ["2", "3"], Stance.REFUTES: ["1"], Stance.CONTEXT: ["4"]}


def test_an_empty_side_is_kept_but_empty_context_is_not():
    assert {stance: len(items) for stance, items in group_by_stance(samples.claims()[1]).items()} == {
        Stance.SUPPORTS: 1,
        Stance.REFUTES: 0,
    }
    assert group_by_stance(samples.claims()[2]) == {}


@pytest.mark.parametrize("state", list(ClaimState))
def test_a_proposal_is_never_called_a_decision(state):
    heading = get_verdict_heading(samples.claim(1, samples.TITLE, state=state))
    assert (heading == "Verdict") == (state in (ClaimState.APPROVED, ClaimState.PUBLISHED))


def test_a_reader_is_warned_of_what_counts_no_longer_and_of_samples():
    assert list_evidence_warnings(samples.evidence()) == []
    assert list_evidence_warnings(samples.evidence(status=EvidenceStatus.RETRACTED, sample=True)) == [
        "Retracted by its source, counts no longer",
        "Sample source, made for the demo",
    ]


def test_every_word_of_the_field_has_words_for_people():
    assert set(STATE_LABELS) == set(ClaimState)
    assert set(STANCE_LABELS) == set(Stance)
    assert set(STATUS_WARNINGS) == set(EvidenceStatus)


def test_what_no_longer_counts_says_so():
    assert all(bool(STATUS_WARNINGS[of]) for of in EvidenceStatus if not of.is_counted)


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 claims"), (1, "1 claim"), (2, "2 claims"), (1200, "1,200 claims")]
)
def test_numbers_take_their_noun(number, said):
    assert format_claim_count(number) == said
