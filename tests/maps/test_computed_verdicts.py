"""The computed verdict of a claim: which ratings depart from it, and its explanation."""

import pytest

from factcheck.argument.computed_labels import ComputedLabel
from factcheck.desks.models import Rating, Scale
from factcheck.maps.computed_verdicts import departs_from_map, explain_claim
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
    (3, S.NOT_ENOUGH, False),
    (1, S.NOT_ENOUGH, False),
    (5, S.PARTLY, True),
    (4, S.PARTLY, False),
    (1, S.PARTLY, False),
]


@pytest.mark.parametrize(("value", "label", "expected"), DEPARTING)
def test_which_ratings_depart_from_the_map(value: int, label: ComputedLabel, expected: bool) -> None:
    assert departs_from_map(Rating(value=value, scale=Scale(best=5)), label) is expected


def test_unproven_departs_only_from_a_clear_label() -> None:
    unproven = Rating(value=None, needs_evidence=False, scale=Scale(best=5))
    assert [
        departs_from_map(unproven, label) for label in (S.SUPPORTED, S.REFUTED, S.CONFLICTING, S.NOT_ENOUGH)
    ] == [
        True,
        True,
        False,
        False,
    ]


def test_evidence_with_the_same_origin_counts_once_in_the_explanation(team: Team) -> None:
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
