"""The user's own account: name, sign-in methods, API keys."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from factcheck.actions import api_keys
from factcheck.actions.accounts import rename_user
from factcheck.desks.api_keys import list_keys
from factcheck.web.forms.account import KeyForm, NameForm
from factcheck.web.types import AuthenticatedRequest


@login_required
@never_cache
def index(request: AuthenticatedRequest) -> HttpResponse:
    return _page(request)


@login_required
@require_POST
def name(request: AuthenticatedRequest) -> HttpResponse:
    form = NameForm(request.POST)
    if form.submit(rename_user, request.user):
        messages.success(request, _("Name saved."))
        return redirect("account")
    return _page(request, name_form=form)


@login_required
@require_POST
@never_cache
def issue_key(request: AuthenticatedRequest) -> HttpResponse:
    form = KeyForm(request.POST)
    if form.submit(api_keys.issue_key, request.user):
        return _page(request, new_key=form.result)
    return _page(request, key_form=form)


@login_required
@require_POST
def revoke_key(request: AuthenticatedRequest) -> HttpResponse:
    api_keys.revoke_key(request.user, prefix=request.POST.get("key", ""))
    messages.success(request, _("Key revoked."))
    return redirect("account")


def _page(request: AuthenticatedRequest, **more: Any) -> HttpResponse:
    context = {
        "name_form": NameForm(initial={"name": request.user.name}),
        "key_form": KeyForm(),
        "keys": list_keys(request.user),
        **more,
    }
    has_errors = any(form.errors for form in (context["name_form"], context["key_form"]))
    return render(request, "account/account.html", context, status=422 if has_errors else 200)
