"""The claims of an article, anchored in a revision, their tags, and the runs of the splitters that found them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from factcheck.articles.models import Article, Revision
from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskScopedQuerySet
from factcheck.enums import ClaimState, CreatedBy, ExclusionReason
from factcheck.jobs.models import Job, JobQuerySet
from factcheck.model_fields import StoredMessageField


class SplitRun(Job):
    """One run of a splitter over a revision.

    `skipped` has the sentences that it made no claim of: [[start, end, reason as JSON], ...].
    """

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

    text: the wording, a self-contained sentence.
    attribution: the spans of speaker and cue as a splitter found them.
    suggested_parts: the parts of a compound claim as a splitter found them, [[text, [[start, end], ...]], ...].
    insertions: what the wording has in brackets, [[word in the quote, its replacement, start, end], ...], with the span
        that the replacement is taken from.
    quorum: how many people rate it, if that differs from the desk's quorum.
    quorum_at_start: the quorum in force when its rating started; empty before. A later change of the desk's reaches no
        rating that is running, which would tell how many have rated.
    set_aside: why the claim is excluded from the review; empty if it is not.
    is_human_edited: whether a person confirmed, changed or used it. A machine never overwrites such a claim.
    tags: the names of its tags in order, for lists and history; `tag_rows` are the tags themselves.
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
    reason = StoredMessageField()
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
    quorum_at_start = models.PositiveSmallIntegerField(null=True, blank=True)
    is_human_edited = models.BooleanField(default=False)
    tags = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    history = HistoricalRecords()
    objects = DeskScopedQuerySet.as_manager()

    class Meta:
        ordering = ["start", "id"]
        indexes = [
            # For the lists of the API, whose pages begin after an id.
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
            # A constraint sees one row, so it excludes only the shortest cycle.
            models.CheckConstraint(condition=~Q(parent=F("id")), name="claim_not_part_of_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:80]}"

    @property
    def visible_insertions(self) -> list[tuple[str, str]]:
        """Return (word, replacement) of every insertion that is still in the wording."""
        return [(word, words) for word, words, *_ in self.insertions if f"[{words}]" in self.text]

    @property
    def effective_quorum(self) -> int:
        """How many ratings reveal it: as its rating started, else its own quorum, else that of the desk."""
        return self.quorum_at_start or self.quorum or self.desk.quorum

    @property
    def is_revealed(self) -> bool:
        """Return whether the ratings of all reviewers are visible."""
        return ClaimState(self.state).rank >= ClaimState.REVEALED.rank


class Tag(models.Model):
    """A subject that a desk sorts its claims by; no part of any verdict. Names with the same `key` are the same tag."""

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
