"""Agreement statistics: the published example, the `krippendorff` package, and general properties. Pure."""

import random
from itertools import count, product
from math import nan

import krippendorff
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.enums import AgreementOutcome
from factcheck.review.agreement import (
    RatingValue,
    Statistic,
    classify_agreement,
    compute_statistics,
    estimate_statistic,
    matches_agreement,
    mean_distance,
    nominal_alpha,
    observed_agreement,
    ordinal_alpha,
    pairwise_statistics,
    percent_agreement,
)

# Four observers of twelve units, from K. Krippendorff, “Computing Krippendorff's Alpha-Reliability” (2011), part C.
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
UNITS = [tuple(value for value in unit if value is not None) for unit in zip(*OBSERVERS, strict=True)]
STEPS = ("false", "mostly-false", "half-true", "mostly-true", "true")


def judged(*slugs: str, unit: int = 1) -> list[RatingValue]:
    return [
        RatingValue(unit, rater, slug, STEPS.index(slug) + 1 if slug in STEPS else None, 5)
        for rater, slug in enumerate(slugs, 1)
    ]


def test_the_published_example_has_its_published_alphas() -> None:
    assert nominal_alpha(UNITS) == pytest.approx(0.743, abs=0.0005)
    assert ordinal_alpha(UNITS) == pytest.approx(0.815, abs=0.0005)


def test_the_published_example_of_two_observers_and_two_values() -> None:
    # Part A of the same paper: ten documents, alpha = 0.095.
    meg = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    owen = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert nominal_alpha(list(zip(meg, owen, strict=True))) == pytest.approx(0.095, abs=0.0005)


@pytest.mark.parametrize("seed", range(60))
def test_alphas_are_those_of_the_krippendorff_package(seed: int) -> None:
    draw = random.Random(seed)
    table = [[draw.choice([nan, 1, 2, 3, 4, 5]) for _ in range(12)] for _ in range(draw.randint(2, 5))]
    units = [tuple(value for value in unit if value == value) for unit in zip(*table, strict=True)]
    for level, alpha in (("nominal", nominal_alpha), ("ordinal", ordinal_alpha)):
        theirs = krippendorff.alpha(reliability_data=table, level_of_measurement=level)
        assert alpha(units) == pytest.approx(theirs, abs=1e-12)


PERCENT = [
    ([("a", "a"), ("b", "b")], 1.0),
    ([("a", "b")], 0.0),
    ([("a", "a", "b")], 1 / 3),
    ([("a",), ("a", "a")], 1.0),
    ([("a",)], None),
    ([], None),
]


@pytest.mark.parametrize(("units", "share"), PERCENT)
def test_percent_agreement_counts_pairs(units: list[tuple[str, ...]], share: float | None) -> None:
    assert observed_agreement(units) == (None if share is None else pytest.approx(share))


@pytest.mark.parametrize("alpha", [nominal_alpha, ordinal_alpha])
@pytest.mark.parametrize("units", [[], [(1,)], [(1, 1), (1, 1)]])
def test_alpha_is_none_where_all_ratings_are_equal(alpha, units) -> None:
    assert alpha(units) is None


units_of_ratings = st.lists(
    st.lists(st.integers(1, 5), min_size=2, max_size=4).map(tuple), min_size=2, max_size=8
)


@settings(max_examples=60, deadline=None)
@given(units_of_ratings)
def test_alpha_is_at_most_one_and_independent_of_order(units: list[tuple[int, ...]]) -> None:
    for alpha in (nominal_alpha, ordinal_alpha):
        value = alpha(units)
        turned = alpha([unit[::-1] for unit in reversed(units)])
        assert (value is None) == (turned is None)
        if value is not None:
            assert value <= 1 + 1e-12
            assert turned == pytest.approx(value)


@settings(max_examples=30, deadline=None)
@given(units_of_ratings)
def test_full_agreement_is_one(units: list[tuple[int, ...]]) -> None:
    agreed = [(unit[0], unit[0]) for unit in units]
    assert observed_agreement(agreed) == 1
    assert nominal_alpha(agreed) in (None, 1)


def test_an_interval_contains_the_value_and_is_reproducible() -> None:
    one = estimate_statistic(UNITS, nominal_alpha)
    assert one == estimate_statistic(UNITS, nominal_alpha)
    assert one.low < one.value < one.high
    assert estimate_statistic(UNITS, nominal_alpha, seed=1) != one


def test_an_interval_narrows_with_more_claims() -> None:
    few, many = (
        estimate_statistic(UNITS, observed_agreement),
        estimate_statistic(UNITS * 20, observed_agreement),
    )
    assert many.high - many.low < few.high - few.low


def test_one_claim_has_no_interval() -> None:
    assert estimate_statistic([("a", "b")], observed_agreement) == Statistic(0.0)


OUTCOMES = [
    ([], AgreementOutcome.UNRATED),
    (["false"], AgreementOutcome.AGREED),
    (["false", "false"], AgreementOutcome.AGREED),
    (["false", "mostly-false"], AgreementOutcome.AGREED),
    (["false", "half-true"], AgreementOutcome.CONTESTED),
    (["false", "mostly-false", "half-true"], AgreementOutcome.CONTESTED),
    (["unproven", "unproven"], AgreementOutcome.AGREED),
    (["false", "unproven"], AgreementOutcome.CONTESTED),
    (["void", "unproven"], AgreementOutcome.CONTESTED),
]


@pytest.mark.parametrize(("slugs", "expected"), OUTCOMES)
def test_ratings_are_agreed_or_contested(slugs: list[str], expected: AgreementOutcome) -> None:
    assert classify_agreement(judged(*slugs)) is expected


def test_steps_of_two_scales_are_never_neighbours() -> None:
    assert (
        classify_agreement([RatingValue(1, 1, "false", 1, 5), RatingValue(1, 2, "wrong", 2, 3)])
        is AgreementOutcome.CONTESTED
    )


@pytest.mark.parametrize(
    ("slugs", "verdict", "holds"),
    [
        ([], "true", True),
        (["false", "mostly-false"], "mostly-false", True),
        (["false", "mostly-false"], "half-true", False),
        (["false", "true"], "false", False),
    ],
)
def test_a_label_matches_the_agreement_of_the_raters(slugs, verdict: str, holds: bool) -> None:
    assert matches_agreement(verdict, judged(*slugs)) is holds


@pytest.mark.parametrize(
    ("slugs", "apart"),
    [
        (["false"], 0),
        (["false", "false"], 0),
        (["false", "true"], 1),
        (["false", "half-true"], 0.5),
        (["false", "unproven"], 1),
        (["false", "false", "true"], 2 / 3),
    ],
)
def test_the_mean_distance_of_the_ratings_of_a_claim(slugs: list[str], apart: float) -> None:
    assert mean_distance(judged(*slugs)) == pytest.approx(apart)


@pytest.mark.parametrize(("one", "other"), [*product([*STEPS, "void"], repeat=2)])
def test_the_distance_is_symmetric(one: str, other: str) -> None:
    assert mean_distance(judged(one, other)) == mean_distance(judged(other, one)) <= 1


def test_statistics_count_claims_with_two_ratings_and_rank_numbered_labels_only() -> None:
    found = compute_statistics(
        [
            *judged("false", "false", unit=1),
            *judged("true", "true", unit=2),
            *judged("unproven", "void", unit=3),
            *judged("true", unit=4),
        ]
    )
    assert (found.claims, found.ratings) == (3, 6)
    assert found.percent.value == pytest.approx(2 / 3)
    assert found.ordinal.value == 1
    assert found.nominal.value < 1


def test_each_pair_of_raters_has_statistics_over_their_common_claims() -> None:
    pairs = pairwise_statistics([*judged("false", "true", "false", unit=1), *judged("true", "true", unit=2)])
    assert set(pairs) == {(1, 2), (1, 3), (2, 3)}
    assert (pairs[1, 2].claims, pairs[1, 2].percent.value) == (2, 0.5)
    assert (pairs[1, 3].claims, pairs[1, 3].percent.value) == (1, 1.0)


@pytest.mark.parametrize(
    ("slugs", "share"),
    [
        ((), None),
        (("true",), None),
        (("true", "true"), 1),
        (("true", "unproven"), 0),
        (("true", "true", "false"), pytest.approx(1 / 3)),
    ],
)
def test_the_agreement_of_one_claim_counts_pairs_of_its_ratings(
    slugs: tuple[str, ...], share: float | None
) -> None:
    assert percent_agreement(judged(*slugs)) == share
    assert compute_statistics(judged(*slugs)).percent.value == share


def rated(unit: int, *steps: int | None, best: int = 5) -> list[RatingValue]:
    return [RatingValue(unit, rater, f"step {step}", step, best) for rater, step in enumerate(steps)]


def test_the_interval_has_the_middle_95_percent_of_400_samples() -> None:
    values = count()
    result = estimate_statistic(UNITS, lambda _: float(next(values)))
    assert result == Statistic(0.0, 11.0, 391.0)


def test_two_claims_have_an_interval() -> None:
    assert estimate_statistic([("a", "b"), ("a", "a")], observed_agreement).low is not None


def test_the_statistics_do_not_depend_on_the_order_of_the_ratings() -> None:
    values = [
        value for unit, steps in enumerate(product((1, 2, 5), repeat=2)) for value in rated(unit, *steps)
    ]
    assert compute_statistics(values) == compute_statistics(values[::-1])


def test_a_claim_with_one_numbered_rating_counts_in_the_nominal_statistics_only() -> None:
    result = compute_statistics([*rated(1, 1, 2), *rated(2, 3, None)])
    assert (result.claims, result.ratings) == (2, 4)
    assert result.nominal.low is not None
    assert result.ordinal.low is None


@pytest.mark.parametrize(("best", "other_best"), [(5, 4), (1, 1)])
def test_ratings_of_two_scales_or_of_a_scale_with_one_step_are_as_far_apart_as_possible(
    best: int, other_best: int
) -> None:
    values = [RatingValue(1, 1, "a", 1, best), RatingValue(1, 2, "b", 1, other_best)]
    assert mean_distance(values) == 1.0
