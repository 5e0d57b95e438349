from itertools import product

import pytest

from factcheck.argument.appraisal import APPRAISED, WORDS, Appraisal, describe_appraisal, get_tier
from factcheck.enums import Directness, Independence, Interest, Recency, SourceKind


@pytest.mark.parametrize(
    ("appraisal", "strength", "tier"),
    [
        (Appraisal(SourceKind.PRIMARY_RECORD, Directness.DIRECT, Independence.INDEPENDENT), 0.9, 1),
        (Appraisal(SourceKind.NEWS_REPORT), 0.6, 2),
        (Appraisal(SourceKind.OFFICIAL_STATISTIC, recency=Recency.DATED), 0.8, 1),
        (Appraisal(SourceKind.PEER_REVIEWED, Directness.INDIRECT, interest=Interest.CONFLICT), 0.55, 3),
        (Appraisal(SourceKind.PRESS_RELEASE, independence=Independence.DEPENDENT), 0.2, 4),
        (Appraisal(SourceKind.SOCIAL_POST, Directness.INDIRECT, Independence.DEPENDENT), 0.05, 4),
        (Appraisal(), 0.4, 3),
    ],
)
def test_a_strength_follows_from_the_answers(appraisal, strength, tier):
    assert appraisal.strength == strength
    assert get_tier(appraisal.strength) == tier


def test_no_answers_can_lift_a_piece_above_its_kind_or_out_of_range():
    for answers in product(*([None, *kind] for kind in APPRAISED)):
        appraisal = Appraisal(*answers)
        assert 0.05 <= appraisal.strength <= Appraisal(appraisal.kind).strength


def test_a_tier_begins_at_its_least_strength():
    assert [get_tier(strength) for strength in (0.99, 0.8, 0.79, 0.6, 0.59, 0.4, 0.39, 0.01)] == [
        1,
        1,
        2,
        2,
        3,
        3,
        4,
        4,
    ]


def test_the_reasons_of_a_strength_are_printed():
    appraisal = Appraisal(SourceKind.PRIMARY_RECORD, Directness.DIRECT, Independence.INDEPENDENT)
    assert describe_appraisal(appraisal, 0.9) == (
        "primary record, direct, independent of the claimant: tier 1, 0.90"
    )
    assert describe_appraisal(appraisal, 0.5, "The copy is incomplete.") == (
        "primary record, direct, independent of the claimant would be 0.90, "
        "set to tier 3, 0.50: The copy is incomplete."
    )
    assert describe_appraisal(Appraisal(), 0.5) == "set by hand: tier 3, 0.50"
    assert describe_appraisal(Appraisal(), 0.4) == "kind of source not stated: tier 3, 0.40"


def test_every_answer_has_words():
    assert set(WORDS) == {item for kind in APPRAISED for item in kind}
