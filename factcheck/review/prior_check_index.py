"""The checks that a desk knows: its own verdicts and those of its feeds, each lot with an index of its words.

The indexes are kept in this process until a lot changes: a feed's is large (6 CPU seconds for 100,000 checks) and
changes seldom, the desk's own is small and changes often.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max

from factcheck.claims.models import Claim
from factcheck.review.models import ExternalCheck, Verdict
from factcheck.text import embeddings
from factcheck.text.similarity import SimilarityIndex, SimilarityMatch, build_index, search_indexes

Version = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class PriorCheck:
    """An earlier check; `key` ("v12" a verdict of the desk, "f3" one of a feed) names it."""

    key: str
    text: str
    rating: str
    where: str
    url: str


@dataclass(frozen=True, slots=True)
class _IndexedChecks:
    checks: tuple[PriorCheck, ...]
    index: SimilarityIndex


def resembling(desk_id: int, text: str, *, limit: int) -> list[tuple[PriorCheck, SimilarityMatch]]:
    """The checks that resemble a text most, best first."""
    lots = _load_indexes(desk_id)
    checks = lots[0].checks + lots[1].checks
    found = search_indexes([lot.index for lot in lots], text, limit=limit, encoder=embeddings.get_encoder())
    return [(checks[match.position], match) for match in found]


def exists(desk_id: int, key: str) -> bool:
    """Whether a key names a check of the desk; needs no index."""
    named = re.fullmatch(r"([fv])([1-9][0-9]{0,17})", key)
    if named is None:
        return False
    rows = ExternalCheck.objects.all() if named[1] == "f" else Verdict.objects.filter(current=True)
    return rows.filter(desk_id=desk_id, pk=int(named[2])).exists()


def _load_indexes(desk_id: int) -> tuple[_IndexedChecks, _IndexedChecks]:
    return _index_external_checks(desk_id, _external_version(desk_id)), _index_verdicts(
        desk_id, _verdicts_version(desk_id)
    )


def _external_version(desk_id: int) -> Version:
    """Changes whenever the desk's feeds bring something."""
    return tuple(ExternalCheck.objects.filter(desk_id=desk_id).aggregate(Count("id"), Max("id")).values())


def _verdicts_version(desk_id: int) -> Version:
    """Changes whenever the desk's own checks do."""
    verdicts = Verdict.objects.filter(desk_id=desk_id, current=True).aggregate(Count("id"), Max("id"))
    worded = Claim.objects.filter(desk_id=desk_id, verdicts__current=True).aggregate(Max("changed_at"))
    return (*verdicts.values(), *worded.values())


@lru_cache(maxsize=8)
def _index_external_checks(desk_id: int, stamp: Version) -> _IndexedChecks:
    rows = ExternalCheck.objects.filter(desk_id=desk_id).values_list(
        "pk", "text", "rating", "publisher", "url"
    )
    return _build_index(
        PriorCheck(f"f{pk}", text, rating, where, url) for pk, text, rating, where, url in rows.iterator()
    )


@lru_cache(maxsize=8)
def _index_verdicts(desk_id: int, stamp: Version) -> _IndexedChecks:
    rows = Verdict.objects.filter(desk_id=desk_id, current=True).values_list(
        "pk", "claim__text", "rating__label", "claim__article__title", "claim_id"
    )
    return _build_index(
        PriorCheck(f"v{pk}", text, rating, where, f"/claims/{claim}/")
        for pk, text, rating, where, claim in rows
    )


def _build_index(checks: Iterable[PriorCheck]) -> _IndexedChecks:
    kept = tuple(checks)
    return _IndexedChecks(kept, build_index([check.text for check in kept]))
