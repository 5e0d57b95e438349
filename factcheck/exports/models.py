"""The job that turns a report of an article into a file."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from factcheck.articles.models import Article
from factcheck.desks.models import Desk
from factcheck.enums import JobState
from factcheck.jobs.models import Job, JobQuerySet


class Export(Job):
    """A requested file of an article. `sha256` and `size` (in bytes) are of the finished file."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="exports")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="exports")
    kind = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(null=True)
    file = models.FileField(upload_to="exports/", max_length=300, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = JobQuerySet.as_manager()

    class Meta(Job.Meta):
        ordering = ["-id"]
        indexes = [*Job.Meta.indexes, models.Index(fields=["desk", "-id"], name="export_by_desk")]
        constraints = [
            *Job.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state=JobState.DONE) | (~Q(sha256="") & ~Q(file="")), name="export_done_has_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.article}: {self.state}"
