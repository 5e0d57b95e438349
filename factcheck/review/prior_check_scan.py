"""Suggestions of earlier checks for the claims of an article that was split.

The scan (`factcheck.actions.prior_checks`) stores at most one suggestion a claim, once for each split run. The
claim's page searches again.
"""

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from factcheck.claims.models import Claim, SplitRun
from factcheck.enums import ExclusionReason, JobState, SimilarityLabel
from factcheck.review.models import PriorCheckSuggestion, SimilarityJudgement
from factcheck.review.prior_checks import PriorCheckMatch

# Measured on the development posts of CheckThat 2022: more than 19 of 20 matches above both values were right.
MIN_SIMILARITY, MIN_CERTAINTY = 0.25, 0.3


def list_unscanned_runs() -> QuerySet[SplitRun]:
    """Return the finished split runs that were not scanned, or were started again since."""
    # A run that is started again gets a new `finished_at`, which its scan does not have yet.
    done = SplitRun.objects.filter(state=JobState.DONE, finished_at__isnull=False)
    return done.exclude(prior_check_scan__finished_at=F("finished_at")).order_by("pk")


def list_unscanned_claims(run: SplitRun) -> QuerySet[Claim]:
    """Return the claims of a run's revision that are in the review and have no suggestion."""
    return Claim.objects.filter(
        revision=run.revision_id, set_aside=ExclusionReason.NO, prior_check_suggestion__isnull=True
    )


def is_confident(match: PriorCheckMatch) -> bool:
    """Return whether a match is good enough to be shown beside the claim in the article."""
    return match.similarity >= MIN_SIMILARITY and match.certainty >= MIN_CERTAINTY


def load_suggestions(claims: Iterable[Claim]) -> dict[int, PriorCheckSuggestion]:
    """Return the suggestion of each claim by claim id.

    A suggestion is left out when its verdict is no longer current, or when a person judged the pair to be different.
    """
    judged_different = SimilarityJudgement.objects.filter(
        Q(verdict=OuterRef("verdict")) | Q(external_check=OuterRef("external_check")),
        claim=OuterRef("claim"),
        label=SimilarityLabel.DIFFERENT,
    )
    # One of the two columns is NULL in both rows, and NULL equals nothing, so only the filled one is compared.
    rows = PriorCheckSuggestion.objects.filter(
        ~Exists(judged_different), claim__in=[claim.pk for claim in claims]
    )
    rows = rows.exclude(verdict__current=False).select_related("verdict__rating", "external_check")
    return {row.claim_id: row for row in rows}
