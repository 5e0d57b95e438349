"""Approvals of verdicts, each by one named member."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskScopedQuerySet
from factcheck.model_fields import StoredMessageField


class SignOff(models.Model):
    """One member's approval of a verdict. It is valid until an edit drops it; the row stays, with when and why.

    `proposed_by` is a copy of the verdict's, so that a constraint can refuse a sign-off by the proposer.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    verdict = models.ForeignKey("review.Verdict", on_delete=models.CASCADE, related_name="signoffs")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signoffs")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(auto_now_add=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    dropped_because = StoredMessageField()

    objects = DeskScopedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            # Of the valid ones only: a member may sign again after an edit dropped the first sign-off.
            models.UniqueConstraint(
                fields=["verdict", "member"],
                condition=Q(dropped_at__isnull=True),
                name="signoff_once_per_member",
            ),
            models.CheckConstraint(condition=~Q(member=F("proposed_by")), name="signoff_not_by_proposer"),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True, dropped_because__isnull=True)
                | Q(dropped_at__isnull=False, dropped_because__isnull=False),
                name="signoff_dropped_has_cause",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} on {self.verdict}"
