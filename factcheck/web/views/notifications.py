"""The user's notifications, and the channels by which they are delivered."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.actions import notifications
from factcheck.notifications.selectors import (
    get_channels,
    get_notification,
    get_url,
    list_notifications,
    render_text,
)
from factcheck.web.forms.notifications import ChannelForm
from factcheck.web.types import AuthenticatedRequest

PER_PAGE = 50


@login_required
def index(request: AuthenticatedRequest) -> HttpResponse:
    return render(request, "notifications/notifications.html", notifications_context(request))


def notifications_context(request: AuthenticatedRequest) -> dict[str, Any]:
    """Return what the page and its live regions show."""
    page = Paginator(list_notifications(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return {"page": page, "rows": [(notice, render_text(notice), get_url(notice)) for notice in page]}


@login_required
@require_POST
def read(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    notifications.mark_read(request.user, get_notification(request.user, pk))
    return redirect("notifications")


@login_required
@require_POST
def read_all(request: AuthenticatedRequest) -> HttpResponse:
    notifications.mark_read(request.user)
    return redirect("notifications")


@login_required
def channels(request: AuthenticatedRequest) -> HttpResponse:
    form = ChannelForm(request.POST or None, initial=get_channels(request.user.pk))
    if request.method == "POST" and form.is_valid():
        notifications.set_channels(request.user, form.cleaned_data)
        messages.success(request, _("Settings saved."))
        return redirect("notifications")
    return render(request, "notifications/settings.html", {"form": form}, status=422 if form.errors else 200)
