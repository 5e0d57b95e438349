"""Notices: that something concerns a person, why, and whether it reached them. Made from the audit trail alone."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskScopedQuerySet
from factcheck.notices.kinds import NoticeKind, Way
from factcheck.review.models import Comment


class NoticeQuerySet(DeskScopedQuerySet["Notice"]):
    def visible_to(self, user: Any) -> Self:
        """One's own, as long as one is on the desk."""
        return super().visible_to(user).filter(user_id=user.pk or 0)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """One event that concerns one person. It holds no words: those are read where they are when it is shown."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in NoticeKind])
    way = models.CharField(max_length=8, choices=[(way, way) for way in Way])
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["user", "read_at"], name="notice_unread")]
        constraints = [
            models.UniqueConstraint(fields=["event", "user"], name="notice_once_per_event"),
            models.CheckConstraint(condition=Q(kind__in=list(NoticeKind)), name="notice_kind_known"),
            models.CheckConstraint(
                condition=Q(way__in=[way for way in Way if way != Way.OFF]), name="notice_way_shown"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.user_id}"


class Preference(models.Model):
    """How one kind of notice reaches one person, where it is not the usual way."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in NoticeKind])
    way = models.CharField(max_length=8, choices=[(way, way) for way in Way])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="preference_once_per_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=list(NoticeKind), way__in=list(Way)), name="preference_words_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind} by {self.way}"


class Gathered(models.Model):
    """Up to which line a desk's trail was turned into notices."""

    desk = models.OneToOneField(Desk, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.desk}: {self.number}"
