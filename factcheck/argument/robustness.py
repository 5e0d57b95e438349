"""How robust a computed label is: what would change it, and how often it stays the same when something is changed.

Three questions about one claim, each answered by evaluating the map again:

1. Which pieces (evidence and premises) are the smallest set whose withdrawal changes the label?
2. In how many of 100 variations of the map does the label stand?
3. How strong would one new, independent piece have to be to change the label?

`robustness_text` puts the answers into sentences.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from math import comb
from random import Random

from factcheck.argument.computed_labels import ComputedLabel
from factcheck.argument.evaluation.semantics_table import SEMANTICS
from factcheck.argument.explanation import Explainer, Explanation
from factcheck.argument.graph import Relation, Statement
from factcheck.argument.graph_builder import MAX_BASE, MIN_BASE
from factcheck.enums import RelationKind, StatementKind

TRIALS = 100
# One rung of the appraisal ladder: what two checkers may differ by on one piece.
RUNG = 0.1
# All sets up to this size are tried among the pieces with the largest contributions: at most 25 + 300 + 2,300 of them.
MAX_SET_SIZE = 3
MAX_CANDIDATES = 25
# Some statements cannot be left out of a solution, so the map is built again for each set, 15 µs a statement.
MAX_REBUILT = 100_000
# More sources than this leave too few variations for the strengths.
MAX_ORIGINS = 50
NEW_PIECE = "a new piece"
# The map is solved about 130 times, and each time again for every node of a cycle in every iteration.
MAX_CYCLE_STEPS = 2_000
MAX_STATEMENTS = 5_000
BISECTIONS = 7  # to a precision of 0.01


@dataclass(frozen=True, slots=True)
class Variations:
    """How often the label stays the same in variations of one kind."""

    unchanged: int
    trials: int


@dataclass(frozen=True, slots=True)
class NewPiece:
    """The weakest new piece that changes the label, and the label that it leads to. `strength` is in 0..1."""

    kind: RelationKind
    strength: float
    label: ComputedLabel


@dataclass(frozen=True, slots=True)
class Robustness:
    """The robustness of one claim's label.

    `flipping_set` are the ids of the smallest set of pieces whose withdrawal changes the label to `flipped_label`; it
    is empty if no set of up to MAX_SET_SIZE pieces does. `is_exact` is false if only the pieces with the largest
    contributions were combined, because the claim has many. `strengths`, `origins` and `semantics` count the
    variations; together they are TRIALS. `new_pieces` has at most one support and one attack.
    """

    claim: str
    label: ComputedLabel
    flipping_set: tuple[str, ...]
    flipped_label: ComputedLabel
    is_exact: bool
    strengths: Variations
    origins: Variations
    semantics: Variations
    new_pieces: tuple[NewPiece, ...]

    @property
    def unchanged(self) -> int:
        """The number of the TRIALS variations in which the label stays the same."""
        return self.strengths.unchanged + self.origins.unchanged + self.semantics.unchanged


def measure_robustness(explainer: Explainer, explanation: Explanation) -> Robustness | None:
    """Return the robustness of an explained claim. The same map gives the same result.

    It is None for a map of more than MAX_STATEMENTS, or whose cycles take more than MAX_CYCLE_STEPS to solve.
    """
    solution = explainer.solution
    if len(explainer.graph.statements) > MAX_STATEMENTS:
        return None
    if solution.iterations * len(solution.cyclic_nodes) > MAX_CYCLE_STEPS:
        return None
    return _Measurement(explainer, explanation).run()


class _Measurement:
    """One claim and the pieces that affect it, the most influential first."""

    def __init__(self, explainer: Explainer, explanation: Explanation) -> None:
        self.explainer = explainer
        self.graph = explainer.graph
        self.claim, self.label = explanation.claim, explanation.computed_label
        self.reasons = [
            reason
            for reason in explanation.reasons
            if self.graph.statement[reason.statement].kind is not StatementKind.CLAIM
        ]
        self.left_out = explanation.left_out
        self.pieces = [reason.statement for reason in self.reasons]
        self.candidates = self.pieces[: self._count_candidates()]

    def run(self) -> Robustness:
        flipping_set, flipped_label = self.find_flipping_set()
        origins = self.vary_origins()
        semantics = self.vary_semantics()
        strengths = self.vary_strengths(TRIALS - origins.trials - semantics.trials)
        return Robustness(
            claim=self.claim,
            label=self.label,
            flipping_set=flipping_set,
            flipped_label=flipped_label,
            is_exact=not self.left_out and self.candidates == self.pieces,
            strengths=strengths,
            origins=origins,
            semantics=semantics,
            new_pieces=tuple(self.find_new_pieces()),
        )

    def _count_candidates(self) -> int:
        """Return how many pieces are combined: fewer where each set takes long."""
        first = self.pieces[:MAX_CANDIDATES]
        if not any(self.explainer.needs_rebuilding(name) for name in first):
            return MAX_CANDIDATES
        most = MAX_REBUILT // len(self.graph.statements)
        return max(
            number for number in range(MAX_CANDIDATES + 1) if comb(number, 2) + comb(number, 3) <= most
        )

    def find_flipping_set(self) -> tuple[tuple[str, ...], ComputedLabel]:
        """Return the smallest set, and of several the one with the larger contributions, and the label without it."""
        for reason in self.reasons:
            if reason.label_without is not self.label:
                return (reason.statement,), reason.label_without
        for size in range(2, MAX_SET_SIZE + 1):
            for names in combinations(self.candidates, size):
                label = self.explainer.label_without(self.claim, names)
                if label is not self.label:
                    return names, label
        return (), self.label

    def vary_origins(self) -> Variations:
        """Withdraw each original source, with all its pieces."""
        sources: dict[str, list[str]] = {}
        for name in self.pieces:
            sources.setdefault(self.graph.statement[name].origin or name, []).append(name)
        return self._count(
            self.explainer.label_without(self.claim, names) for names in list(sources.values())[:MAX_ORIGINS]
        )

    def vary_semantics(self) -> Variations:
        """Weigh the map by the other semantics. They have thresholds of their own, so sides are compared."""
        others = [slug for slug in SEMANTICS if slug != self.explainer.semantics]
        labels = [Explainer(self.graph, semantics=slug).label(self.claim) for slug in others]
        return Variations(sum(label.side is self.label.side for label in labels), len(labels))

    def vary_strengths(self, trials: int) -> Variations:
        """Move the strength of every piece by up to one rung, at random but always in the same way."""
        rng, solution = Random(self.claim), self.explainer.solution  # noqa: S311 - no secret
        node, bases = solution.weighted.node, solution.weighted.bases
        nodes = sorted({node[name] for name in self.pieces})
        return self._count(
            self.explainer.label_by(
                self.claim,
                solution.solve_with(
                    {number: _clamp(bases[number] + rng.uniform(-RUNG, RUNG)) for number in nodes}
                ),
            )
            for _ in range(trials)
        )

    def find_new_pieces(self) -> Iterator[NewPiece]:
        """Yield for each side the weakest new piece that changes the label."""
        for kind in (RelationKind.SUPPORT, RelationKind.ATTACK):
            explainer = self._add_piece(kind)
            strongest = self._label_with(explainer, MAX_BASE)
            if strongest is self.label:
                continue
            low, high, label = 0.0, MAX_BASE, strongest
            for _ in range(BISECTIONS):
                middle = (low + high) / 2
                found = self._label_with(explainer, middle)
                low, high, label = (middle, high, label) if found is self.label else (low, middle, found)
            yield NewPiece(kind, round(high, 2), label)

    def _add_piece(self, kind: RelationKind) -> Explainer:
        piece = Statement(NEW_PIECE, "", kind=StatementKind.EVIDENCE)
        relation = Relation(f"{NEW_PIECE}: {kind}", kind, (NEW_PIECE,), self.claim)
        graph = replace(
            self.graph,
            statements=(*self.graph.statements, piece),
            relations=(*self.graph.relations, relation),
        )
        return Explainer(graph, semantics=self.explainer.semantics, thresholds=self.explainer.thresholds)

    def _label_with(self, explainer: Explainer, strength: float) -> ComputedLabel:
        solution = explainer.solution
        return explainer.label_by(
            self.claim, solution.solve_with({solution.weighted.node[NEW_PIECE]: strength})
        )

    def _count(self, labels: Iterable[ComputedLabel]) -> Variations:
        stood = [label is self.label for label in labels]
        return Variations(sum(stood), len(stood))


def _clamp(base: float) -> float:
    return min(max(base, MIN_BASE), MAX_BASE)
