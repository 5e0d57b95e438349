"""Published verdicts with the content that readers see."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from factcheck.claims.models import Claim
from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskScopedQuerySet


class Publication(models.Model):
    """A published version of a claim. `content` is frozen; the newest publication is the claim's public page."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    # PROTECT: what is public is never deleted with something else.
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="publications")
    verdict = models.OneToOneField("review.Verdict", on_delete=models.PROTECT, related_name="publication")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    correction = models.TextField(blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(auto_now_add=True)

    objects = DeskScopedQuerySet.as_manager()

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
