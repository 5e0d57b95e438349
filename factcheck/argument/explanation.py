"""Explains the computed strength of a claim.

An explanation has the contribution of each statement, the strongest ones, and those that change the label.

Contributions are exact: the strength of the claim minus its strength with the statement withdrawn. The sentences come
from `explanation_text`.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from factcheck.argument.computed_labels import ComputedLabel, Thresholds, label_for, to_default_thresholds
from factcheck.argument.evaluation.semantics_table import get_semantics
from factcheck.argument.evaluation.solver import Solution
from factcheck.argument.evaluation.weighted_graph import build_weighted_graph
from factcheck.argument.explanation_text import (
    MIN_CONTRIBUTION,
    describe_effect,
    describe_path,
    describe_shared_origin,
)
from factcheck.argument.graph import Graph, Relation
from factcheck.argument.origins import list_origins
from factcheck.argument.semantics import DEFAULT_SEMANTICS, to_evaluation
from factcheck.argument.strongest_paths import RelationPath, find_strongest_paths
from factcheck.exceptions import NotFound
from factcheck.i18n import gettext as _

# Each statement that is explained needs the whole map to be evaluated again: 4 µs a statement, half a second in all.
MAX_EVALUATED = 100_000
MIN_EXPLAINED = 5


@dataclass(frozen=True, slots=True)
class ExplanationReason:
    """A statement that affects the strength of a claim.

    `contribution` is how much the claim's strength would decrease without the statement, in -1..1; it is negative for a
    statement against the claim. `without` and `label_without` are the strength and the label of the claim without it.
    `path` lists the relations from the statement to the claim. `sentence` explains all this in words.
    """

    statement: str
    contribution: float
    without: float
    label_without: ComputedLabel
    path: RelationPath
    sentence: str


@dataclass(frozen=True, slots=True)
class SharedOrigin:
    """Statements with the same original source, which count once.

    Only the `counted` ones add to `target`, the `others` do not.
    """

    target: str
    counted: tuple[str, ...]
    others: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The computed strength and label of a claim, and the reasons for them.

    `reasons` are ordered by the size of their contribution, largest first. In a large map they are those of the
    statements with the strongest paths, and `left_out` is the number of the others. `label_changing` lists the reasons
    whose withdrawal would change the computed label. `strength`, `support` and `attack` are in 0..1. `origins` are the
    original sources that the claim rests on.
    """

    claim: str
    semantics: str
    strength: float
    support: float
    attack: float
    computed_label: ComputedLabel
    converged: bool
    reasons: tuple[ExplanationReason, ...]
    left_out: int
    strongest_for: ExplanationReason | None
    strongest_against: ExplanationReason | None
    label_changing: tuple[ExplanationReason, ...]
    shared_origins: tuple[SharedOrigin, ...]
    origins: frozenset[str]

    @property
    def one_source(self) -> bool:
        """Whether the claim rests on one original source alone."""
        return len(self.origins) == 1


def explain(
    graph: Graph,
    claim: str,
    *,
    semantics: str = DEFAULT_SEMANTICS,
    thresholds: Thresholds | None = None,
) -> Explanation:
    """Explain one claim. Without `thresholds`, the label is by those of the semantics.

    To explain several claims of a map, use one `Explainer` for all: it evaluates the map once.
    """
    return Explainer(graph, semantics=semantics, thresholds=thresholds).explain(claim)


class Explainer:
    """Explains the claims of one map.

    Evaluates the map once, and again without each statement that is explained.
    """

    def __init__(
        self,
        graph: Graph,
        *,
        semantics: str = DEFAULT_SEMANTICS,
        thresholds: Thresholds | None = None,
    ) -> None:
        self.graph = graph
        self.semantics = semantics
        self.thresholds = thresholds or to_default_thresholds(semantics)
        self.solution = Solution(build_weighted_graph(graph), get_semantics(semantics))
        self.evaluation = to_evaluation(graph, self.solution, self.thresholds)
        node = self.solution.weighted.node
        self._sharing = Counter(node[item.id] for item in graph.statements if item.id in node)
        parts = self.solution.weighted.parts.values()
        self._part_nodes = {part for terms in parts for term in terms for part in term[1:]}

    def explain(self, claim: str) -> Explanation:
        """Return the explanation of a claim.

        Raises `NotFound` if the map has no statement with this id.
        """
        if claim not in self.graph.statement:
            raise NotFound(_("The map has no statement “%(id)s” to explain.") % {"id": claim})
        paths = find_strongest_paths(self.graph, self.evaluation, claim)
        # The strongest path first, so that those of a large map that are explained are the ones that matter most.
        names = [name for name in paths if name != claim]
        explained = names[: max(MIN_EXPLAINED, MAX_EVALUATED // len(self.graph.statements))]
        reasons = [self._explain_statement(claim, name, paths[name]) for name in explained]
        # The id decides between equal contributions, so that the order is the same each time.
        reasons.sort(key=lambda reason: (-abs(reason.contribution), reason.statement))
        computed_label = self.label(claim)
        weighty = [reason for reason in reasons if abs(reason.contribution) >= MIN_CONTRIBUTION]
        return Explanation(
            claim=claim,
            semantics=self.semantics,
            strength=self.evaluation.strength[claim],
            support=self.evaluation.support[claim],
            attack=self.evaluation.attack[claim],
            computed_label=computed_label,
            converged=self.evaluation.converged,
            reasons=tuple(reasons),
            left_out=len(names) - len(explained),
            strongest_for=next((reason for reason in weighty if reason.contribution > 0), None),
            strongest_against=next((reason for reason in weighty if reason.contribution < 0), None),
            label_changing=tuple(reason for reason in reasons if reason.label_without is not computed_label),
            shared_origins=tuple(self._list_shared_origins(paths)),
            origins=list_origins(self.graph, self.evaluation, claim, paths),
        )

    def label(self, claim: str) -> ComputedLabel:
        """Return the computed label of a claim."""
        return self.label_by(claim, self.solution)

    def label_without(self, claim: str, names: Collection[str]) -> ComputedLabel:
        """Return the label that a claim would have if some statements were withdrawn."""
        return self.label_by(claim, self._without(names))

    def label_by(self, claim: str, solution: Solution) -> ComputedLabel:
        """Return the label of a claim by another solution of its map."""
        weighted, combine = solution.weighted, solution.semantics.combine
        if claim not in weighted.node:
            return ComputedLabel.NOT_ENOUGH
        node = weighted.node[claim]
        support, attack = map(combine, solution.weigh_sides(node))
        parts = [solution.strengths[part] for term in weighted.parts.get(node, ()) for part in term[1:]]
        return label_for(solution.strengths[node], support, attack, self.thresholds, parts)

    def needs_rebuilding(self, name: str) -> bool:
        """Return whether the map is built again to leave out a statement, which takes several times as long."""
        return not self._is_removable(self.solution.weighted.node[name])

    def _explain_statement(self, claim: str, name: str, path: RelationPath) -> ExplanationReason:
        before, label = self.evaluation.strength[claim], self.label(claim)
        rest = self._without([name])
        after, label_without = rest.strengths[rest.weighted.node[claim]], self.label_by(claim, rest)
        sentence = _("%(bearing)s. %(effect)s") % {
            "bearing": describe_path(self.graph, name, path, claim),
            "effect": describe_effect(before, after, label, label_without),
        }
        return ExplanationReason(name, before - after, after, label_without, path, sentence)

    def _without(self, names: Collection[str]) -> Solution:
        """Return the solution of the map with some statements withdrawn.

        A statement that shares its node with a rephrase, is part of a cycle, or is a part of a compound claim needs the
        map to be built again: removing its node would remove the rephrase too, break the cycle's component apart, or
        leave an undecided part.
        """
        nodes = [self.solution.weighted.node[name] for name in names]
        if all(self._is_removable(node) for node in nodes):
            return self.solution.solve_without(nodes)
        statements = (
            replace(item, active=False) if item.id in names else item for item in self.graph.statements
        )
        changed = build_weighted_graph(replace(self.graph, statements=tuple(statements)))
        return Solution(changed, self.solution.semantics)

    def _is_removable(self, node: int) -> bool:
        is_cyclic, is_part = node in self.solution.cyclic_nodes, node in self._part_nodes
        return self._sharing[node] == 1 and not is_cyclic and not is_part

    def _list_shared_origins(self, paths: Mapping[str, RelationPath]) -> Iterator[SharedOrigin]:
        for merged in self.evaluation.merged:
            counted = self.graph.relation[merged.counted]
            if self.graph.find_conclusion(counted) in paths:
                others = [self.graph.relation[name] for name in merged.not_counted]
                yield _to_shared_origin(self.graph, counted, others)


def _to_shared_origin(graph: Graph, counted: Relation, others: list[Relation]) -> SharedOrigin:
    not_counted = tuple(dict.fromkeys(premise for item in others for premise in item.premises))
    origins = {graph.statement[name].origin for name in (*counted.premises, *not_counted)}
    origin = origins.pop() if len(origins) == 1 else ""
    sentence = describe_shared_origin(graph, counted.premises, not_counted, origin)
    return SharedOrigin(counted.target, counted.premises, not_counted, sentence)
