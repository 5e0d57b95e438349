"""Search indexes of a desk's earlier checks: its own verdicts, and the external checks that it imported.

The indexes stay in the memory of this process until their rows change. There are two, because the external checks
are many and change rarely (6 CPU seconds for 100,000 checks), and the verdicts are few and change often.
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
LETTERS = {"verdict": "v", "external_check": "f"}


@dataclass(frozen=True, slots=True)
class CheckReference:
    """The identity of an earlier check: `column` is "verdict" or "external_check", `pk` the id of its row."""

    column: str
    pk: int

    @property
    def key(self) -> str:
        """The public form, such as "v12" or "f3"."""
        return f"{LETTERS[self.column]}{self.pk}"


@dataclass(frozen=True, slots=True)
class PriorCheck:
    """An earlier check as it is shown; `where` is the article's title or the publisher's name."""

    reference: CheckReference
    text: str
    rating: str
    where: str
    url: str

    @property
    def key(self) -> str:
        return self.reference.key


@dataclass(frozen=True, slots=True)
class _IndexedChecks:
    checks: tuple[PriorCheck, ...]
    index: SimilarityIndex


def search(desk_id: int, text: str, *, limit: int) -> list[tuple[PriorCheck, SimilarityMatch]]:
    """Return the earlier checks that are most similar to a text, best first."""
    external, verdicts = _load_indexes(desk_id)
    checks = external.checks + verdicts.checks
    indexes = [external.index, verdicts.index]
    matches = search_indexes(indexes, text, limit=limit, encoder=embeddings.get_encoder())
    return [(checks[match.position], match) for match in matches]


def parse_key(key: str) -> CheckReference | None:
    """Return the reference that a public key such as "v12" is for; None for anything else."""
    match = re.fullmatch(r"([fv])([1-9][0-9]{0,17})", key)
    if match is None:
        return None
    column = next(name for name, letter in LETTERS.items() if letter == match[1])
    return CheckReference(column, int(match[2]))


def exists(desk_id: int, reference: CheckReference) -> bool:
    """Return whether the desk has this check. Reads one row and needs no index."""
    is_verdict = reference.column == "verdict"
    rows = Verdict.objects.filter(current=True) if is_verdict else ExternalCheck.objects.all()
    return rows.filter(desk_id=desk_id, pk=reference.pk).exists()


def _load_indexes(desk_id: int) -> tuple[_IndexedChecks, _IndexedChecks]:
    external = _index_external_checks(desk_id, _external_version(desk_id))
    return external, _index_verdicts(desk_id, _verdicts_version(desk_id))


def _external_version(desk_id: int) -> Version:
    """Return a value that changes whenever an import adds checks. Imported checks are never changed."""
    return tuple(ExternalCheck.objects.filter(desk_id=desk_id).aggregate(Count("id"), Max("id")).values())


def _verdicts_version(desk_id: int) -> Version:
    """Return a value that changes whenever a verdict is added or the text of its claim changes."""
    verdicts = Verdict.objects.filter(desk_id=desk_id, current=True).aggregate(Count("id"), Max("id"))
    claims = Claim.objects.filter(desk_id=desk_id, verdicts__current=True).aggregate(Max("changed_at"))
    return (*verdicts.values(), *claims.values())


# `version` is part of the cache key only: the function itself does not read it. Eight desks stay in memory.
@lru_cache(maxsize=8)
def _index_external_checks(desk_id: int, version: Version) -> _IndexedChecks:
    rows = ExternalCheck.objects.filter(desk_id=desk_id).values_list(
        "pk", "text", "rating", "publisher", "url"
    )
    return _build_index(
        PriorCheck(CheckReference("external_check", pk), *columns) for pk, *columns in rows.iterator()
    )


@lru_cache(maxsize=8)
def _index_verdicts(desk_id: int, version: Version) -> _IndexedChecks:
    rows = Verdict.objects.filter(desk_id=desk_id, current=True).values_list(
        "pk", "claim__text", "rating__label", "claim__article__title", "claim_id"
    )
    return _build_index(
        PriorCheck(CheckReference("verdict", pk), text, rating, title, f"/claims/{claim_id}/")
        for pk, text, rating, title, claim_id in rows
    )


def _build_index(checks: Iterable[PriorCheck]) -> _IndexedChecks:
    indexed = tuple(checks)
    return _IndexedChecks(indexed, build_index([check.text for check in indexed]))
