"""Who changed what a verdict rests on, after it was proposed."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from factcheck.review.models.verdicts import Verdict


class SubstanceChange(models.Model):
    """The last change of one part of what a version of a verdict rests on, and by whom.

    `part` is a field of an element of the map, such as "c12.text" or "e34.quote", or of the verdict, "v5.reasons".
    """

    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, related_name="substance_changes")
    part = models.CharField(max_length=60)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["verdict", "part"], name="substancechange_once_per_part")
        ]

    def __str__(self) -> str:
        return f"{self.part} by {self.changed_by}"
