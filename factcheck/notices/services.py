"""Turning the audit trail into notices, marking them as read, and choosing how they come."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from factcheck.audit.models import ChainHead, Event
from factcheck.desks.models import Membership, User
from factcheck.notices.kinds import USUAL, NoticeKind, Way
from factcheck.notices.models import Gathered, Notice, Preference
from factcheck.notices.recipients import concerned

AT_ONCE = 500


def gather() -> int:
    """Make notices of all that happened since the last time; how many events were read. Safe to run twice at once."""
    last = Gathered.objects.filter(desk_id=OuterRef("desk_id")).values("number")
    behind = ChainHead.objects.annotate(last=Coalesce(Subquery(last), Value(0))).filter(count__gt=F("last"))
    return sum(_gather(desk_id) for desk_id in behind.values_list("desk_id", flat=True))


@transaction.atomic
def _gather(desk_id: int) -> int:
    # A desk's lines are numbered without gaps under a lock, so that none shows up late behind this mark.
    mark = Gathered.objects.select_for_update().get_or_create(desk_id=desk_id)[0]
    lines = Event.objects.filter(desk_id=desk_id, number__gt=mark.number).order_by("number")[:AT_ONCE]
    events = list(lines)
    notices = [notice for event in events for notice in _notices(event)]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    if events:
        mark.number = events[-1].number
        mark.save(update_fields=["number"])
    return len(events)


def _notices(event: Event) -> list[Notice]:
    told = concerned(event)
    members = set(
        Membership.objects.filter(desk_id=event.desk_id, user__in=[one.user for one in told]).values_list(
            "user_id", flat=True
        )
    )
    return [
        Notice(
            desk_id=event.desk_id,
            user_id=one.user,
            event=event,
            kind=one.kind,
            way=way,
            claim_id=one.claim,
            comment_id=one.comment,
            created_at=event.at,
        )
        for one in told
        if one.user in members and (way := ways_of(one.user)[one.kind]) != Way.OFF
    ]


def ways_of(user_id: int) -> dict[NoticeKind, Way]:
    """How each kind of notice reaches a person."""
    chosen = Preference.objects.filter(user_id=user_id).values_list("kind", "way")
    return USUAL | {NoticeKind(kind): Way(way) for kind, way in chosen}


@transaction.atomic
def choose_ways(user: User, ways: Mapping[str, str]) -> None:
    """Keep how each kind of notice is to reach a person (kind -> way); those made before come as they would have."""
    for kind, way in ways.items():
        Preference.objects.update_or_create(user=user, kind=NoticeKind(kind), defaults={"way": Way(way)})


def mark_read(user: User, notice: Notice | None = None) -> int:
    """Mark one notice of one's own, or all of them, as read; how many that were."""
    mine = Notice.objects.all().visible_to(user).unread()
    return (mine.filter(pk=notice.pk) if notice else mine).update(read_at=timezone.now())
