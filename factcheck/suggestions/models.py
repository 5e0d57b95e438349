"""Requests to a language model, and the suggestions in its responses, which change nothing until accepted."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from factcheck.articles.models import Article, Revision
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskScopedQuerySet
from factcheck.enums import Stance, SuggestionState
from factcheck.evidence.models import Evidence, Source
from factcheck.jobs.models import Job, JobQuerySet


class SuggestionRequest(Job):
    """A job that asks the model once.

    `kind` is a slug of PROMPTS. `tokens` is what the calls have used so far, estimates included. `dropped` counts the
    items whose quotes did not occur in the text.
    """

    # The name of the model when its first events were recorded.
    audit_name = "asking"

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="suggestion_requests")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=20)
    method = models.CharField(max_length=60)
    model = models.CharField(max_length=120)
    tokens = models.PositiveIntegerField(default=0)
    dropped = models.PositiveIntegerField(default=0)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = JobQuerySet.as_manager()

    class Meta(Job.Meta):
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.article}: {self.state}"


class Suggestion(models.Model):
    """One suggestion, whose `quote` was verified to be text[start:end].

    The text is the quote of `evidence` if there is one, else the text of the request's source, else the revision.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(SuggestionRequest, on_delete=models.CASCADE, related_name="suggestions")
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, null=True, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    text = models.TextField(blank=True)
    speaker = models.CharField(max_length=200, blank=True)
    stance = models.CharField(max_length=10, choices=[(s, s) for s in Stance], blank=True)
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in SuggestionState], default=SuggestionState.OPEN
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DeskScopedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="suggestion_span_not_empty"),
            models.CheckConstraint(
                condition=Q(state__in=list(SuggestionState)), name="suggestion_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text or self.quote
