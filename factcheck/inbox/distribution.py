"""Strategies that decide which member gets which claim. Pure: ids in, ids out.

`actions/distribution.py` applies them.
"""

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from factcheck.exceptions import UnknownChoice


@dataclass(frozen=True, slots=True)
class DistributionState:
    """The unassigned claims, the eligible members, the claims assigned to each, and the last member of a round."""

    claims: Sequence[int]
    members: Sequence[int]
    loads: Mapping[int, int] = field(default_factory=dict)
    last: int | None = None


class Strategy(NamedTuple):
    """A strategy with its title, as buttons show it."""

    title: str
    decide: Callable[[DistributionState], dict[int, int]]

    @property
    def label(self) -> str:
        return _(self.title)


def round_robin(state: DistributionState) -> dict[int, int]:
    """Assign the claims to one member after the other, starting after the last one of the previous round."""
    members = list(state.members)
    if not members:
        return {}
    first = members.index(state.last) + 1 if state.last in members else 0
    return {claim: members[(first + index) % len(members)] for index, claim in enumerate(state.claims)}


def least_loaded(state: DistributionState) -> dict[int, int]:
    """Assign each claim to the member with the fewest claims at that moment; among equals to the first."""
    heap = [(state.loads.get(member, 0), index, member) for index, member in enumerate(state.members)]
    heapq.heapify(heap)
    assignees = {}
    for claim in state.claims if heap else ():
        load, index, member = heap[0]
        assignees[claim] = member
        heapq.heapreplace(heap, (load + 1, index, member))
    return assignees


STRATEGIES = {
    "in-turn": Strategy(gettext_noop("round robin"), round_robin),
    "by-load": Strategy(gettext_noop("to the least busy"), least_loaded),
}


def get_strategy(slug: str) -> Strategy:
    """Return the strategy with this slug. Raises UnknownChoice."""
    if slug not in STRATEGIES:
        raise UnknownChoice(_("distribution strategy"), slug, list(STRATEGIES))
    return STRATEGIES[slug]
