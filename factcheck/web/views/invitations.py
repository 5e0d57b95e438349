"""Accept an invitation with the signed-in account or with a new one. The token in the URL is the only credential."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from factcheck.actions.accounts import register_with_invitation
from factcheck.actions.invitations import accept_invitation
from factcheck.desks.invitations import get_invitation_by_token
from factcheck.web.forms.members import JoinForm


@sensitive_post_parameters("password")
def detail(request: HttpRequest, token: str) -> HttpResponse:
    invitation = get_invitation_by_token(token)
    if request.user.is_authenticated:
        if request.method == "POST":
            accept_invitation(request.user, token=token)
            return redirect("desk", invitation.desk.slug)
        return render(request, "members/accept.html", {"invitation": invitation})
    form = JoinForm(request.POST or None, address=invitation.email)
    if request.method == "POST" and form.submit(register_with_invitation, token=token):
        login(request, form.result, backend="allauth.account.auth_backends.AuthenticationBackend")
        return redirect("desk", invitation.desk.slug)
    context = {"invitation": invitation, "form": form}
    return render(request, "members/join.html", context, status=422 if form.errors else 200)
