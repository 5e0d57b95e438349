"""Notifications: an event that concerns a member, the reason, and its delivery. Created from the audit log only."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskScopedQuerySet
from factcheck.notifications.kinds import Channel, NotificationKind
from factcheck.review.models import Comment


class NotificationQuerySet(DeskScopedQuerySet["Notification"]):
    def visible_to(self, user: Any) -> Self:
        """Return the user's own notifications of the desks that the user is still a member of."""
        return super().visible_to(user).filter(user_id=user.pk or 0)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


class Notification(models.Model):
    """One event that concerns one member.

    It stores no text. The text is rendered from the event and its target when the notification is shown, so a deleted
    comment leaves no copy here and every reader gets their own language.
    """

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in NotificationKind])
    channel = models.CharField(max_length=8, choices=[(channel, channel) for channel in Channel])
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["user", "read_at"], name="notification_unread")]
        constraints = [
            models.UniqueConstraint(fields=["event", "user"], name="notification_once_per_event"),
            models.CheckConstraint(
                condition=Q(kind__in=list(NotificationKind)), name="notification_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=[channel for channel in Channel if channel != Channel.OFF]),
                name="notification_channel_shown",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.user_id}"


class Preference(models.Model):
    """A member's channel for one kind of notification, where it is not the default."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in NotificationKind])
    channel = models.CharField(max_length=8, choices=[(channel, channel) for channel in Channel])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="preference_once_per_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=list(NotificationKind), channel__in=list(Channel)),
                name="preference_kind_and_channel_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind} by {self.channel}"


class AuditCursor(models.Model):
    """The number of the last event of a desk that was turned into notifications."""

    desk = models.OneToOneField(Desk, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.desk}: {self.number}"
