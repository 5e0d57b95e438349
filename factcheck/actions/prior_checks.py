"""Import external checks, scan new claims for earlier checks, and store what people judge of them."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.audit.services import record_event
from factcheck.claims.models import Claim, SplitRun
from factcheck.desks.models import Desk, User
from factcheck.enums import SimilarityLabel
from factcheck.exceptions import InvalidInput, NotFound
from factcheck.review.claimreview_feed import parse_feed
from factcheck.review.models import ExternalCheck, PriorCheckScan, PriorCheckSuggestion, SimilarityJudgement
from factcheck.review.prior_check_index import exists, parse_key
from factcheck.review.prior_check_scan import is_confident, list_unscanned_claims, list_unscanned_runs
from factcheck.review.prior_checks import PriorCheckMatch, find_for_claim

BATCH_SIZE = 20


@transaction.atomic
def label_pair(actor: User, *, claim: Claim, key: str, label: str) -> SimilarityJudgement:
    """Store whether an earlier check is about the same claim, a similar one or a different one.

    `key` is the public key of the check, such as "v12". A later judgement replaces an earlier one.
    """
    permissions.ensure_permission(actor, "claim.label", claim)
    if label not in list(SimilarityLabel):
        raise InvalidInput(
            _("“%(alike)s” is none of: %(known)s.") % {"alike": label, "known": ", ".join(SimilarityLabel)},
            fields={"alike": _("same, similar or different")},
        )
    reference = parse_key(key)
    if reference is None or not exists(claim.desk_id, reference):
        raise NotFound(_("There is no such earlier check on this desk."))
    pair: dict[str, Any] = {"claim": claim, f"{reference.column}_id": reference.pk}
    judgement, _is_new = SimilarityJudgement.objects.update_or_create(
        **pair,
        defaults={"desk_id": claim.desk_id, "label": label, "judged_by": actor},
    )
    # The event keeps the names that it was first stored with: "key" and "alike".
    record_event(actor, "claim.compared", claim, desk_id=claim.desk_id, key=key, alike=label)
    return judgement


@transaction.atomic
def import_feed(actor: User, *, desk: Desk, data: bytes) -> int:
    """Add the checks of a ClaimReview feed that the desk does not have yet, and return how many are new.

    Raises InvalidInput for data that is not a feed.
    """
    permissions.ensure_permission(actor, "article.submit", desk)
    rows = [ExternalCheck(desk=desk, **fields) for fields in parse_feed(data)]
    before = ExternalCheck.objects.filter(desk=desk).count()
    # A constraint on desk, address and text says which checks the desk has; `bulk_create` reports no count of
    # the rows that it ignored, so the rows are counted before and after.
    ExternalCheck.objects.bulk_create(rows, ignore_conflicts=True)
    new = ExternalCheck.objects.filter(desk=desk).count() - before
    record_event(actor, "feed.imported", desk, desk_id=desk.pk, checks=new)
    return new


def scan_new_runs() -> int:
    """Compare the claims of new split runs with the earlier checks, and return the number of runs."""
    runs = list(list_unscanned_runs()[:BATCH_SIZE])
    for run in runs:
        _scan_run(run)
    return len(runs)


def _scan_run(run: SplitRun) -> None:
    """Search first and write then: a search takes seconds, and no lock should be held for so long."""
    suggestions = []
    for claim in list_unscanned_claims(run):
        match = next(iter(find_for_claim(claim)), None)
        if match is not None and is_confident(match):
            suggestions.append(_to_suggestion(claim, match))
    _save_suggestions(run, suggestions)


@transaction.atomic
def _save_suggestions(run: SplitRun, suggestions: list[PriorCheckSuggestion]) -> None:
    """Store the suggestions of a run, and that it was scanned.

    Another split run may have deleted claims since the search, so their rows are locked and read again.
    """
    claims = Claim.objects.select_for_update().filter(pk__in=[row.claim_id for row in suggestions])
    existing = set(claims.values_list("pk", flat=True))
    PriorCheckSuggestion.objects.bulk_create(
        (row for row in suggestions if row.claim_id in existing), ignore_conflicts=True
    )
    PriorCheckScan.objects.update_or_create({"finished_at": run.finished_at}, split_run=run)


def _to_suggestion(claim: Claim, match: PriorCheckMatch) -> PriorCheckSuggestion:
    reference = match.check.reference
    return PriorCheckSuggestion(
        desk_id=claim.desk_id,
        claim=claim,
        certainty=match.certainty,
        method=match.method,
        **{f"{reference.column}_id": reference.pk},
    )
