"""Runs of a splitter: whether one is current, and the claims that its result becomes. Nothing here writes a row."""

from collections.abc import Iterable

from factcheck.articles.models import Revision
from factcheck.claims.models import Claim, SplitRun
from factcheck.enums import BlockKind, CreatedBy, JobState
from factcheck.text.splitters import get_method_name
from factcheck.text.types import Attribution, Block, ClaimDraft, Insertion


def is_current(run: SplitRun) -> bool:
    """Return whether a run is queued, running, or was done by the present version of its splitter."""
    if run.state == JobState.FAILED:
        return False
    return run.state != JobState.DONE or run.method == get_method_name(run.splitter)


def to_blocks(revision: Revision) -> tuple[Block, ...]:
    """Return the stored blocks of a revision as values of `factcheck.text`."""
    return tuple(Block(BlockKind(kind), start, end) for kind, start, end in revision.blocks)


def to_claims(
    revision: Revision, drafts: Iterable[ClaimDraft], *, method: str, first_number: int
) -> list[Claim]:
    """Return unsaved claims for the drafts of a splitter, numbered from `first_number`."""
    return [
        Claim(
            desk_id=revision.desk_id,
            article_id=revision.article_id,
            revision=revision,
            number=number,
            start=draft.start,
            end=draft.end,
            quote=draft.quote,
            text=draft.wording,
            # A malformed text can have a "speaker" of any length; the column has 200 characters.
            speaker=draft.attribution.speaker_name(revision.text)[:200] if draft.attribution else "",
            kind=draft.kind,
            attribution=_attribution_to_json(draft.attribution),
            suggested_parts=[
                [part.text, [[span.start, span.end] for span in part.spans]] for part in draft.parts
            ],
            insertions=[_insertion_to_json(insertion, revision.text) for insertion in draft.insertions],
            check_worthiness=draft.check_worthiness,
            reason=draft.reason,
            origin=CreatedBy.MACHINE,
            method=method,
        )
        for number, draft in enumerate(drafts, first_number)
    ]


def _attribution_to_json(attribution: Attribution | None) -> dict | None:
    if attribution is None:
        return None
    return {
        "speaker": [attribution.speaker.start, attribution.speaker.end] if attribution.speaker else None,
        "cue": [attribution.cue.start, attribution.cue.end],
        "direct": attribution.direct,
        "inferred": attribution.inferred,
    }


def _insertion_to_json(insertion: Insertion, text: str) -> list[str | int]:
    replacement = " ".join(insertion.source.of(text).split())
    return [insertion.target.of(text), replacement, insertion.source.start, insertion.source.end]
