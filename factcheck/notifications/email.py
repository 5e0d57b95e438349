"""Which notifications wait for an email, and the subject and body of that email."""

from collections.abc import Sequence

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.notifications.kinds import Channel
from factcheck.notifications.models import Notification
from factcheck.notifications.selectors import get_url, render_text

# Notifications in one run of the task, which is sent again every 30 seconds and expires after as long.
BATCH_SIZE = 500


def list_unsent(channel: Channel) -> list[Notification]:
    """Return the oldest notifications of a channel that are neither sent nor read, of members still on the desk."""
    rows = Notification.objects.filter(
        channel=channel, mailed_at__isnull=True, read_at__isnull=True, user__is_active=True
    )
    rows = rows.filter(user__memberships__desk_id=F("desk_id")).order_by("id")
    rows = rows.select_related("user", "event__actor", "claim__article", "comment__article")
    return [row for row in rows[:BATCH_SIZE] if not (row.comment and row.comment.deleted_at)]


def render_subject(notifications: Sequence[Notification], channel: Channel) -> str:
    """Return the subject: the text of a single notification, or the number of notifications of a digest."""
    if channel is Channel.MAIL:
        # A title may contain a line break, which is not allowed in a header.
        return " ".join(render_text(notifications[0]).split())
    count = len(notifications)
    return ngettext("%(many)s new on Factcheck", "%(many)s new on Factcheck", count) % {"many": count}


def render_body(notifications: Sequence[Notification]) -> str:
    """Return the body: the text and link of each notification, then the link to the settings."""
    paragraphs = [f"{render_text(row)}\n{settings.SITE_URL}{get_url(row)}" for row in notifications]
    settings_url = f"{settings.SITE_URL}/notices/settings/"
    return "\n\n".join([*paragraphs, _("Notification settings: %(address)s") % {"address": settings_url}])
