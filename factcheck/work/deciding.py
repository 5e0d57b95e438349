"""Who gets which claim, decided purely; `assigning.py` acts on it. All is told in ids."""

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from factcheck.exceptions import UnknownChoice


@dataclass(frozen=True, slots=True)
class Situation:
    """The claims that nobody holds, who could take them, how many each holds, and whose turn was the last."""

    claims: Sequence[int]
    members: Sequence[int]
    held: Mapping[int, int] = field(default_factory=dict)
    last: int | None = None


class Way(NamedTuple):
    title: str
    decide: Callable[[Situation], dict[int, int]]

    @property
    def label(self) -> str:
        return _(self.title)


def in_turn(now: Situation) -> dict[int, int]:
    """One after the other, beginning with whoever comes after the last."""
    members = list(now.members)
    if not members:
        return {}
    first = members.index(now.last) + 1 if now.last in members else 0
    return {claim: members[(first + place) % len(members)] for place, claim in enumerate(now.claims)}


def by_load(now: Situation) -> dict[int, int]:
    """Each claim to whoever holds the fewest at that moment; among equals to the first."""
    loads = [(now.held.get(member, 0), place, member) for place, member in enumerate(now.members)]
    heapq.heapify(loads)
    given = {}
    for claim in now.claims if loads else ():
        load, place, member = loads[0]
        given[claim] = member
        heapq.heapreplace(loads, (load + 1, place, member))
    return given


WAYS = {"in-turn": Way(gettext_noop("in turn"), in_turn), "by-load": Way(gettext_noop("by load"), by_load)}


def get_way(slug: str) -> Way:
    if slug not in WAYS:
        raise UnknownChoice(_("way of assigning"), slug, list(WAYS))
    return WAYS[slug]
