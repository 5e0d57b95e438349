"""Claims of one article that say the same. The pages suggest excluding them; people decide.

Texts that differ in a number, a name or a negation are no duplicates, however similar their words are.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.text.near_duplicates import find_near_duplicates

# The most check-worthy claims of an article are compared, up to this number. A page waits for it: 0.7 CPU seconds.
MAX_COMPARED = 2_000
# The columns that `map_duplicates` reads.
COMPARED_FIELDS = ("text", "number", "state", "set_aside", "parent", "check_worthiness", "start")
_NEGATION = re.compile(
    r"\b(?:not|no|never|nor|neither|none|without|den(?:y|ied|ies))\b|n[’']t\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# The first word of a text is capitalised whether it is a name or not, so a name needs a space before it.
_NAME = re.compile(r"(?<=\s)[A-Z]\w*")


def map_duplicates(claims: Iterable[Claim]) -> dict[int, Claim]:
    """Map the id of each claim that repeats another to the claim to keep.

    That is the one furthest in the review, then the most check-worthy, then the first in the text.
    """
    rows = _list_comparable(claims)
    if len(rows) > MAX_COMPARED:
        rows = sorted(rows, key=lambda claim: (-claim.check_worthiness, claim.start, claim.pk))[:MAX_COMPARED]
    duplicates: dict[int, Claim] = {}
    for indexes in _group_similar(tuple(claim.text for claim in rows)):
        for group in _group_by_facts([rows[index] for index in indexes]):
            best = min(group, key=_preference)
            duplicates |= {claim.pk: best for claim in group if claim is not best}
    return duplicates


def count_not_compared(claims: Iterable[Claim]) -> int:
    """Return how many claims of an article are too many to be compared."""
    return max(0, len(_list_comparable(claims)) - MAX_COMPARED)


def _list_comparable(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if not claim.set_aside and claim.parent_id is None]


@lru_cache(maxsize=64)
def _group_similar(texts: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
    """Return the groups of similar texts. Cached: a page asks again and again about texts that seldom change."""
    return find_near_duplicates(texts)


def find_duplicate(claim: Claim) -> Claim | None:
    """Return the claim of the same revision that this one repeats, if there is one."""
    rows = Claim.objects.filter(revision=claim.revision_id, set_aside=ExclusionReason.NO)
    return map_duplicates(rows.only(*COMPARED_FIELDS)).get(claim.pk)


def _group_by_facts(group: Sequence[Claim]) -> list[list[Claim]]:
    groups: dict[tuple[frozenset[str], ...], list[Claim]] = {}
    for claim in group:
        groups.setdefault(_facts(claim.text), []).append(claim)
    return list(groups.values())


def _facts(text: str) -> tuple[frozenset[str], ...]:
    """Return what two texts must share to say the same: numbers, names, and whether they contain a negation."""
    negations = frozenset({"no"} if _NEGATION.search(text) else ())
    return frozenset(_NUMBER.findall(text)), frozenset(_NAME.findall(text)), negations


def _preference(claim: Claim) -> tuple[int, float, int, int]:
    return -ClaimState(claim.state).rank, -claim.check_worthiness, claim.start, claim.pk
