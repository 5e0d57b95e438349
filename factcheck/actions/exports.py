"""Asking for exports, and making them. A dead worker's export is finished by another, once."""

import hashlib
from dataclasses import dataclass

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.articles.models import Article
from factcheck.audit.services import record
from factcheck.desks.models import User
from factcheck.enum_labels import get_label
from factcheck.enums import JobState
from factcheck.exceptions import ConflictError, NotFound, UnknownChoice
from factcheck.exports.models import Export
from factcheck.exports.report_builder import build_report
from factcheck.kept import retold
from factcheck.reporting.exporters import EXPORTERS, write_export

PROGRESS_REPORT_BUILT, PROGRESS_FILE_WRITTEN = 20, 80


@transaction.atomic
def request_export(actor: User, *, article: Article, kind: str) -> Export:
    """Ask for a file of an article; `kind` is a slug of EXPORTERS. The caller sends the task."""
    permissions.ensure_permission(actor, "export.request", article)
    if kind not in EXPORTERS:
        raise UnknownChoice(_("export kind"), kind, list(EXPORTERS))
    job = Export.objects.create(desk_id=article.desk_id, article=article, kind=kind, requested_by=actor)
    record(actor, "export.requested", job, desk_id=job.desk_id, kind=kind)
    return job


@transaction.atomic
def retry_export(actor: User, *, job: Export) -> Export:
    """Put a failed export back in the queue. The caller sends the task."""
    permissions.ensure_permission(actor, "export.request", job)
    if not Export.objects.all().requeue(job.pk):
        raise ConflictError(
            _("Only a failed export is tried again; this one is %(state)s.")
            % {"state": get_label(JobState, job.state)}
        )
    job.refresh_from_db()
    record(actor, "export.retried", job, desk_id=job.desk_id, kind=job.kind)
    return job


def run_export(job_id: int, *, redelivered: bool = False) -> bool:
    """Make the file of an export; False if there was nothing to do or another worker took it over meanwhile."""
    jobs = Export.objects.all()
    attempt = jobs.take(job_id, redelivered=redelivered)
    if attempt is None:
        return False
    job = Export.objects.select_related("article__desk").get(pk=job_id)
    report = build_report(job.article)
    jobs.report(job_id, attempt, progress=PROGRESS_REPORT_BUILT)
    data = write_export(report, job.kind)
    jobs.report(job_id, attempt, progress=PROGRESS_FILE_WRITTEN)
    name = default_storage.save(f"exports/{job_id}-{attempt}{EXPORTERS[job.kind].suffix}", ContentFile(data))
    if jobs.finish(job_id, attempt, file=name, sha256=hashlib.sha256(data).hexdigest(), size=len(data)):
        return True
    default_storage.delete(name)
    return False


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A finished file, open for reading, as it is handed out."""

    file: File
    name: str
    media_type: str
    sha256: str


def open_export(job: Export) -> ExportFile:
    """The file of a finished export; Conflict while there is none, NotFound if it is gone from the disk."""
    if job.state != JobState.DONE:
        raise ConflictError(
            _("This export has no file: it is %(state)s.") % {"state": get_label(JobState, job.state)}
            + (f" {retold(job.error)}" if job.error else "")
        )
    exporter = EXPORTERS[job.kind]
    name = f"article-{job.article_id}{exporter.suffix}"
    try:
        file = job.file.open("rb")
    except FileNotFoundError as error:
        raise NotFound(_("The file of this export is not there any more. Ask for it anew.")) from error
    return ExportFile(file, name, exporter.media_type, job.sha256)
