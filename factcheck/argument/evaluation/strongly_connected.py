"""Strongly connected components of a directed graph of numbers, in the order in which they can be settled."""

from collections.abc import Iterator, Sequence


def find_components(sources: Sequence[Sequence[int]]) -> list[list[int]]:
    """Tarjan's components (1972), without recursion: each comes after what its `sources` lead to.

    Nodes without sources are left out: they wait for nothing.
    """
    walk = _Walk(sources)
    for start in range(len(sources)):
        if not walk.low[start]:
            walk.settle(start)
    return walk.found


class _Walk:
    """`low` holds the earliest node known to be reached: 0 before a node is seen, `settled` in the end."""

    def __init__(self, sources: Sequence[Sequence[int]]) -> None:
        self.sources = sources
        self.settled = len(sources) + 1
        self.low = [0 if ways else self.settled for ways in sources]
        self.found: list[list[int]] = []
        self.path: list[tuple[int, int, Iterator[int]]] = []
        self.waiting: list[int] = []
        self.clock = 0

    def settle(self, start: int) -> None:
        self._enter(start)
        while self.path:
            source = self._unseen()
            if source is None:
                self._leave()
            else:
                self._enter(source)

    def _enter(self, node: int) -> None:
        self.clock += 1
        self.low[node] = self.clock
        self.waiting.append(node)
        self.path.append((node, self.clock, iter(self.sources[node])))

    def _unseen(self) -> int | None:
        low, (node, _, ways) = self.low, self.path[-1]
        for source in ways:
            if not low[source]:
                return source
            low[node] = min(low[node], low[source])
        return None

    def _leave(self) -> None:
        node, entered, _ = self.path.pop()
        if self.path:
            above = self.path[-1][0]
            self.low[above] = min(self.low[above], self.low[node])
        if self.low[node] == entered:
            component: list[int] = []
            while not component or component[-1] != node:
                component.append(self.waiting.pop())
                self.low[component[-1]] = self.settled
            self.found.append(component)
