"""Giving claims that nobody holds to members, and taking back those that were left lying."""

import datetime as dt
from collections import Counter

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from factcheck import permissions
from factcheck.articles.models import Article
from factcheck.audit.models import Event
from factcheck.audit.services import lock_chain, record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk, Membership, User
from factcheck.enums import ClaimState, ExclusionReason, Role
from factcheck.evidence.models import Evidence
from factcheck.review.edits import edit_claim
from factcheck.work.deciding import Situation, get_way

WAITING = (ClaimState.DRAFT, ClaimState.OPEN)
CHECKING = (Role.CHECKER, Role.REVIEWER)


@transaction.atomic
def assign_open(actor: User, *, article: Article, way: str) -> int:
    """Give the article's open claims that nobody holds to the desk's checkers and reviewers; how many were given."""
    permissions.ensure_permission(actor, "claim.assign", article)
    decide = get_way(way).decide
    lock_chain(article.desk_id)
    claims = {claim.pk: claim for claim in _unheld(article)}
    members = _members(article.desk_id)
    given = decide(
        Situation(list(claims), list(members), _held(article.desk_id), _last_turn(article.desk_id, way))
    )
    for claim_id, member in given.items():
        edit_claim(actor, claim=claims[claim_id], assignee=members[member])
    if given:
        last = list(given.values())[-1]
        record_event(
            actor, "claims.assigned", article, desk_id=article.desk_id, way=way, many=len(given), last=last
        )
    return len(given)


def give_back(now: dt.datetime | None = None) -> int:
    """Take each claim from an assignee under whom it lay still for longer than its desk's limit; how many."""
    now = now or timezone.now()
    many = 0
    for desk in Desk.objects.filter(assignment_days__gt=0):
        since = now - dt.timedelta(days=desk.assignment_days)
        many += sum(_take_back(claim, since) for claim in _abandoned(desk, since))
    return many


def _abandoned(desk: Desk, since: dt.datetime) -> list[Claim]:
    """Claims assigned before `since` on which nothing was done after it; assigning one changes it."""
    worked_on = Evidence.objects.filter(claim=OuterRef("pk"), changed_at__gte=since)
    rows = Claim.objects.filter(
        desk=desk,
        assignee__isnull=False,
        state__in=WAITING,
        set_aside=ExclusionReason.NO,
        changed_at__lt=since,
    )
    return list(rows.exclude(Exists(worked_on)))


@transaction.atomic
def _take_back(claim: Claim, since: dt.datetime) -> bool:
    lock_chain(claim.desk_id)
    locked = Claim.objects.select_for_update().filter(pk=claim.pk, changed_at__lt=since).first()
    if locked is None or locked.assignee_id != claim.assignee_id:  # somebody was quicker
        return False
    locked.assignee = None
    locked.save(update_fields=["assignee", "changed_at"])
    record_event(None, "claim.given_back", locked, desk_id=locked.desk_id, was=claim.assignee_id)
    return True


def _unheld(article: Article) -> list[Claim]:
    rows = Claim.objects.select_for_update().filter(article=article, assignee__isnull=True)
    return list(rows.filter(state=ClaimState.OPEN, set_aside=ExclusionReason.NO).order_by("number"))


def _members(desk_id: int) -> dict[int, User]:
    """The checkers and reviewers of a desk; where there are none, all who may edit claims."""
    rows = Membership.objects.filter(desk=desk_id, user__is_active=True).select_related("user").order_by("id")
    able = [row for row in rows if Role(row.role).rank >= Role.CHECKER.rank]
    checking = [row for row in able if row.role in CHECKING]
    return {row.user_id: row.user for row in checking or able}


def _held(desk_id: int) -> Counter[int]:
    rows = Claim.objects.filter(
        desk=desk_id, assignee__isnull=False, state__in=WAITING, set_aside=ExclusionReason.NO
    )
    return Counter(rows.values_list("assignee_id", flat=True))


def _last_turn(desk_id: int, way: str) -> int | None:
    """Who got the last claim that was given this way."""
    told = Event.objects.filter(desk=desk_id, action="claims.assigned").order_by("-id")[:50]
    return next((event.data["last"] for event in told if event.data["way"] == way), None)
