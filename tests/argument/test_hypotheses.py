"""Ranking rival hypotheses by what contradicts them, and finding the evidence that does not distinguish them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from factcheck.argument.hypotheses import HypothesisMatrix, MatrixEvidence, MatrixHypothesis
from factcheck.enums import Consistency

ANSWERS = {"C": Consistency.CONSISTENT, "I": Consistency.INCONSISTENT, "N": Consistency.NEUTRAL}


def piece(name: str, strength: float = 0.5, *, origin: str = "", is_counted: bool = True) -> MatrixEvidence:
    return MatrixEvidence(name, f"quote {name}", "", strength, origin or name, is_counted)


def matrix(pieces: list[MatrixEvidence], *columns: str) -> HypothesisMatrix:
    """Return a matrix from one text for each hypothesis, with C, I, N or - for each piece."""
    return HypothesisMatrix(
        tuple(pieces),
        tuple(
            MatrixHypothesis(
                str(number),
                f"hypothesis {number}",
                {
                    one.id: ANSWERS[letter]
                    for one, letter in zip(pieces, column, strict=True)
                    if letter != "-"
                },
            )
            for number, column in enumerate(columns)
        ),
    )


def scores(of: HypothesisMatrix) -> list[float]:
    return [result.inconsistency for result in of.list_results()]


def ranks(of: HypothesisMatrix) -> list[int]:
    return [result.rank for result in of.list_results()]


def test_least_contradicted_is_first_whatever_supports_the_others() -> None:
    pieces = [piece("a", 0.9), piece("b", 0.3), piece("c", 0.6), piece("d", 0.6)]
    found = matrix(pieces, "ICCC", "NINN", "CIIN")
    assert scores(found) == [0.9, 0.3, 0.9]
    assert ranks(found) == [2, 1, 2]


def test_a_strong_piece_outweighs_weaker_ones_by_its_strength() -> None:
    pieces = [piece("a", 0.9), piece("b", 0.3), piece("c", 0.3)]
    assert ranks(matrix(pieces, "ICC", "CII")) == [2, 1]


def test_sums_that_differ_by_rounding_only_are_a_tie() -> None:
    pieces = [piece("a", 0.1), piece("b", 0.2), piece("c", 0.3)]
    assert ranks(matrix(pieces, "IIC", "CCI")) == [1, 1]


def test_evidence_with_the_same_original_counts_once_by_its_strongest_piece() -> None:
    pieces = [piece("a", 0.4, origin="wire"), piece("b", 0.6, origin="wire"), piece("c", 0.3)]
    assert scores(matrix(pieces, "III", "ICC")) == [0.9, 0.4]


def test_withdrawn_evidence_counts_nothing_and_distinguishes_nothing() -> None:
    pieces = [piece("a", 0.9, is_counted=False), piece("b", 0.2)]
    found = matrix(pieces, "IC", "-I")
    assert scores(found) == [0.0, 0.2]
    assert [found.is_diagnostic(one) for one in pieces] == [False, True]
    assert [result.unanswered for result in found.list_results()] == [0, 0]


def test_evidence_with_one_answer_for_all_is_not_diagnostic() -> None:
    pieces = [piece("a"), piece("b"), piece("c"), piece("d")]
    found = matrix(pieces, "CINC", "CIN-")
    assert [found.is_diagnostic(one) for one in pieces] == [False, False, False, True]
    assert [result.unanswered for result in found.list_results()] == [0, 1]


def test_a_claim_without_rivals_is_first_and_a_matrix_without_evidence_is_a_tie() -> None:
    assert ranks(matrix([piece("a")], "I")) == [1]
    assert ranks(matrix([], "", "")) == [1, 1]


@st.composite
def matrices(draw: st.DrawFn) -> HypothesisMatrix:
    strengths = draw(st.lists(st.floats(0.01, 0.99), min_size=1, max_size=8))
    pieces = [
        piece(
            str(number),
            strength,
            origin=draw(st.sampled_from(["x", "y", f"own {number}"])),
            is_counted=draw(st.booleans()),
        )
        for number, strength in enumerate(strengths)
    ]
    column = st.text("CIN-", min_size=len(pieces), max_size=len(pieces))
    return matrix(pieces, *draw(st.lists(column, min_size=1, max_size=5)))


@given(matrices(), st.randoms())
def test_the_order_of_the_evidence_changes_nothing(found: HypothesisMatrix, random) -> None:
    pieces = list(found.evidence)
    random.shuffle(pieces)
    assert replace(found, evidence=tuple(pieces)).list_results() == found.list_results()


@given(matrices(), st.integers(0, 4), st.integers(0, 7))
def test_contradicting_a_hypothesis_never_improves_it(
    found: HypothesisMatrix, which: int, where: int
) -> None:
    which, name = which % len(found.hypotheses), found.evidence[where % len(found.evidence)].id
    hypotheses = list(found.hypotheses)
    hypotheses[which] = replace(
        hypotheses[which], answers={**hypotheses[which].answers, name: Consistency.INCONSISTENT}
    )
    after = replace(found, hypotheses=tuple(hypotheses))
    assert scores(after)[which] >= scores(found)[which]
    assert ranks(after)[which] >= ranks(found)[which]


@given(matrices(), st.sampled_from(Consistency), st.floats(0.01, 0.99))
def test_a_new_piece_with_one_answer_for_all_changes_no_rank(
    found: HypothesisMatrix, answer: Consistency, strength: float
) -> None:
    added = piece("new", strength)
    after = HypothesisMatrix(
        (*found.evidence, added),
        tuple(replace(each, answers={**each.answers, "new": answer}) for each in found.hypotheses),
    )
    assert not after.is_diagnostic(added)
    # Sums are rounded, so two that differ by less than that could become equal.
    gaps = {abs(first - second) for first in scores(found) for second in scores(found)}
    if not any(0 < gap < 1e-6 for gap in gaps):
        assert ranks(after) == ranks(found)


@given(matrices())
def test_scores_are_bounded_by_the_original_sources(found: HypothesisMatrix) -> None:
    origins = {one.origin for one in found.evidence if one.is_counted}
    assert all(0 <= score <= len(origins) for score in scores(found))
    assert min(ranks(found)) == 1
