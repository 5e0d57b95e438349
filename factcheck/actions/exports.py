"""Requesting exports, retrying them, and making their files.

The caller of `request_export` and `retry_export` sends the task, within the same transaction.
"""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.articles.models import Article
from factcheck.audit.services import record_event
from factcheck.desks.models import User
from factcheck.enum_labels import get_label
from factcheck.enums import JobState
from factcheck.exceptions import ConflictError
from factcheck.exports.models import Export
from factcheck.exports.report_builder import build_report
from factcheck.jobs.limits import ensure_within_limits
from factcheck.reporting.exporters import get_exporter, write_export

# Percent of the work after each step, as the page shows it. Writing the file is most of it.
PROGRESS_REPORT_BUILT, PROGRESS_FILE_WRITTEN = 20, 80


@transaction.atomic
def request_export(actor: User, *, article: Article, kind: str) -> Export:
    """Create a queued export of an article; `kind` is a slug of EXPORTERS.

    Raises PermissionDenied, TooManyRequests, or UnknownChoice for a kind that does not exist.
    """
    permissions.ensure_permission(actor, "export.request", article)
    ensure_within_limits(Export.objects.all(), actor.pk, desk_id=article.desk_id)
    job = Export.objects.create(
        desk_id=article.desk_id, article=article, kind=get_exporter(kind).slug, requested_by=actor
    )
    record_event(actor, "export.requested", job, desk_id=job.desk_id, kind=kind)
    return job


@transaction.atomic
def retry_export(actor: User, *, job: Export) -> Export:
    """Queue a failed export again.

    Raises PermissionDenied, TooManyRequests, or ConflictError unless the export has failed.
    """
    permissions.ensure_permission(actor, "export.request", job)
    ensure_within_limits(Export.objects.all(), actor.pk, desk_id=job.desk_id)
    if not Export.objects.all().requeue(job.pk):
        raise ConflictError(
            _("Only a failed export can be retried; this one is %(state)s.")
            % {"state": get_label(JobState, job.state)}
        )
    job.refresh_from_db()
    record_event(actor, "export.retried", job, desk_id=job.desk_id, kind=job.kind)
    return job


def run_export(job_id: int, *, redelivered: bool = False) -> bool:
    """Make the file of an export and finish its job.

    Returns False if there was nothing to do, or if another worker took the job over in the meantime.
    Not one transaction: a PDF takes seconds, and its progress has to be visible to others before it ends.
    Instead, `finish` changes the row only if this worker's attempt is still the latest one.
    """
    jobs = Export.objects.all()
    attempt = jobs.acquire(job_id, redelivered=redelivered)
    if attempt is None:
        return False
    job = Export.objects.select_related("article__desk").get(pk=job_id)
    report = build_report(job.article)
    jobs.set_progress(job_id, attempt, progress=PROGRESS_REPORT_BUILT)
    data = write_export(report, job.kind)
    jobs.set_progress(job_id, attempt, progress=PROGRESS_FILE_WRITTEN)
    # The attempt is part of the name, so that two workers on one job never write the same file.
    file_name = f"exports/{job_id}-{attempt}{get_exporter(job.kind).suffix}"
    name = default_storage.save(file_name, ContentFile(data))
    if jobs.finish(job_id, attempt, file=name, sha256=hashlib.sha256(data).hexdigest(), size=len(data)):
        return True
    # The job belongs to another attempt: nothing refers to this file.
    default_storage.delete(name)
    return False
