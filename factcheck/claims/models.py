"""What an article asserts: claims anchored in a revision, and the machine's runs that found them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from factcheck.articles.models import Article, Revision
from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskScopedQuerySet
from factcheck.enums import ClaimState, CreatedBy, ExclusionReason
from factcheck.jobs.models import Job, JobQuerySet


class SplitRun(Job):
    """One run of a splitter over a revision. `skipped` is [[start, end, reason], ...]."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="split_runs")
    splitter = models.CharField(max_length=40)
    method = models.CharField(max_length=60, blank=True)
    skipped = models.JSONField(default=list)

    objects = JobQuerySet.as_manager()

    class Meta(Job.Meta):
        ordering = ["id"]
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint(fields=["revision", "splitter"], name="splitrun_once_per_splitter"),
        ]

    def __str__(self) -> str:
        return f"{self.splitter} on {self.revision}: {self.state}"


class Claim(models.Model):
    """One checkable assertion, anchored by position (code points, end excluded) and quote.

    `text` is the self-contained wording. `attribution` holds the spans of speaker and cue as a splitter found them.
    `suggested_parts` is what a splitter takes a compound claim's parts to be: [[text, [[start, end], ...]], ...].
    `insertions` is what `text` says in brackets: [[the word in the quote, the words instead, start, end of those], ...].
    `quorum` is how many rate it, where that is another number than the desk's.
    `is_human_edited` says that a person confirmed, changed or used it: no machine overwrites it any more.
    `tags` are the names of its tags in order, as lists and history read them; `tag_rows` are those tags themselves.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="claims")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="claims")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="claims")
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="parts")
    number = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    text = models.TextField()
    speaker = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, default="assertion")
    attribution = models.JSONField(null=True, blank=True)
    suggested_parts = models.JSONField(default=list, blank=True)
    insertions = models.JSONField(default=list, blank=True)
    check_worthiness = models.FloatField(default=0.5)
    reason = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=10, choices=[(s, s) for s in ClaimState], default=ClaimState.DRAFT)
    set_aside = models.CharField(max_length=16, blank=True, default=ExclusionReason.NO)
    duplicate_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    origin = models.CharField(max_length=10, choices=[(o, o) for o in CreatedBy], default=CreatedBy.PERSON)
    method = models.CharField(max_length=60, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="claims"
    )
    due_on = models.DateField(null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)
    is_human_edited = models.BooleanField(default=False)
    tags = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    history = HistoricalRecords()
    objects = DeskScopedQuerySet.as_manager()

    class Meta:
        ordering = ["start", "id"]
        indexes = [
            models.Index(fields=["article", "id"], name="claim_by_article"),
            models.Index(fields=["desk", "id"], name="claim_by_desk"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="claim_number_once_per_article"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="claim_span_not_empty"),
            models.CheckConstraint(
                condition=Q(check_worthiness__gte=0, check_worthiness__lte=1),
                name="claim_check_worthiness_0_to_1",
            ),
            models.CheckConstraint(condition=Q(state__in=list(ClaimState)), name="claim_state_known"),
            models.CheckConstraint(
                condition=Q(set_aside__in=list(ExclusionReason)), name="claim_set_aside_known"
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="claim_not_part_of_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:80]}"

    @property
    def visible_insertions(self) -> list[tuple[str, str]]:
        """(word, words instead) of every fill that the wording still has."""
        return [(word, words) for word, words, *_ in self.insertions if f"[{words}]" in self.text]

    @property
    def is_revealed(self) -> bool:
        """Whether everybody's ratings may be seen."""
        return ClaimState(self.state).rank >= ClaimState.REVEALED.rank


class Tag(models.Model):
    """A word that a desk orders its claims by; no part of any verdict. `key` is what makes two names the same."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    claims = models.ManyToManyField(Claim, related_name="tag_rows", blank=True)

    objects = DeskScopedQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["desk", "key"], name="tag_once_per_desk")]

    def __str__(self) -> str:
        return self.name
