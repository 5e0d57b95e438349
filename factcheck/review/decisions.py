"""Rows of the review that people answer for by name: who rates a claim, who signed its verdict, what was published."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from factcheck.claims.models import Claim
from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskQuerySet

PERSON = settings.AUTH_USER_MODEL


class ReviewerAssignment(models.Model):
    """One reviewer of one claim: assigned by somebody, or recused by themselves, with a reason."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="reviewings")
    reviewer = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="reviewings")
    assigned_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    assigned_at = models.DateTimeField(auto_now_add=True)
    recused_at = models.DateTimeField(null=True)
    recused_reason = models.CharField(max_length=400, blank=True)

    history = HistoricalRecords()
    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "reviewer"], name="reviewing_once_per_claim"),
            models.CheckConstraint(
                condition=Q(recused_at__isnull=True) | ~Q(recused_reason=""),
                name="reviewing_recused_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(assigned_by__isnull=False) | Q(recused_at__isnull=False),
                name="reviewing_assigned_or_recused",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer} on claim {self.claim_id}"


class SignOff(models.Model):
    """One named approval of a verdict. An edit drops it: it stays, with when, by whom and why.

    `proposed_by` is copied from the verdict, so that the database itself keeps a proposer from signing.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    verdict = models.ForeignKey("review.Verdict", on_delete=models.CASCADE, related_name="signoffs")
    member = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="signoffs")
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(auto_now_add=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    dropped_because = models.CharField(max_length=200, blank=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["verdict", "member"],
                condition=Q(dropped_at__isnull=True),
                name="signoff_once_per_member",
            ),
            models.CheckConstraint(condition=~Q(member=F("proposed_by")), name="signoff_not_by_proposer"),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True, dropped_because="")
                | (Q(dropped_at__isnull=False) & ~Q(dropped_because="")),
                name="signoff_dropped_has_cause",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} on {self.verdict}"


class Publication(models.Model):
    """What readers see of a claim, as it was published: `content` is frozen. The newest is the claim's public page."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="publications")
    verdict = models.OneToOneField("review.Verdict", on_delete=models.PROTECT, related_name="publication")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    correction = models.TextField(blank=True)
    published_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(auto_now_add=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["claim_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="publication_number_once_per_claim"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(correction=""), name="publication_again_has_correction"
            ),
        ]

    def __str__(self) -> str:
        return f"Claim {self.claim_id}, publication {self.number}"
