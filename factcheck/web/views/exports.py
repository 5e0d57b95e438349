"""The exports of an article: request a file, watch its progress, download it."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from factcheck import permissions
from factcheck.actions.exports import request_export, retry_export
from factcheck.articles.models import Article
from factcheck.articles.selectors import get_article
from factcheck.exports.selectors import get_export, list_exports, open_export
from factcheck.reporting.exporters import EXPORTERS
from factcheck.tasks.exports import make_export
from factcheck.web.types import AuthenticatedRequest


@login_required
def index(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    article = get_article(request.user, pk)
    context = {
        **_jobs(article),
        "exporters": EXPORTERS.values(),
        "may_export": permissions.has_permission(request.user, "export.request", article),
    }
    return render(request, "exports/exports.html", context)


@login_required
def jobs(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Render the table alone. The page polls it while a file is being created."""
    return render(request, "exports/_jobs.html", _jobs(get_article(request.user, pk)))


@login_required
@require_POST
@transaction.atomic
def create(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    article = get_article(request.user, pk)
    job = request_export(request.user, article=article, kind=request.POST.get("kind", ""))
    make_export.send(job.pk)
    return redirect("exports", pk)


@login_required
@require_POST
@transaction.atomic
def retry(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    job = retry_export(request.user, job=get_export(request.user, pk))
    make_export.send(job.pk)
    return redirect("exports", job.article_id)


@login_required
def download(request: AuthenticatedRequest, pk: int) -> HttpResponseBase:
    export = open_export(get_export(request.user, pk))
    response = FileResponse(
        export.file, as_attachment=True, filename=export.name, content_type=export.media_type
    )
    response["ETag"] = f'"{export.sha256}"'
    return response


def _jobs(article: Article) -> dict[str, object]:
    exports = list(list_exports(article))
    return {"article": article, "jobs": exports, "is_working": any(not job.is_finished for job in exports)}
