"""What people did with the machine's suggestions, as labels to train on: one record for each sentence."""

from collections.abc import Iterator
from typing import Any

from factcheck.claims.models import Claim, SplitRun
from factcheck.enums import ClaimState, CreatedBy, ExclusionReason, JobState
from factcheck.stored_messages import from_json


def iter_training_labels() -> Iterator[dict[str, Any]]:
    """Yield one label for each claim that people decided on.

    Accepted suggestions (1) and excluded ones (0) come first, then the claims that people added themselves (1). A
    duplicate has no label: it is excluded because another claim says the same, not because it is not worth checking.
    """
    yield from _label_decided_suggestions()
    yield from _label_added_claims()


def _label_decided_suggestions() -> Iterator[dict[str, Any]]:
    rows = (
        Claim.objects.filter(origin=CreatedBy.MACHINE, is_human_edited=True)
        .select_related("article")
        .order_by("id")
    )
    for claim in rows.exclude(set_aside=ExclusionReason.DUPLICATE).iterator():
        if claim.set_aside or claim.state != ClaimState.DRAFT:
            yield _to_record(claim, label=0 if claim.set_aside else 1, why=claim.set_aside or "accepted")


def _label_added_claims() -> Iterator[dict[str, Any]]:
    """Yield the claims that people added to a text that a splitter had read: it skipped or missed them."""
    rows = Claim.objects.filter(origin=CreatedBy.PERSON, parent=None, set_aside=ExclusionReason.NO)
    # `distinct`: a revision that several splitters have read joins each claim several times.
    split = rows.filter(revision__split_runs__state=JobState.DONE).select_related("article").distinct()
    for claim in split.order_by("id").iterator():
        yield _to_record(claim, label=1, why="marked by a person")


def _to_record(claim: Claim, *, label: int, why: str) -> dict[str, Any]:
    return {
        "id": claim.pk,
        "article": claim.article_id,
        "language": claim.article.language,
        "text": claim.quote,
        "label": label,
        "why": why,
        "score": claim.check_worthiness,
        "method": claim.method,
    }


def skipped_sentences(run: SplitRun, text: str) -> list[dict[str, Any]]:
    """Return the sentences that a run skipped, without those that are in a claim now; `reason` is a stored message."""
    claimed = list(Claim.objects.filter(revision=run.revision_id).values_list("start", "end"))
    return [
        {"start": start, "end": end, "quote": text[start:end], "reason": from_json(reason)}
        for start, end, reason in run.skipped
        if not any(first < end and start < last for first, last in claimed)
    ]
