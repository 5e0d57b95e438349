"""The user's inbox, and the assignment of claims to members."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from factcheck.actions.claims import edit_claim
from factcheck.actions.distribution import distribute_open_claims
from factcheck.articles.selectors import get_article
from factcheck.claims.selectors import get_claim
from factcheck.inbox.inbox import list_inbox
from factcheck.web.forms.inbox import AssigneeForm
from factcheck.web.live.poll_state import get_poll_target
from factcheck.web.types import AuthenticatedRequest


@login_required
def index(request: AuthenticatedRequest) -> HttpResponse:
    live = get_poll_target(request.user, "inbox_live")
    return render(request, "inbox/inbox.html", {**inbox_context(request), "live": live})


def inbox_context(request: AuthenticatedRequest) -> dict[str, Any]:
    """Return what the page and its live regions show."""
    return {"items": list_inbox(request.user), "today": timezone.localdate()}


@login_required
def next_item(request: AuthenticatedRequest) -> HttpResponse:
    """Redirect to the item that follows a claim in the inbox (`?after=3`), or to the inbox if there is no other."""
    current = request.GET.get("after", "")
    items = list_inbox(request.user)
    places = [str(item.claim.pk) if item.claim else "" for item in items]
    index = places.index(current) + 1 if current in places else 0
    others = [
        item for item in items[index:] + items[:index] if not item.claim or str(item.claim.pk) != current
    ]
    if not others:
        return redirect("inbox")
    first = others[0]
    return redirect("claim", first.claim.pk) if first.claim else redirect("article", first.article.pk)


@login_required
@require_POST
def distribute(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Assign the unassigned open claims of an article to members of the desk."""
    article = get_article(request.user, pk)
    many = distribute_open_claims(request.user, article=article, strategy=request.POST.get("way", ""))
    if many:
        messages.success(
            request,
            ngettext(
                "%(many)s claim assigned",
                "%(many)s claims assigned",
                many,
            )
            % {"many": many},
        )
    else:
        messages.info(request, _("There are no unassigned open claims."))
    return redirect("article", pk)


@login_required
@require_POST
def assign(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Set the assignee and the due date of a claim."""
    claim = get_claim(request.user, pk)
    form = AssigneeForm(request.POST, desk=claim.desk)
    if form.submit(edit_claim, request.user, claim=claim):
        messages.success(request, _("Assignee saved."))
    else:
        messages.error(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
    return redirect("claim", pk)
