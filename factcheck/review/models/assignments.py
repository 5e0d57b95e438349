"""Reviewers of claims."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from factcheck.claims.models import Claim
from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskScopedQuerySet


class ReviewerAssignment(models.Model):
    """One reviewer of one claim: assigned by an editor, or recused by themselves with a reason."""

    # The name of this model in the audit log, where its old name is stored and cannot be changed.
    audit_name = "reviewing"

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="reviewer_assignments")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviewer_assignments"
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    assigned_at = models.DateTimeField(auto_now_add=True)
    recused_at = models.DateTimeField(null=True)
    recused_reason = models.CharField(max_length=400, blank=True)

    history = HistoricalRecords()
    objects = DeskScopedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "reviewer"], name="reviewerassignment_once_per_claim"),
            models.CheckConstraint(
                condition=Q(recused_at__isnull=True) | ~Q(recused_reason=""),
                name="reviewerassignment_recused_has_reason",
            ),
            # A row without an assigner is a recusal before any assignment.
            models.CheckConstraint(
                condition=Q(assigned_by__isnull=False) | Q(recused_at__isnull=False),
                name="reviewerassignment_assigned_or_recused",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer} on claim {self.claim_id}"
