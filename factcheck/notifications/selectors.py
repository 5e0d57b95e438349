"""Reading a user's notifications and channels, and rendering the text and address of a notification."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.exceptions import NotFound
from factcheck.notifications.kinds import DEFAULT_CHANNELS, STEP_SENTENCES, Channel, NotificationKind
from factcheck.notifications.models import Notification, Preference


def list_notifications(user: Any) -> QuerySet[Notification]:
    """Return the user's notifications, newest first, with all rows that `render_text` reads."""
    return (
        Notification.objects.all()
        .visible_to(user)
        .select_related("event__actor", "claim__article", "comment__article")
    )


def count_unread(user: Any) -> int:
    return Notification.objects.all().visible_to(user).unread().count()


def get_notification(user: Any, notification_id: int) -> Notification:
    """Return one of the user's own notifications. Raises NotFound."""
    notification = list_notifications(user).filter(pk=notification_id).first()
    if notification is None:
        raise NotFound(_("You have no such notification."))
    return notification


def get_channels(user_id: int) -> dict[NotificationKind, Channel]:
    """Return the channel of each kind of notification for a user."""
    chosen = Preference.objects.filter(user_id=user_id).values_list("kind", "channel")
    return DEFAULT_CHANNELS | {NotificationKind(kind): Channel(channel) for kind, channel in chosen}


def render_text(notification: Notification) -> str:
    """Return the text of a notification, one sentence in the active language."""
    params = {"who": notification.event.actor or _("Someone"), "where": _format_target(notification)}
    match NotificationKind(notification.kind):
        case NotificationKind.MENTION:
            return _("%(who)s mentioned you on %(where)s") % params
        case NotificationKind.REPLY:
            return _("%(who)s replied in your thread on %(where)s") % params
        case NotificationKind.ASSIGNMENT:
            return _("%(who)s assigned you to %(where)s") % params
        case NotificationKind.STEP:
            sentence = _(STEP_SENTENCES[notification.event.action]) % params
            return f"{sentence[0].upper()}{sentence[1:]}"


def get_url(notification: Notification) -> str:
    """Return the path of the page that a notification links to."""
    fragment = f"#comment-{notification.comment_id}" if notification.comment_id else ""
    if notification.claim_id:
        return reverse("claim", args=[notification.claim_id]) + fragment
    return reverse("article", args=[notification.comment.article_id]) + fragment  # type: ignore[union-attr]


def _format_target(notification: Notification) -> str:
    if notification.claim:
        params = {"number": notification.claim.number, "article": notification.claim.article.title}
        return _("claim %(number)s of “%(article)s”") % params
    return _("“%(article)s”") % {"article": notification.comment.article.title}  # type: ignore[union-attr]
