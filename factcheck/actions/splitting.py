"""Running a splitter over a revision, and storing the claims that it finds.

Safe to run again: the claims that people used stay as they are, the others are replaced by what the splitter finds now.
"""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from factcheck import permissions
from factcheck.actions.claim_state import next_number
from factcheck.articles.models import Article, Revision
from factcheck.audit.services import record_event
from factcheck.claims.models import Claim, SplitRun
from factcheck.claims.selectors import latest_run, list_unedited_machine_claims
from factcheck.claims.split_runs import is_current, to_blocks, to_claims
from factcheck.desks.models import User
from factcheck.enums import JobState
from factcheck.exceptions import ConflictError
from factcheck.jobs.limits import ensure_within_limits
from factcheck.text.splitters import get_splitter, split
from factcheck.text.types import Split


def get_or_create_run(revision: Revision, *, splitter: str = "") -> SplitRun:
    """Return the run of a splitter over a revision, created if there is none. The caller sends the task.

    Raises UnknownChoice, or TooManyRequests if too many runs wait that the revision's author or its desk asked for.
    """
    slug = splitter or settings.SPLITTER
    get_splitter(slug)
    if not revision.split_runs.filter(splitter=slug).exists():
        _ensure_within_limits(revision.created_by_id, revision.desk_id)
    # A page and the API can ask at once; the constraint lets one of them create the run, the other one gets it.
    run, _is_new = SplitRun.objects.get_or_create(
        revision=revision, splitter=slug, defaults={"desk_id": revision.desk_id}
    )
    return run


def _ensure_within_limits(person_id: int, desk_id: int) -> None:
    ensure_within_limits(SplitRun.objects.all(), person_id, desk_id=desk_id, owner="revision__created_by")


@transaction.atomic
def rerun_splitter(actor: User, *, article: Article, splitter: str = "") -> SplitRun:
    """Queue a split run of an article: after a failure, with another splitter, or with a newer version of it.

    Raises ConflictError where the same splitter in the same version has run already, TooManyRequests where too many
    runs wait. The caller sends the task.
    """
    permissions.ensure_permission(actor, "article.edit", article)
    _ensure_within_limits(actor.pk, article.desk_id)
    latest = latest_run(article)
    slug = splitter or (latest.splitter if latest else settings.SPLITTER)
    run = get_or_create_run(article.revisions.latest("number"), splitter=slug)
    if latest is not None and latest.pk == run.pk and is_current(run):
        raise ConflictError(
            _("The claims were found by %(method)s; it would find the same ones again.")
            % {"method": run.method}
        )
    SplitRun.objects.all().requeue(run.pk, states=(JobState.FAILED, JobState.DONE))
    run.refresh_from_db()
    record_event(actor, "article.split_again", article, desk_id=article.desk_id, splitter=slug)
    return run


def run_splitter(run_id: int, *, redelivered: bool = False) -> bool:
    """Split the revision of a run and store the claims.

    Return False if there was nothing to do, or if another worker has taken the run over. Splitting can take seconds. It
    is outside of the transaction, which locks the revision and the desk's audit chain.
    """
    attempt = SplitRun.objects.all().acquire(run_id, redelivered=redelivered)
    if attempt is None:
        return False
    run = SplitRun.objects.select_related("revision__article").get(pk=run_id)
    result = split(run.revision.text, method=run.splitter, blocks=to_blocks(run.revision))
    return _store(run, attempt, result)


@transaction.atomic
def _store(run: SplitRun, attempt: int, result: Split) -> bool:
    skipped = [[item.start, item.end, item.reason.to_json()] for item in result.skipped]
    # First of all: a worker that was thought dead, and whose run another one has, must not replace that one's claims.
    if not SplitRun.objects.all().finish(run.pk, attempt, method=result.method, skipped=skipped):
        return False
    # People add claims meanwhile; `claim_state.lock_numbering` locks the same row.
    revision = Revision.objects.select_for_update().get(pk=run.revision_id)
    list_unedited_machine_claims(revision).delete()
    # What is left was confirmed, changed or used by a person. A draft with the same span would only repeat it.
    used = set(Claim.objects.filter(revision=revision).values_list("start", "end"))
    drafts = [draft for draft in result.claims if (draft.start, draft.end) not in used]
    rows = to_claims(revision, drafts, method=result.method, first_number=next_number(revision.article))
    bulk_create_with_history(rows, Claim, default_change_reason=result.method)
    # No actor: a machine found these claims, no matter who started the run.
    record_event(
        None, "article.split", revision.article, desk_id=run.desk_id, method=result.method, claims=len(rows)
    )
    return True
