"""The ids under which forms were submitted, and where each of them led."""

from django.conf import settings
from django.db import models

from factcheck.limits import limit


class FormSubmission(models.Model):
    """A form that was carried out. The row is written in the transaction of the form: both exist, or neither.

    Of two requests with one id, the database lets the second one wait for the first one, by the constraint.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=limit("digest"))
    path = models.CharField(max_length=limit("url"))
    location = models.CharField(max_length=limit("url"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="form_submitted_once")]

    def __str__(self) -> str:
        return f"{self.path} {self.key}"
