"""Partition of a map into components that are laid out independently.

They are its connected parts, or branches of them.

A relation is in the component of its conclusion. A premise that is in another component is represented by a stub.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from factcheck.argument.evaluation.weighted_graph import DisjointSets
from factcheck.argument.graph import Graph, Relation

# The time of `dot` grows faster than the number of nodes, so a larger map is cut and its branches are laid out alone.
MAX_UNCUT_STATEMENTS = 3000
BRANCH_SIZE = 400
# A subtree with fewer than a twelfth of `BRANCH_SIZE` statements stays with its parent, because a stub would send the
# reader to another component for a few cards.
MIN_BRANCH_DIVISOR = 12


@dataclass(slots=True)
class LayoutComponent:
    """Statements and relations that are laid out together.

    `context` has pairs of a claim and a statement about it.
    """

    statements: list[str] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    context: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_single(self) -> bool:
        """Whether the component is a single card without relations."""
        return len(self.statements) == 1 and not self.relations

    def list_stubs(self) -> list[str]:
        """Return the premises whose cards are in other components."""
        own = set(self.statements)
        named = dict.fromkeys(premise for item in self.relations for premise in item.premises)
        return [premise for premise in named if premise not in own]


def partition_graph(
    graph: Graph, large: int = MAX_UNCUT_STATEMENTS, branch: int = BRANCH_SIZE
) -> list[LayoutComponent]:
    """Return the components of a map, in the order of their first statements.

    A map with more than `large` statements is cut into branches of about `branch` statements.
    """
    conclusions = {item.id: graph.find_conclusion(item) for item in graph.relations}
    relations = [item for item in graph.relations if conclusions[item.id] and _can_be_drawn(graph, item)]
    edges = [(conclusions[item.id], premise) for item in relations for premise in item.premises]
    context = [(about, item.id) for item in graph.statements if (about := graph.find_context_claim(item))]
    if len(graph.statements) > large:
        component_of = _find_branches(graph, edges + context, branch)
    else:
        component_of = _find_connected(graph, edges + context)
    return _fill_components(graph, component_of, conclusions, relations, context)


def _can_be_drawn(graph: Graph, item: Relation) -> bool:
    """Return whether a relation can be drawn.

    All its premises must exist, and those of the relations that it undercuts.
    """
    while item.premises and all(premise in graph.statement for premise in item.premises):
        if item.target in graph.statement:
            return True
        item = graph.relation[item.target]
    return False


def _find_connected(graph: Graph, edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    sets = DisjointSets({item.id: item.id for item in graph.statements})
    for target, premise in edges:
        sets.union(target, premise)
    return {item.id: sets.find(item.id) for item in graph.statements}


def _find_branches(graph: Graph, edges: list[tuple[str, str]], branch: int) -> dict[str, str]:
    """Return for each statement the statement at the root of its branch.

    Works from the leaves of a spanning forest to its roots: a statement with more than `branch` statements in its
    subtree gives up its largest subtrees as branches of their own, except small ones.
    """
    parents = _build_spanning_forest(graph, edges)
    children: dict[str, list[str]] = {name: [] for name in parents}
    sizes: dict[str, int] = {}
    branch_roots = set()
    for name in reversed(parents):
        size = 1 + sum(sizes[child] for child in children[name])
        for child in sorted(children[name], key=lambda child: -sizes[child]):
            if size <= branch or sizes[child] * MIN_BRANCH_DIVISOR < branch:
                break
            branch_roots.add(child)
            size -= sizes[child]
        sizes[name] = size
        children.setdefault(parents[name], []).append(name)
    component_of: dict[str, str] = {}
    for name, parent in parents.items():
        component_of[name] = component_of[parent] if parent and name not in branch_roots else name
    return component_of


def _build_spanning_forest(graph: Graph, edges: list[tuple[str, str]]) -> dict[str, str]:
    """Return the parent of each statement, "" for roots.

    Each statement comes after its parent.
    """
    premises: dict[str, list[str]] = {}
    for target, premise in edges:
        premises.setdefault(target, []).append(premise)
    premise_ids = {premise for _, premise in edges}
    names = [item.id for item in graph.statements]
    parents: dict[str, str] = {}
    for root in (*(name for name in names if name not in premise_ids), *names):
        if root not in parents:
            parents[root] = ""
            queue = deque([root])
            while queue:
                current = queue.popleft()
                new = dict.fromkeys(name for name in premises.get(current, ()) if name not in parents)
                parents |= dict.fromkeys(new, current)
                queue.extend(new)
    return parents


def _fill_components(
    graph: Graph,
    component_of: dict[str, str],
    conclusions: dict[str, str],
    relations: Iterable[Relation],
    context: Iterable[tuple[str, str]],
) -> list[LayoutComponent]:
    components: dict[str, LayoutComponent] = {}
    for item in graph.statements:
        components.setdefault(component_of[item.id], LayoutComponent()).statements.append(item.id)
    for relation in relations:
        components[component_of[conclusions[relation.id]]].relations.append(relation)
    for about, name in context:
        if component_of[about] == component_of[name]:
            components[component_of[name]].context.append((about, name))
    return list(components.values())
