"""The members of a desk, their roles and invitations, and the settings and rating scale of the desk."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from kombu.exceptions import OperationalError

from factcheck import permissions
from factcheck.actions.desks import create_additional_desk, edit_desk
from factcheck.actions.invitations import create_invitation, revoke_invitation
from factcheck.actions.members import leave_desk, remove_member, set_role
from factcheck.actions.rating_scales import add_scale
from factcheck.desks.invitations import list_open_invitations, make_token
from factcheck.desks.models import Desk
from factcheck.desks.selectors import get_desk, get_invitation, get_member, list_ratings
from factcheck.enums import Role
from factcheck.exceptions import InvalidInput
from factcheck.tasks.emails import email_invitation
from factcheck.web.forms.members import ROLES, DeskForm, InviteForm, SettingsForm
from factcheck.web.forms.scale import ScaleFormSet, to_initial_rows
from factcheck.web.types import AuthenticatedRequest


@login_required
def index(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    return _page(request, get_desk(request.user, slug), InviteForm())


@login_required
@require_POST
def invite(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    desk = get_desk(request.user, slug)
    form = InviteForm(request.POST)
    if not form.submit(create_invitation, request.user, desk=desk):
        return _page(request, desk, form)
    if form.result.email:
        try:
            email_invitation.delay(form.result.pk)
            messages.success(request, _("Invitation sent to %(email)s.") % {"email": form.result.email})
        except OperationalError:  # the invitation is valid anyway: its link can be shared
            messages.warning(request, _("Email cannot be sent now. Share the link below instead."))
    return redirect("members", slug)


@login_required
@require_POST
def revoke(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    invitation = get_invitation(request.user, pk)
    revoke_invitation(request.user, invitation=invitation)
    return redirect("members", invitation.desk.slug)


@login_required
@require_POST
def role(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    desk = get_desk(request.user, slug)
    value = request.POST.get("role", "")
    if value not in list(Role):
        raise InvalidInput(
            _("There is no role “%(role)s”. Known: %(known)s.")
            % {"role": value[:40], "known": ", ".join(Role)}
        )
    set_role(request.user, desk=desk, user=get_member(desk, pk), role=Role(value))
    return redirect("members", slug)


@login_required
@require_POST
def remove(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    desk = get_desk(request.user, slug)
    remove_member(request.user, desk=desk, user=get_member(desk, pk))
    return redirect("members", slug)


@login_required
@require_POST
def leave(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    leave_desk(request.user, desk=get_desk(request.user, slug))
    messages.success(request, _("You left the desk. Your work there remains."))
    return redirect("home")


@login_required
def settings(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    desk = get_desk(request.user, slug)
    permissions.ensure_permission(request.user, "desk.manage", desk)
    form = SettingsForm(request.POST or None, desk=desk)
    if request.method == "POST" and form.submit(edit_desk, request.user, desk=desk):
        messages.success(request, _("Settings saved."))
        return redirect("desk_settings", slug)
    context = {"desk": desk, "form": form}
    return render(request, "desks/settings.html", context, status=422 if form.errors else 200)


@login_required
def new_desk(request: AuthenticatedRequest) -> HttpResponse:
    form = DeskForm(request.POST or None)
    if request.method == "POST" and form.submit(create_additional_desk, request.user):
        return redirect("members", form.result.slug)
    return render(request, "desks/new_desk.html", {"form": form}, status=422 if form.errors else 200)


def _page(request: AuthenticatedRequest, desk: Desk, form: InviteForm) -> HttpResponse:
    manages = permissions.has_permission(request.user, "member.manage", desk)
    open_invitations = list_open_invitations(desk) if manages else ()
    context = {
        "desk": desk,
        "members": desk.memberships.select_related("user").order_by("user__name", "user__email"),
        "manages": manages,
        "roles": ROLES,
        "invite_form": form,
        "invitations": [
            (invitation, request.build_absolute_uri(reverse("invitation", args=[make_token(invitation)])))
            for invitation in open_invitations
        ],
    }
    return render(request, "members/members.html", context, status=422 if form.errors else 200)


@login_required
def scale(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    desk = get_desk(request.user, slug)
    permissions.ensure_permission(request.user, "scale.manage", desk)
    ratings = list(list_ratings(desk.pk))
    rows: Any = ScaleFormSet(request.POST or None, initial=to_initial_rows(ratings))
    if request.method == "POST" and rows.is_valid():
        scale = add_scale(request.user, desk=desk, steps=rows.steps())
        messages.success(
            request, _("Version %(version)s of the scale is now in use.") % {"version": scale.version}
        )
        return redirect("scale", slug)
    context = {"desk": desk, "formset": rows, "version": ratings[0].scale.version}
    return render(request, "desks/scale.html", context, status=422 if request.method == "POST" else 200)
