"""Accept an invitation with the signed-in account or with a new one. The token in the URL is the only credential."""

from allauth.core import ratelimit
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from kombu.exceptions import OperationalError

from factcheck.actions.accounts import register_with_invitation
from factcheck.actions.invitations import accept_invitation
from factcheck.desks.email_addresses import normalize_address
from factcheck.desks.invitations import get_invitation_by_token, get_vouched_address
from factcheck.desks.models import Invitation
from factcheck.tasks.emails import email_own_link
from factcheck.web.forms.members import JoinForm, OwnLinkForm


@sensitive_post_parameters("password")
def detail(request: HttpRequest, token: str) -> HttpResponse:
    invitation = get_invitation_by_token(token)
    if request.user.is_authenticated:
        if request.method == "POST":
            accept_invitation(request.user, token=token)
            return redirect("desk", invitation.desk.slug)
        return render(request, "members/accept.html", {"invitation": invitation})
    address = get_vouched_address(token)
    if not address:
        return _send_own_link(request, invitation)
    form = JoinForm(request.POST or None, initial={"email": address})
    if request.method == "POST" and form.submit(register_with_invitation, token=token):
        login(request, form.result, backend="factcheck.web.auth_backends.AddressBackend")
        return redirect("desk", invitation.desk.slug)
    context = {"invitation": invitation, "form": form}
    return render(request, "members/join.html", context, status=422 if form.errors else 200)


def _send_own_link(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Verify the address of a person who has the link of an invitation for anyone: mail them a link of their own."""
    form, sent_to = OwnLinkForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        email = normalize_address(form.cleaned_data["email"])
        limited = ratelimit.consume_or_429(request, action="request_own_link", key=email)
        if limited:
            return limited
        try:
            email_own_link.delay(invitation.pk, email)
            sent_to = email
        except OperationalError:
            form.add_error(None, _("Email cannot be sent now. Try again later."))
    context = {"invitation": invitation, "form": form, "sent_to": sent_to}
    return render(request, "members/own_link.html", context, status=422 if form.errors else 200)
