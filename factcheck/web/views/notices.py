"""What concerns the person who looks: their notices, and how those come."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.notices import services
from factcheck.notices.selectors import get_notice, notices_of, place, wording
from factcheck.web.forms.notices import WaysForm
from factcheck.web.requests import SignedIn

PER_PAGE = 50


@login_required
def notices(request: SignedIn) -> HttpResponse:
    return render(request, "notices/notices.html", notices_context(request))


def notices_context(request: SignedIn) -> dict[str, Any]:
    """What the page shows, to be shown as a whole or in part."""
    page = Paginator(notices_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return {"page": page, "rows": [(notice, wording(notice), place(notice)) for notice in page]}


@login_required
@require_POST
def read(request: SignedIn, pk: int) -> HttpResponse:
    services.mark_read(request.user, get_notice(request.user, pk))
    return redirect("notices")


@login_required
@require_POST
def read_all(request: SignedIn) -> HttpResponse:
    services.mark_read(request.user)
    return redirect("notices")


@login_required
def ways(request: SignedIn) -> HttpResponse:
    form = WaysForm(request.POST or None, initial=services.ways_of(request.user.pk))
    if request.method == "POST" and form.is_valid():
        services.choose_ways(request.user, form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("notices")
    return render(request, "notices/settings.html", {"form": form}, status=422 if form.errors else 200)
