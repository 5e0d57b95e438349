"""What people did with the machine's suggestions, as labels to train on: one record a sentence."""

from collections.abc import Iterator
from typing import Any

from factcheck.claims.models import Claim, SplitRun
from factcheck.enums import ClaimState, CreatedBy, ExclusionReason, JobState


def iter_training_labels() -> Iterator[dict[str, Any]]:
    """Claims that people accepted (1) or set aside (0, but for duplicates), then those they marked themselves (1)."""
    yield from _decided()
    yield from _marked()


def _decided() -> Iterator[dict[str, Any]]:
    rows = (
        Claim.objects.filter(origin=CreatedBy.MACHINE, is_human_edited=True)
        .select_related("article")
        .order_by("id")
    )
    for claim in rows.exclude(set_aside=ExclusionReason.DUPLICATE).iterator():
        if claim.set_aside or claim.state != ClaimState.DRAFT:
            yield _label(claim, label=0 if claim.set_aside else 1, why=claim.set_aside or "accepted")


def _marked() -> Iterator[dict[str, Any]]:
    """Claims of people's own, which a splitter had found not worth it or had not found."""
    rows = Claim.objects.filter(origin=CreatedBy.PERSON, parent=None, set_aside=ExclusionReason.NO)
    split = rows.filter(revision__split_runs__state=JobState.DONE).select_related("article").distinct()
    for claim in split.order_by("id").iterator():
        yield _label(claim, label=1, why="marked by a person")


def _label(claim: Claim, *, label: int, why: str) -> dict[str, Any]:
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


def skipped_sentences(job: SplitRun, text: str) -> list[dict[str, Any]]:
    """The sentences that a splitter made no claim of, with the reason, less those that people marked since."""
    claimed = list(Claim.objects.filter(revision=job.revision_id).values_list("start", "end"))
    return [
        {"start": start, "end": end, "quote": text[start:end], "reason": reason}
        for start, end, reason in job.skipped
        if not any(first < end and start < last for first, last in claimed)
    ]
