"""Claims of one article that say the same: suggested, and set aside as duplicates by people.

Texts that differ in a number, a name or a “not” are no duplicates, however alike they look.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.audit.services import lock_chain, record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.text.similarity import find_near_duplicates

COMPARED_FIELDS = ("text", "number", "state", "set_aside", "parent", "check_worthiness", "start")
_DENIES = re.compile(
    r"\b(?:not|no|never|nor|neither|none|without|den(?:y|ied|ies))\b|n[’']t\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_CAPITALISED = re.compile(r"(?<=\s)[A-Z]\w*")


def map_duplicates(claims: Iterable[Claim]) -> dict[int, Claim]:
    """For each claim that repeats another, the one to keep: furthest in the review, then most worth checking."""
    rows = [claim for claim in claims if not claim.set_aside and claim.parent_id is None]
    found: dict[int, Claim] = {}
    for places in _alike(tuple(claim.text for claim in rows)):
        for group in _by_facts([rows[place] for place in places]):
            kept = min(group, key=_first_kept)
            found |= {claim.pk: kept for claim in group if claim is not kept}
    return found


@lru_cache(maxsize=64)
def _alike(texts: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
    """Kept, because a page asks again and again about texts that seldom change."""
    return find_near_duplicates(texts)


def find_duplicate(claim: Claim) -> Claim | None:
    """The claim of the same article that says the same as this one and is the one to keep."""
    rows = Claim.objects.filter(revision=claim.revision_id, set_aside=ExclusionReason.NO).only(
        *COMPARED_FIELDS
    )
    return map_duplicates(rows).get(claim.pk)


def _by_facts(group: Sequence[Claim]) -> list[list[Claim]]:
    apart: dict[tuple[frozenset[str], ...], list[Claim]] = {}
    for claim in group:
        apart.setdefault(_facts(claim.text), []).append(claim)
    return list(apart.values())


def _facts(text: str) -> tuple[frozenset[str], ...]:
    """What must be alike in two texts that say the same: numbers, names, and whether they deny."""
    denials = frozenset({"no"} if _DENIES.search(text) else ())
    return frozenset(_NUMBER.findall(text)), frozenset(_CAPITALISED.findall(text)), denials


def _first_kept(claim: Claim) -> tuple[int, float, int, int]:
    return -ClaimState(claim.state).rank, -claim.check_worthiness, claim.start, claim.pk


@transaction.atomic
def mark_duplicate(actor: User, *, claim: Claim, of: Claim) -> Claim:
    """Set a claim aside as a duplicate of another one of its desk, which is checked in its place."""
    permissions.ensure_permission(actor, "claim.edit", claim)
    lock_chain(claim.desk_id)
    both = {
        row.pk: row
        for row in Claim.objects.select_for_update().filter(pk__in=(claim.pk, of.pk)).order_by("pk")
    }
    claim, of = both[claim.pk], both[of.pk]
    if claim.desk_id != of.desk_id or claim.pk == of.pk:
        raise InvalidInput(
            _("A claim is a duplicate of another claim of its desk."), fields={"of": _("Another claim.")}
        )
    if of.set_aside:
        raise ConflictError(
            _("Claim %(number)s is set aside itself. Choose one that is on its way.") % {"number": of.number}
        )
    if claim.set_aside or ClaimState(claim.state).rank >= ClaimState.PROPOSED.rank:
        raise ConflictError(_("Only a claim on its way, without a verdict, is set aside as a duplicate."))
    claim.set_aside, claim.duplicate_of, claim.is_human_edited = ExclusionReason.DUPLICATE, of, True
    claim.save(update_fields=["set_aside", "duplicate_of", "is_human_edited", "changed_at"])
    if not of.is_human_edited:
        of.is_human_edited = True
        of.save(update_fields=["is_human_edited"])
    record_event(actor, "claim.duplicate", claim, desk_id=claim.desk_id, of=of.pk)
    return claim
