"""Running a splitter over a revision and keeping what it found.

Safe to run again: what people touched stays as it is, the rest is replaced by what the splitter finds now.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from factcheck import permissions
from factcheck.articles.models import Article, Revision
from factcheck.audit.services import record_event
from factcheck.claims.models import Claim, SplitRun
from factcheck.claims.selectors import latest_run
from factcheck.claims.services import list_unedited_machine_claims, next_number
from factcheck.desks.models import User
from factcheck.enums import BlockKind, CreatedBy, JobState
from factcheck.exceptions import ConflictError, UnknownChoice
from factcheck.text.splitters import SPLITTERS, split
from factcheck.text.types import Attribution, Block, ClaimDraft, Insertion, Split


def get_or_create_run(revision: Revision, *, splitter: str = "") -> SplitRun:
    """The job that splits a revision; the one there is, if it was asked for before."""
    slug = splitter or settings.SPLITTER
    if slug not in SPLITTERS:
        raise UnknownChoice(_("splitter"), slug, list(SPLITTERS))
    job, _is_new = SplitRun.objects.get_or_create(
        revision=revision, splitter=slug, defaults={"desk_id": revision.desk_id}
    )
    return job


@transaction.atomic
def rerun_splitter(actor: User, *, article: Article, splitter: str = "") -> SplitRun:
    """Look for an article's claims again: after a failure, with another splitter, or with a newer version of it.

    What people touched stays as it is. The caller sends the task.
    """
    permissions.ensure_permission(actor, "article.edit", article)
    latest = latest_run(article)
    slug = splitter or (latest.splitter if latest else settings.SPLITTER)
    job = get_or_create_run(article.revisions.latest("number"), splitter=slug)
    if latest is not None and latest.pk == job.pk and is_current(job):
        raise ConflictError(
            _("The claims were found by %(method)s; it would find the same ones again.")
            % {"method": job.method}
        )
    SplitRun.objects.all().requeue(job.pk, states=(JobState.FAILED, JobState.DONE))
    job.refresh_from_db()
    record_event(actor, "article.split_again", article, desk_id=article.desk_id, splitter=slug)
    return job


def is_current(job: SplitRun) -> bool:
    """Whether a splitting is on its way or was done by the splitter as it is now."""
    if job.state == JobState.FAILED:
        return False
    return job.state != JobState.DONE or job.method == f"{job.splitter}/{SPLITTERS[job.splitter].version}"


def run_splitter(job_id: int, *, redelivered: bool = False) -> bool:
    """Split the job's revision and keep the claims; False if there was nothing to do or the job was taken over."""
    attempt = SplitRun.objects.all().take(job_id, redelivered=redelivered)
    if attempt is None:
        return False
    job = SplitRun.objects.select_related("revision__article").get(pk=job_id)
    found = split(job.revision.text, method=job.splitter, blocks=to_blocks(job.revision))
    return _keep(job, attempt, found)


def to_blocks(revision: Revision) -> tuple[Block, ...]:
    return tuple(Block(BlockKind(kind), start, end) for kind, start, end in revision.blocks)


@transaction.atomic
def _keep(job: SplitRun, attempt: int, found: Split) -> bool:
    skipped = [[item.start, item.end, item.reason] for item in found.passed_over]
    if not SplitRun.objects.all().finish(job.pk, attempt, method=found.method, skipped=skipped):
        return False
    revision = Revision.objects.select_for_update().get(pk=job.revision_id)  # `add_claim` numbers claims too
    list_unedited_machine_claims(revision).delete()
    kept = set(Claim.objects.filter(revision=revision).values_list("start", "end"))
    drafts = [draft for draft in found.claims if (draft.start, draft.end) not in kept]
    rows = _rows(revision, drafts, found.method)
    bulk_create_with_history(rows, Claim, default_change_reason=found.method)
    record_event(
        None, "article.split", revision.article, desk_id=job.desk_id, method=found.method, claims=len(rows)
    )
    return True


def _rows(revision: Revision, drafts: Iterable[ClaimDraft], method: str) -> list[Claim]:
    first = next_number(revision.article)
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
            speaker=draft.attribution.who(revision.text)[:200] if draft.attribution else "",
            kind=draft.kind,
            attribution=_as_json(draft.attribution),
            suggested_parts=[
                [part.text, [[span.start, span.end] for span in part.spans]] for part in draft.parts
            ],
            insertions=[_fill_as_json(fill, revision.text) for fill in draft.fills],
            check_worthiness=draft.check_worthiness,
            reason=draft.reason[:400],
            origin=CreatedBy.MACHINE,
            method=method,
        )
        for number, draft in enumerate(drafts, first)
    ]


def _as_json(found: Attribution | None) -> dict | None:
    if found is None:
        return None
    return {
        "speaker": [found.speaker.start, found.speaker.end] if found.speaker else None,
        "cue": [found.cue.start, found.cue.end],
        "direct": found.direct,
        "inferred": found.inferred,
    }


def _fill_as_json(fill: Insertion, text: str) -> list[str | int]:
    words = " ".join(fill.source.of(text).split())
    return [fill.place.of(text), words, fill.source.start, fill.source.end]
