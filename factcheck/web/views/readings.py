"""The page of an article whose file is being read or could not be read."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck import permissions
from factcheck.actions.readings import discard_unread, retry_reading
from factcheck.articles.models import Article
from factcheck.articles.selectors import get_article_or_unread, get_reading
from factcheck.desks.models import User
from factcheck.tasks.readings import read_file
from factcheck.web.types import AuthenticatedRequest


def reading_context(user: User, article: Article) -> dict[str, Any]:
    return {
        "article": article,
        "reading": get_reading(article),
        "may_submit": permissions.has_permission(user, "article.submit", article),
    }


@login_required
def status(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show the progress of the reading. The page polls this, and reloads when the reading has finished."""
    article = get_article_or_unread(request.user, pk)
    context = reading_context(request.user, article)
    response = render(request, "articles/_reading_status.html", context)
    if context["reading"] is None or context["reading"].is_finished:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
@transaction.atomic
def read_again(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    article = get_article_or_unread(request.user, pk)
    read_file.send(retry_reading(request.user, article=article).pk)
    return redirect("article", pk)


@login_required
@require_POST
def discard(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    article = get_article_or_unread(request.user, pk)
    discard_unread(request.user, article=article)
    messages.success(request, _("The file was removed."))
    return redirect("desk", article.desk.slug)
