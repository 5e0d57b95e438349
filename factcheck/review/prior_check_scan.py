"""Looking back when an article comes in: which of its claims were surely checked before.

One row a claim at most, made once for each run of a splitter. The claim's page looks anew.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from factcheck.claims.models import Claim, SplitRun
from factcheck.enums import ExclusionReason, JobState, SimilarityLabel
from factcheck.review.models import PriorCheckScan, PriorCheckSuggestion, SimilarityJudgement
from factcheck.review.prior_checks import PriorCheckMatch, find_for_claim

BATCH_SIZE = 20
# At these, of the matches that CheckThat 2022's development posts found, more than 19 of 20 were right.
MIN_SIMILARITY, MIN_CERTAINTY = 0.25, 0.3


def scan_new_runs() -> int:
    """Look up the claims of every run of a splitter that nobody has looked at; how many runs there were."""
    done = SplitRun.objects.filter(state=JobState.DONE, finished_at__isnull=False)
    fresh = done.exclude(lookback__finished_at=F("finished_at")).order_by("pk")[:BATCH_SIZE]
    for run in fresh:
        _scan_run(run)
    return len(fresh)


def _scan_run(run: SplitRun) -> None:
    """Looks first and writes then, so that nobody's writing waits for the looking."""
    claims = Claim.objects.filter(
        revision=run.revision_id, set_aside=ExclusionReason.NO, resemblance__isnull=True
    )
    found = [(claim, one) for claim in claims for one in find_for_claim(claim)[:1] if is_confident(one)]
    _save_suggestions(run, [_to_suggestion(claim, one) for claim, one in found])


@transaction.atomic
def _save_suggestions(run: SplitRun, rows: list[PriorCheckSuggestion]) -> None:
    """Claims that another splitting has taken away meanwhile are left out."""
    claims = Claim.objects.select_for_update().filter(pk__in=[row.claim_id for row in rows])
    there = set(claims.values_list("pk", flat=True))
    PriorCheckSuggestion.objects.bulk_create(
        (row for row in rows if row.claim_id in there), ignore_conflicts=True
    )
    PriorCheckScan.objects.update_or_create({"finished_at": run.finished_at}, splitting=run)


def is_confident(one: PriorCheckMatch) -> bool:
    return one.likeness >= MIN_SIMILARITY and one.sureness >= MIN_CERTAINTY


def _to_suggestion(claim: Claim, one: PriorCheckMatch) -> PriorCheckSuggestion:
    kind, pk = one.check.key[0], int(one.check.key[1:])
    which = {"verdict_id": pk} if kind == "v" else {"check_of_feed_id": pk}
    return PriorCheckSuggestion(
        desk_id=claim.desk_id, claim=claim, sureness=one.sureness, method=one.method, **which
    )


def load_suggestions(claims: Iterable[Claim]) -> dict[int, PriorCheckSuggestion]:
    """By claim the check that it surely resembles, as long as that stands and nobody said that the two differ."""
    said_apart = SimilarityJudgement.objects.filter(
        Q(key=_key("v", "verdict")) | Q(key=_key("f", "check_of_feed")),
        claim=OuterRef("claim"),
        alike=SimilarityLabel.DIFFERENT,
    )
    rows = PriorCheckSuggestion.objects.filter(~Exists(said_apart), claim__in=[claim.pk for claim in claims])
    rows = rows.exclude(verdict__current=False).select_related("verdict__rating", "check_of_feed")
    return {row.claim_id: row for row in rows}


def _key(letter: str, column: str) -> Concat:
    return Concat(Value(letter), Cast(OuterRef(column), CharField()))
