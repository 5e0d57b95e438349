"""Queries for exports, and access to their files."""

from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from factcheck.articles.models import Article
from factcheck.enum_labels import get_label
from factcheck.enums import JobState
from factcheck.exceptions import ConflictError, NotFound
from factcheck.exports.models import Export
from factcheck.reporting.exporters import get_exporter

MAX_LISTED = 50


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A finished file, open for reading, with what a download needs."""

    file: File
    name: str
    media_type: str
    sha256: str


def get_export(user: Any, export_id: int) -> Export:
    """Return an export with its article; raise NotFound unless it is visible to the user."""
    job = Export.objects.visible_to(user).select_related("article").filter(pk=export_id).first()
    if job is None:
        raise NotFound(_("There is no such export on your desks."))
    return job


def list_exports(article: Article) -> QuerySet[Export]:
    """Return the latest exports of an article, newest first."""
    return Export.objects.filter(article=article).select_related("requested_by")[:MAX_LISTED]


def open_export(job: Export) -> ExportFile:
    """Open the file of a finished export.

    Raises ConflictError while there is no file, and NotFound if the file is missing from the storage.
    """
    if job.state != JobState.DONE:
        raise ConflictError(
            _("This export has no file: it is %(state)s.") % {"state": get_label(JobState, job.state)}
            + (f" {job.error}" if job.error else "")
        )
    exporter = get_exporter(job.kind)
    name = f"article-{job.article_id}{exporter.suffix}"
    try:
        file = job.file.open("rb")
    except FileNotFoundError as error:
        raise NotFound(_("The file of this export is missing. Request the export again.")) from error
    return ExportFile(file, name, exporter.media_type, job.sha256)
