"""Why a claim is as strong as it is: what each piece contributes, the strongest reasons, what would turn the label.

Exact: a contribution is the claim's strength less what it would be with the piece withdrawn. Decides nothing; the
sentences come from `wording`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from factcheck.argument.computed_labels import DEFAULT_THRESHOLDS, ComputedLabel, Thresholds, label_for
from factcheck.argument.evaluation.influence_functions import get_influence, probabilistic_sum
from factcheck.argument.evaluation.solver import Solution
from factcheck.argument.evaluation.weighted_graph import build_weighted_graph
from factcheck.argument.explanation_text import (
    MIN_CONTRIBUTION,
    describe_effect,
    describe_path,
    describe_shared_origin,
)
from factcheck.argument.graph import Graph, Relation
from factcheck.argument.semantics import DEFAULT_SEMANTICS, to_evaluation
from factcheck.argument.strongest_paths import RelationPath, find_strongest_paths
from factcheck.exceptions import NotFound
from factcheck.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class ExplanationReason:
    """One statement that bears on a claim.

    `contribution` is what the claim's strength would lose without it, negative for what speaks against the claim;
    `without` and `suggestion_without` are the claim's strength and label then. `way` holds the relations that lead to
    the claim; `sentence` says it all in words.
    """

    statement: str
    contribution: float
    without: float
    label_without: ComputedLabel
    way: RelationPath
    sentence: str


@dataclass(frozen=True, slots=True)
class SharedOrigin:
    """Statements onto `target` that were counted once: `counted` stood for `others`."""

    target: str
    counted: tuple[str, ...]
    others: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the map comes to for one claim, and why.

    `reasons` come with the weightiest first. `turning` holds those that would change the suggested label if they were
    withdrawn. `support` and `attack` tell how much weighs for and against the claim, in 0..1.
    """

    claim: str
    semantics: str
    strength: float
    support: float
    attack: float
    suggestion: ComputedLabel
    converged: bool
    reasons: tuple[ExplanationReason, ...]
    strongest_for: ExplanationReason | None
    strongest_against: ExplanationReason | None
    turning: tuple[ExplanationReason, ...]
    one_origin: tuple[SharedOrigin, ...]


def explain(
    graph: Graph,
    claim: str,
    *,
    semantics: str = DEFAULT_SEMANTICS,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> Explanation:
    """Explain one claim. To explain many of one map, keep an `Explainer`."""
    return Explainer(graph, semantics=semantics, thresholds=thresholds).explain(claim)


class Explainer:
    """Explains the claims of one map, which it evaluates once, and once more for each piece it takes away."""

    def __init__(
        self,
        graph: Graph,
        *,
        semantics: str = DEFAULT_SEMANTICS,
        thresholds: Thresholds = DEFAULT_THRESHOLDS,
    ) -> None:
        self.graph = graph
        self.semantics = semantics
        self.thresholds = thresholds
        self.influence = get_influence(semantics)
        self.solution = Solution(build_weighted_graph(graph), self.influence)
        self.evaluation = to_evaluation(graph, semantics, self.solution)
        node = self.solution.problem.node
        self._sharing = Counter(node[item.id] for item in graph.statements if item.id in node)

    def explain(self, claim: str) -> Explanation:
        """Raises NotFound for what is no statement of the map."""
        if claim not in self.graph.statement:
            raise NotFound(_("The map has no statement “%(id)s” to explain.") % {"id": claim})
        ways = find_strongest_paths(self.graph, self.evaluation, claim)
        reasons = [self._reason(claim, name, way) for name, way in ways.items() if name != claim]
        reasons.sort(key=lambda reason: (-abs(reason.contribution), reason.statement))
        suggestion = self._suggestion(self.solution, claim)
        weighty = [reason for reason in reasons if abs(reason.contribution) >= MIN_CONTRIBUTION]
        return Explanation(
            claim=claim,
            semantics=self.semantics,
            strength=self.evaluation.strength[claim],
            support=self.evaluation.support[claim],
            attack=self.evaluation.attack[claim],
            suggestion=suggestion,
            converged=self.evaluation.converged,
            reasons=tuple(reasons),
            strongest_for=next((reason for reason in weighty if reason.contribution > 0), None),
            strongest_against=next((reason for reason in weighty if reason.contribution < 0), None),
            turning=tuple(reason for reason in reasons if reason.label_without is not suggestion),
            one_origin=tuple(self._one_origins(ways)),
        )

    def _reason(self, claim: str, name: str, way: RelationPath) -> ExplanationReason:
        before, suggested = self.evaluation.strength[claim], self._suggestion(self.solution, claim)
        rest = self._without(name)
        after, suggestion = rest.strengths[rest.problem.node[claim]], self._suggestion(rest, claim)
        said = _("%(bearing)s. %(effect)s") % {
            "bearing": describe_path(self.graph, name, way, claim),
            "effect": describe_effect(before, after, suggested, suggestion),
        }
        return ExplanationReason(name, before - after, after, suggestion, way, said)

    def _without(self, name: str) -> Solution:
        """The map with one statement withdrawn. What shares a node or stands in a circle takes a run from scratch."""
        node = self.solution.problem.node[name]
        if self._sharing[node] == 1 and node not in self.solution.circles:
            return self.solution.without(node)
        statements = (
            replace(item, active=False) if item.id == name else item for item in self.graph.statements
        )
        return Solution(
            build_weighted_graph(replace(self.graph, statements=tuple(statements))), self.influence
        )

    def _suggestion(self, solution: Solution, claim: str) -> ComputedLabel:
        problem = solution.problem
        if claim not in problem.node:
            return ComputedLabel.NOT_ENOUGH
        node = problem.node[claim]
        support, attack = (
            probabilistic_sum(solution.weights(groups.get(node, ())))
            for groups in (problem.supports, problem.attacks)
        )
        return label_for(solution.strengths[node], support, attack, self.thresholds)

    def _one_origins(self, ways: Mapping[str, RelationPath]) -> Iterator[SharedOrigin]:
        for merged in self.evaluation.merged:
            counted = self.graph.relation[merged.counted]
            if self.graph.conclusion(counted) in ways:
                others = [self.graph.relation[name] for name in merged.not_counted]
                yield _one_origin(self.graph, counted, others)


def _one_origin(graph: Graph, counted: Relation, others: list[Relation]) -> SharedOrigin:
    passed_over = tuple(dict.fromkeys(premise for item in others for premise in item.premises))
    origins = {graph.statement[name].origin for name in (*counted.premises, *passed_over)}
    origin = origins.pop() if len(origins) == 1 else ""
    said = describe_shared_origin(graph, counted.premises, passed_over, origin)
    return SharedOrigin(counted.target, counted.premises, passed_over, said)
