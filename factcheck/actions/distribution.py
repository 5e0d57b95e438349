"""Assign unassigned claims to members, and release the assignments that nobody worked on."""

import datetime as dt
from collections import Counter

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from factcheck import permissions
from factcheck.actions.claims import edit_claim
from factcheck.articles.models import Article
from factcheck.audit.models import Event
from factcheck.audit.services import lock_chain, record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk, Membership, User
from factcheck.enums import ClaimState, ExclusionReason, Role
from factcheck.evidence.models import Evidence
from factcheck.inbox.distribution import DistributionState, get_strategy

WAITING_STATES = (ClaimState.DRAFT, ClaimState.OPEN)
CHECKING_ROLES = (Role.CHECKER, Role.REVIEWER)
# How many distributions to search for the last assignee of a strategy. The log has no index on the strategy, and a
# desk that used the other one 50 times in a row can as well start a new round.
MAX_SEARCHED = 50


@transaction.atomic
def distribute_open_claims(actor: User, *, article: Article, strategy: str) -> int:
    """Assign the article's unassigned open claims to the desk's checkers and reviewers; return how many."""
    permissions.ensure_permission(actor, "claim.assign", article)
    decide = get_strategy(strategy).decide
    # The chain head before the claims: every change of a desk locks in this order, so two changes never deadlock.
    lock_chain(article.desk_id)
    claims = {claim.pk: claim for claim in _lock_unassigned(article)}
    members = _eligible_members(article.desk_id)
    loads, last = _count_assigned(article.desk_id), _last_assignee(article.desk_id, strategy)
    assignees = decide(DistributionState(list(claims), list(members), loads, last))
    for claim_id, member_id in assignees.items():
        edit_claim(actor, claim=claims[claim_id], assignee=members[member_id])
    if assignees:
        # "way" and "many" are the names that the log has always stored.
        facts = {"way": strategy, "many": len(assignees), "last": list(assignees.values())[-1]}
        record_event(actor, "claims.assigned", article, desk_id=article.desk_id, **facts)
    return len(assignees)


def release_abandoned_claims(now: dt.datetime | None = None) -> int:
    """Release each claim whose assignee did nothing for longer than the limit of its desk; return how many."""
    now = now or timezone.now()
    count = 0
    for desk in Desk.objects.filter(assignment_days__gt=0):
        since = now - dt.timedelta(days=desk.assignment_days)
        count += sum(_release(claim, since) for claim in _list_abandoned(desk, since))
    return count


def _list_abandoned(desk: Desk, since: dt.datetime) -> list[Claim]:
    """Return the assigned claims without a change since then; the assignment itself is a change."""
    worked_on = Evidence.objects.filter(claim=OuterRef("pk"), changed_at__gte=since)
    rows = Claim.objects.filter(
        desk=desk,
        assignee__isnull=False,
        state__in=WAITING_STATES,
        set_aside=ExclusionReason.NO,
        changed_at__lt=since,
    )
    return list(rows.exclude(Exists(worked_on)))


@transaction.atomic
def _release(claim: Claim, since: dt.datetime) -> bool:
    lock_chain(claim.desk_id)
    locked = Claim.objects.select_for_update().filter(pk=claim.pk, changed_at__lt=since).first()
    if locked is None or locked.assignee_id != claim.assignee_id:  # changed between the query and the lock
        return False
    locked.assignee = None
    locked.save(update_fields=["assignee", "changed_at"])
    record_event(None, "claim.given_back", locked, desk_id=locked.desk_id, was=claim.assignee_id)
    return True


def _lock_unassigned(article: Article) -> list[Claim]:
    rows = Claim.objects.select_for_update().filter(article=article, assignee__isnull=True)
    return list(rows.filter(state=ClaimState.OPEN, set_aside=ExclusionReason.NO).order_by("number"))


def _eligible_members(desk_id: int) -> dict[int, User]:
    """Return the checkers and reviewers of a desk by id; if there are none, every member who can edit claims."""
    rows = Membership.objects.filter(desk=desk_id, user__is_active=True).select_related("user").order_by("id")
    able = [row for row in rows if Role(row.role).rank >= Role.CHECKER.rank]
    checking = [row for row in able if row.role in CHECKING_ROLES]
    return {row.user_id: row.user for row in checking or able}


def _count_assigned(desk_id: int) -> Counter[int]:
    """Return how many claims each member of the desk is working on."""
    rows = Claim.objects.filter(
        desk=desk_id, assignee__isnull=False, state__in=WAITING_STATES, set_aside=ExclusionReason.NO
    )
    return Counter(rows.values_list("assignee_id", flat=True))


def _last_assignee(desk_id: int, strategy: str) -> int | None:
    """Return the member who got the last claim that was distributed by this strategy."""
    events = Event.objects.filter(desk=desk_id, action="claims.assigned").order_by("-id")[:MAX_SEARCHED]
    return next((event.data["last"] for event in events if event.data["way"] == strategy), None)
