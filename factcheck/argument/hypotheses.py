"""Analysis of competing hypotheses: rival readings of a claim against all of its evidence.

Method: R. J. Heuer, Psychology of Intelligence Analysis (CIA, 1999), chapter 8. Evidence cannot prove a hypothesis, but
it can contradict one, so hypotheses are ranked by how little contradicts them:

    inconsistency(h) = sum over original sources of the strongest counted piece that is inconsistent with h

Consistent and neutral evidence adds nothing, and a piece that nobody has compared with h adds nothing yet. Evidence
with the same answer for every hypothesis is not diagnostic: it does not help to choose between them.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from factcheck.enums import Consistency, Stance

# Sums of the same strengths in another order, or of 0.1 and 0.2 against 0.3, are a tie.
_DIGITS = 9

BY_STANCE = {
    Stance.SUPPORTS: Consistency.CONSISTENT,
    Stance.REFUTES: Consistency.INCONSISTENT,
    Stance.CONTEXT: Consistency.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class MatrixEvidence:
    """A row of the matrix. Pieces with the same `origin` count once; a withdrawn piece is shown and not counted."""

    id: str
    quote: str
    source: str
    strength: float
    origin: str
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class MatrixHypothesis:
    """A column of the matrix: its answers by the id of the evidence. A piece without an answer is not compared yet."""

    id: str
    text: str
    answers: Mapping[str, Consistency]


@dataclass(frozen=True, slots=True)
class HypothesisResult:
    """How much contradicts a hypothesis, its rank from 1 (least), and how many counted pieces are not compared."""

    inconsistency: float
    rank: int
    unanswered: int


@dataclass(frozen=True, slots=True)
class HypothesisMatrix:
    """Hypotheses against evidence. The first hypothesis is the claim itself."""

    evidence: tuple[MatrixEvidence, ...]
    hypotheses: tuple[MatrixHypothesis, ...]

    def list_results(self) -> list[HypothesisResult]:
        """Return the result of each hypothesis, in the order of the hypotheses. Equal ones share a rank."""
        scores = [self._compute_inconsistency(hypothesis) for hypothesis in self.hypotheses]
        return [
            HypothesisResult(score, 1 + sum(other < score for other in scores), self._count_open(hypothesis))
            for hypothesis, score in zip(self.hypotheses, scores, strict=True)
        ]

    def is_diagnostic(self, piece: MatrixEvidence) -> bool:
        """Return False if every hypothesis has the same answer to a piece, or if the piece is not counted.

        A missing answer can still turn out another, so a piece is diagnostic until all of them are given.
        """
        if not piece.is_counted:
            return False
        answers = {hypothesis.answers.get(piece.id) for hypothesis in self.hypotheses}
        return None in answers or len(answers) > 1

    def _compute_inconsistency(self, hypothesis: MatrixHypothesis) -> float:
        strongest: defaultdict[str, float] = defaultdict(float)
        for piece in self.evidence:
            if piece.is_counted and hypothesis.answers.get(piece.id) is Consistency.INCONSISTENT:
                strongest[piece.origin] = max(strongest[piece.origin], piece.strength)
        return round(fsum(strongest.values()), _DIGITS)

    def _count_open(self, hypothesis: MatrixHypothesis) -> int:
        return sum(piece.is_counted and piece.id not in hypothesis.answers for piece in self.evidence)
