"""The search of a desk and its saved searches. The URL is the complete state of a search."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck import permissions
from factcheck.actions.saved_searches import delete_saved_search, save_search
from factcheck.desks.models import Desk
from factcheck.desks.selectors import get_desk
from factcheck.exceptions import InvalidInput
from factcheck.search.query import SearchFilters, search
from factcheck.search.selectors import get_saved_search, list_saved_searches
from factcheck.web.forms.search import SearchForm
from factcheck.web.types import AuthenticatedRequest


@login_required
def results(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    desk = get_desk(request.user, slug)
    form = SearchForm(request.GET, desk=desk)
    query = form.get_query()
    words, filters = query.pop("q"), SearchFilters(**query)
    results = search(request.user, desk, words, filters, page=_page(request))
    context = {
        "desk": desk,
        "form": form,
        "words": words,
        "filters": filters,
        "results": results,
        "views": list_saved_searches(desk),
        "may_save": permissions.has_permission(request.user, "view.save", desk),
        "query": _without_page(request),
    }
    return render(request, "search/search.html", context)


@login_required
@require_POST
def save(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    desk = get_desk(request.user, slug)
    try:
        view = save_search(
            request.user, desk=desk, name=request.POST.get("name", ""), query=request.POST.get("query", "")
        )
    except InvalidInput as refusal:
        messages.error(request, " ".join([refusal.message, *refusal.fields.values()]))
        return redirect(_address(desk, request.POST.get("query", "")))
    messages.success(request, _("Search saved as “%(name)s”.") % {"name": view.name})
    return redirect(_address(desk, view.query))


@login_required
@require_POST
def delete(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    view = get_saved_search(request.user, pk)
    delete_saved_search(request.user, saved_search=view)
    messages.success(request, _("Saved search “%(name)s” removed.") % {"name": view.name})
    return redirect("search", view.desk.slug)


def _address(desk: Desk, query: str) -> str:
    return f"{reverse('search', args=[desk.slug])}?{query}"


def _page(request: AuthenticatedRequest) -> int:
    value = request.GET.get("page", "")
    return int(value) if value.isdecimal() and len(value) < 6 else 1


def _without_page(request: AuthenticatedRequest) -> str:
    query: Any = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
