"""Strongly connected components of a directed graph, in order of dependence."""

from collections.abc import Iterator, Sequence


def find_components(sources: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the strongly connected components in order of dependence.

    Each component comes after all components that its nodes depend on.

    `sources` lists for each node the nodes that it depends on. Nodes that depend on nothing are left out: their value
    is known. The algorithm is Tarjan's (1972), with a stack of its own instead of recursion, because an argument can be
    longer than Python's limit on recursion.
    """
    search = _DepthFirstSearch(sources)
    for start in range(len(sources)):
        if not search.low[start]:
            search.visit(start)
    return search.components


class _DepthFirstSearch:
    """The state of Tarjan's search.

    `low` holds for each node the smallest number of a node that is reachable from it: 0 before the node is visited,
    and `finished` after its component is complete.
    """

    def __init__(self, sources: Sequence[Sequence[int]]) -> None:
        self.sources = sources
        self.finished = len(sources) + 1
        self.low = [0 if edges else self.finished for edges in sources]
        self.components: list[list[int]] = []
        self.path: list[tuple[int, int, Iterator[int]]] = []
        self.open_nodes: list[int] = []
        self.clock = 0

    def visit(self, start: int) -> None:
        """Visit all nodes that are reachable from `start` and not visited yet."""
        self._enter(start)
        while self.path:
            source = self._next_unvisited()
            if source is None:
                self._leave()
            else:
                self._enter(source)

    def _enter(self, node: int) -> None:
        self.clock += 1
        self.low[node] = self.clock
        self.open_nodes.append(node)
        self.path.append((node, self.clock, iter(self.sources[node])))

    def _next_unvisited(self) -> int | None:
        """Return the next source of the current node that is not visited.

        Update `low` of the current node by the sources that are.
        """
        low, (node, _, edges) = self.low, self.path[-1]
        for source in edges:
            if not low[source]:
                return source
            low[node] = min(low[node], low[source])
        return None

    def _leave(self) -> None:
        """Finish the current node.

        If it was entered first of its component, the component is complete.
        """
        node, entered, _ = self.path.pop()
        if self.path:
            above = self.path[-1][0]
            self.low[above] = min(self.low[above], self.low[node])
        if self.low[node] == entered:
            component: list[int] = []
            while not component or component[-1] != node:
                component.append(self.open_nodes.pop())
                self.low[component[-1]] = self.finished
            self.components.append(component)
