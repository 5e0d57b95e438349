"""The user's own account: name, address, sign-in methods, API keys."""

from typing import Any

import structlog
from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from kombu.exceptions import OperationalError

from factcheck.actions import api_keys
from factcheck.actions.accounts import change_address, rename_user, validate_new_address
from factcheck.desks.api_keys import list_keys
from factcheck.desks.email_addresses import read_address_token
from factcheck.tasks.emails import email_address_changed, email_address_link
from factcheck.web.forms.account import AddressForm, KeyForm, NameForm
from factcheck.web.types import AuthenticatedRequest

logger = structlog.get_logger(__name__)


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
@never_cache
def address(request: AuthenticatedRequest) -> HttpResponse:
    """Ask for a new email address, after the password or the second factor."""
    if not get_adapter(request).get_reauthentication_methods(request.user):
        messages.info(request, _("Set a password first: it is needed to confirm the change."))
        return redirect("account_reset_password")
    return _ask_for_address(request)


@reauthentication_required
def _ask_for_address(request: AuthenticatedRequest) -> HttpResponse:
    """Mail a link to the new address. Nothing changes until it is opened."""
    form, sent_to = AddressForm(request.POST or None), ""
    if request.method == "POST" and form.submit(validate_new_address, request.user):
        limited = ratelimit.consume_or_429(request, action="manage_email")
        if limited:
            return limited
        try:
            email_address_link.delay(request.user.pk, form.result)
            sent_to = form.result
        except OperationalError:
            form.add_error(None, _("Email cannot be sent now. Try again later."))
    context = {"form": form, "sent_to": sent_to}
    return render(request, "account/address.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
def confirm_address(request: AuthenticatedRequest, token: str) -> HttpResponse:
    """Change the email address, by the link that was mailed to the new one."""
    change = read_address_token(request.user, token)
    if request.method != "POST":
        return render(request, "account/address_confirm.html", {"change": change})
    old = change_address(request.user, token=token)
    try:
        email_address_changed.delay(old, request.user.email)
    except OperationalError:
        logger.warning("address_change_not_mailed", user=request.user.pk)
    messages.success(request, _("From now on you sign in as %(email)s.") % {"email": request.user.email})
    return redirect("account")


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
