"""Create notifications from the audit log, mark them as read, send them by email, and choose their channels."""

from collections import defaultdict
from collections.abc import Mapping
from smtplib import SMTPException

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import override

from factcheck.audit.models import ChainHead, Event
from factcheck.desks.models import Membership, User
from factcheck.notifications.email import list_unsent, render_body, render_subject
from factcheck.notifications.kinds import Channel, NotificationKind
from factcheck.notifications.models import AuditCursor, Notification, Preference
from factcheck.notifications.recipients import recipients_of
from factcheck.notifications.selectors import get_channels

log = structlog.get_logger(__name__)

# Events of one desk in one transaction. The task runs every two seconds, so what is left follows at once.
BATCH_SIZE = 500


def create_notifications() -> int:
    """Create the notifications of all events since the last call; return the number of events read.

    Two workers can run it at the same time: the second waits for the first at the cursor of a desk.
    """
    last = AuditCursor.objects.filter(desk_id=OuterRef("desk_id")).values("number")
    behind = ChainHead.objects.annotate(last=Coalesce(Subquery(last), Value(0))).filter(count__gt=F("last"))
    return sum(_create_for_desk(desk_id) for desk_id in behind.values_list("desk_id", flat=True))


@transaction.atomic
def _create_for_desk(desk_id: int) -> int:
    # Events of a desk are numbered without gaps, under the lock of its chain head. So no event with a smaller number
    # can be committed after the cursor has passed it, which ids from a sequence would not guarantee.
    cursor = AuditCursor.objects.select_for_update().get_or_create(desk_id=desk_id)[0]
    rows = Event.objects.filter(desk_id=desk_id, number__gt=cursor.number).order_by("number")
    events = list(rows[:BATCH_SIZE])
    notifications = [notification for event in events for notification in _build_notifications(event)]
    # A row exists already if the cursor was set back by hand; then nobody is notified twice.
    Notification.objects.bulk_create(notifications, ignore_conflicts=True)
    if events:
        cursor.number = events[-1].number
        cursor.save(update_fields=["number"])
    return len(events)


def _build_notifications(event: Event) -> list[Notification]:
    recipients = recipients_of(event)
    memberships = Membership.objects.filter(desk_id=event.desk_id, user__in=[r.user for r in recipients])
    members = set(memberships.values_list("user_id", flat=True))
    return [
        Notification(
            desk_id=event.desk_id,
            user_id=recipient.user,
            event=event,
            kind=recipient.kind,
            channel=channel,
            claim_id=recipient.claim,
            comment_id=recipient.comment,
            created_at=event.at,
        )
        for recipient in recipients
        if recipient.user in members
        and (channel := get_channels(recipient.user)[recipient.kind]) != Channel.OFF
    ]


@transaction.atomic
def set_channels(user: User, channels: Mapping[str, str]) -> None:
    """Store the channel of each kind (kind -> channel). Notifications that exist keep their channel."""
    for kind, channel in channels.items():
        Preference.objects.update_or_create(
            user=user, kind=NotificationKind(kind), defaults={"channel": Channel(channel)}
        )


def mark_read(user: User, notification: Notification | None = None) -> int:
    """Mark one of the user's notifications, or all of them, as read; return how many were unread."""
    unread = Notification.objects.all().visible_to(user).unread()
    rows = unread.filter(pk=notification.pk) if notification else unread
    return rows.update(read_at=timezone.now())


def send_emails() -> int:
    """Send an email for each notification of the channel `mail`; return the number of emails sent."""
    return sum(_send(row.user, [row], Channel.MAIL) for row in list_unsent(Channel.MAIL))


def send_digests() -> int:
    """Send each user one email with the notifications of their digest; return the number of emails sent."""
    by_user: defaultdict[User, list[Notification]] = defaultdict(list)
    for row in list_unsent(Channel.DIGEST):
        by_user[row.user].append(row)
    return sum(_send(user, rows, Channel.DIGEST) for user, rows in by_user.items())


def _send(user: User, notifications: list[Notification], channel: Channel) -> bool:
    # Not one transaction: the rows are claimed (`mailed_at`) and committed before the email is sent, so that two
    # workers do not send it twice, and released if the mail server refuses. A worker that is killed between the two
    # loses the email; the notification is still on the page.
    rows = Notification.objects.filter(pk__in=[notification.pk for notification in notifications])
    if not rows.filter(mailed_at__isnull=True).update(mailed_at=timezone.now()):
        return False
    with override(user.language or settings.LANGUAGE_CODE):
        subject, body = render_subject(notifications, channel), render_body(notifications)
    try:
        send_mail(subject, body, None, [user.email])
    except (SMTPException, OSError) as refused:
        rows.update(mailed_at=None)  # the next run of the task tries again
        log.warning("notice.not_mailed", notices=len(notifications), error=type(refused).__name__)
        return False
    return True
