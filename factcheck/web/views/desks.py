"""The page of a desk with its articles, and the submission of an article."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from factcheck import permissions
from factcheck.articles.selectors import list_articles
from factcheck.claims.selectors import articles_being_split
from factcheck.desks.models import Desk, User
from factcheck.desks.selectors import get_default_desk, get_desk
from factcheck.exceptions import NotFound
from factcheck.review.selectors import ArticleProgress, count_progress, list_stale_verdicts
from factcheck.tasks.submissions import Accepted, submit_bytes, submit_pasted
from factcheck.web.forms.articles import ArticleForm
from factcheck.web.live.poll_state import get_poll_target
from factcheck.web.types import AuthenticatedRequest

PER_PAGE = 50


@login_required
def home(request: AuthenticatedRequest) -> HttpResponse:
    try:
        return redirect("desk", get_default_desk(request.user).slug)
    except NotFound:
        return render(request, "desks/no_desk.html")


@login_required
def detail(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    live = get_poll_target(request.user, "desk_live", slug, slug=slug)
    context = desk_context(request, get_desk(request.user, slug))
    return render(request, "desks/desk.html", {**context, "live": live})


def desk_context(request: AuthenticatedRequest, desk: Desk) -> dict[str, Any]:
    """Return what the page and its live regions show."""
    words = request.GET.get("q", "").strip()
    articles = list_articles(request.user, desk_id=desk.pk, title=words).select_related("submitted_by")
    page = Paginator(articles, PER_PAGE).get_page(request.GET.get("page"))
    progress = count_progress(page.object_list)
    splitting = articles_being_split(page.object_list)
    return {
        "stale": list_stale_verdicts(desk.pk),
        "desk": desk,
        "page": page,
        "rows": [(row, progress.get(row.pk, ArticleProgress()), row.pk in splitting) for row in page],
        "words": words,
        "may_submit": permissions.has_permission(request.user, "article.submit", desk),
    }


@login_required
def submit(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    desk = get_desk(request.user, slug)
    permissions.ensure_permission(request.user, "article.submit", desk)
    form = ArticleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.submit(submit_article, request.user, desk):
        return redirect("article", form.result.article_id)
    context = {
        "desk": desk,
        "form": form,
        "may_import_map": permissions.has_permission(request.user, "map.edit", desk),
    }
    return render(request, "desks/submit.html", context, status=422 if form.errors else 200)


def submit_article(
    actor: User, desk: Desk, *, text: str, file: UploadedFile | None, **metadata: str
) -> Accepted:
    """Submit the pasted text or the uploaded file."""
    if file:
        return submit_bytes(actor, desk=desk, data=file.read(), filename=file.name or "", **metadata)
    return submit_pasted(actor, desk=desk, text=text, **metadata)
