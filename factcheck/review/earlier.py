"""Checks that were made before: similar claims of the desk with a verdict, and those of a ClaimReview feed.

Suggestions only: people say whether two are the same, and that is remembered. An index of the desk's checks is kept
in this process until they change.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from factcheck import rules
from factcheck.audit.services import record
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.errors import InvalidInput, NotFound
from factcheck.review.models import EarlierCheck, Likeness, Verdict
from factcheck.terms import Alike
from factcheck.text import semantic
from factcheck.text.similarity import Index, build, method

LIMIT = 5
LEAST_LIKENESS = 0.12
Stamp = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Similar:
    """An earlier check that resembles a text; `key` ("v12" or "f3") names it, `judged` is what people said of it.

    `method` names what found it, such as "lexical/1".
    """

    key: str
    text: str
    rating: str
    where: str
    url: str
    likeness: float
    judged: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """A desk's earlier checks, and their index."""

    checks: tuple[Similar, ...]
    index: Index


def similar_checks(claim: Claim) -> list[Similar]:
    """The earlier checks that resemble a claim most, best first, those judged different left out."""
    known = _known(claim.desk_id, _stamp(claim.desk_id))
    judged = dict(Likeness.objects.filter(claim=claim).values_list("key", "alike"))
    own = set(claim.verdicts.values_list("pk", flat=True))
    encoder = semantic.available()
    found = []
    for match in known.index.search(claim.text, limit=LIMIT * 3, encoder=encoder):
        check = known.checks[match.position]
        verdict = judged.get(check.key, "")
        mine = check.key.startswith("v") and int(check.key[1:]) in own
        if match.likeness >= LEAST_LIKENESS and verdict != Alike.DIFFERENT and not mine:
            found.append(replace(check, likeness=match.likeness, judged=verdict, method=method(encoder)))
    return found[:LIMIT]


@transaction.atomic
def judge(actor: User, *, claim: Claim, key: str, alike: str) -> Likeness:
    """Remember whether an earlier check is of the same claim, a similar or a different one."""
    rules.require(actor, "claim.label", claim)
    if alike not in list(Alike):
        raise InvalidInput(
            _("“%(alike)s” is none of: %(known)s.") % {"alike": alike, "known": ", ".join(Alike)},
            fields={"alike": _("same, similar or different")},
        )
    known = _known(claim.desk_id, _stamp(claim.desk_id))
    if key not in {check.key for check in known.checks}:
        raise NotFound(_("There is no such earlier check on this desk."))
    row, _is_new = Likeness.objects.update_or_create(
        claim=claim, key=key, defaults={"desk_id": claim.desk_id, "alike": alike, "judged_by": actor}
    )
    record(actor, "claim.compared", claim, desk_id=claim.desk_id, key=key, alike=alike)
    return row


def _stamp(desk_id: int) -> Stamp:
    """Changes whenever the desk's checks do."""
    verdicts = Verdict.objects.filter(desk_id=desk_id, current=True).aggregate(Count("id"), Max("id"))
    feed = EarlierCheck.objects.filter(desk_id=desk_id).aggregate(Count("id"), Max("id"))
    changed = Claim.objects.filter(desk_id=desk_id, verdicts__current=True).aggregate(
        newest=Max("changed_at")
    )
    return (*verdicts.values(), *feed.values(), changed["newest"])


@lru_cache(maxsize=8)
def _known(desk_id: int, stamp: Stamp) -> _Known:
    checks = (*_of_desk(desk_id), *_of_feeds(desk_id))
    return _Known(checks, build([check.text for check in checks]))


def _of_desk(desk_id: int) -> list[Similar]:
    rows = Verdict.objects.filter(desk_id=desk_id, current=True).select_related("claim__article", "rating")
    return [
        Similar(
            f"v{row.pk}",
            row.claim.text,
            row.rating.label,
            row.claim.article.title,
            f"/claims/{row.claim_id}/",
            0.0,
        )
        for row in rows
    ]


def _of_feeds(desk_id: int) -> list[Similar]:
    rows = EarlierCheck.objects.filter(desk_id=desk_id)
    return [Similar(f"f{row.pk}", row.text, row.rating, row.publisher, row.url, 0.0) for row in rows]
