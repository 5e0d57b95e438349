"""Marks a claim as a duplicate, with the button beside “Same as claim 7”."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.actions.claims import mark_duplicate
from factcheck.claims.selectors import get_claim
from factcheck.exceptions import InvalidInput
from factcheck.web.types import AuthenticatedRequest
from factcheck.web.views.articles import claim_card


@login_required
@require_POST
def duplicate(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    claim, of = get_claim(request.user, pk), request.POST.get("of", "")
    if not (of.isdecimal() and len(of) < 19):
        raise InvalidInput(
            _("Give the id of the claim that this one duplicates."), fields={"of": _("The id of a claim.")}
        )
    other = get_claim(request.user, int(of))
    claim = mark_duplicate(request.user, claim=claim, of=other)
    if request.htmx:
        return claim_card(request, claim)
    messages.success(
        request,
        _("Claim %(number)s marked as duplicate of claim %(other)s.")
        % {"number": claim.number, "other": other.number},
    )
    return redirect("claim", pk)
