"""Checks of similar claims: imported ones, suggestions, and what people judged."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from factcheck.claims.models import Claim, SplitRun
from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskScopedQuerySet
from factcheck.enums import SimilarityLabel
from factcheck.review.models.verdicts import Verdict


def exactly_one_check() -> Q:
    """Return the condition that a row refers to a verdict or to an external check, never to both or neither."""
    return Q(verdict__isnull=True) ^ Q(external_check__isnull=True)


class ExternalCheck(models.Model):
    """A fact-check of another publisher, imported from a ClaimReview feed.

    `rating` is the publisher's own label, in its own language.
    """

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    publisher = models.CharField(max_length=200)
    url = models.URLField(max_length=2000)
    rating = models.CharField(max_length=200)
    reviewed_on = models.DateField(null=True)

    objects = DeskScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            # With the text: one page of a publisher can check several claims.
            models.UniqueConstraint(fields=["desk", "url", "text"], name="externalcheck_once_per_desk")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class SimilarityJudgement(models.Model):
    """A person's judgement on whether a claim and an earlier check are about the same thing.

    The earlier check is a verdict of the desk or an external check.
    """

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="similarity_judgements")
    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, null=True, related_name="+")
    external_check = models.ForeignKey(ExternalCheck, on_delete=models.CASCADE, null=True, related_name="+")
    label = models.CharField(max_length=10, choices=[(a, a) for a in SimilarityLabel])
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(auto_now=True)

    objects = DeskScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=exactly_one_check(), name="similarityjudgement_of_one_check"),
            models.UniqueConstraint(fields=["claim", "verdict"], name="similarityjudgement_once_per_verdict"),
            models.UniqueConstraint(
                fields=["claim", "external_check"], name="similarityjudgement_once_per_external_check"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.label}"


class PriorCheckScan(models.Model):
    """A split run whose claims were compared with the earlier checks.

    `finished_at` is a copy of the run's: a run that is started again gets a new one, and is scanned again.
    """

    split_run = models.OneToOneField(SplitRun, on_delete=models.CASCADE, related_name="prior_check_scan")
    finished_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.split_run_id}: {self.finished_at}"


class PriorCheckSuggestion(models.Model):
    """The earlier check that most probably is about the same claim: a verdict of the desk or an external check.

    `certainty` is from 0 to 1; `method` names the search that found it, such as "lexical/1".
    """

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="+")
    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, related_name="prior_check_suggestion")
    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, null=True, related_name="+")
    external_check = models.ForeignKey(ExternalCheck, on_delete=models.CASCADE, null=True, related_name="+")
    certainty = models.FloatField()
    method = models.CharField(max_length=60)

    objects = DeskScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=exactly_one_check(), name="priorchecksuggestion_of_one_check")
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.rating}"

    @property
    def rating(self) -> str:
        """The label that the earlier check was given, as its publisher writes it."""
        return self.verdict.rating.label if self.verdict else self.external_check.rating  # type: ignore[union-attr]
