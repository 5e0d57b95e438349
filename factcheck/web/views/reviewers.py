"""The reviewers of a claim: assign them, and recuse oneself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.actions import assignments
from factcheck.claims.selectors import get_claim
from factcheck.review.selectors import list_eligible_reviewers
from factcheck.web.forms.reviewers import RecusalForm, ReviewersForm
from factcheck.web.types import AuthenticatedRequest
from factcheck.web.views.claims import claim_page


@login_required
@require_POST
def assign(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    claim = get_claim(request.user, pk)
    form = ReviewersForm(request.POST, claim=claim, may_rate=list_eligible_reviewers(claim.desk_id))
    if form.submit(assignments.set_reviewers, request.user, claim=claim):
        messages.success(request, _("Reviewers saved."))
        return redirect("claim", pk)
    return claim_page(request, claim, reviewers_form=form)


@login_required
@require_POST
def recuse(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    claim = get_claim(request.user, pk)
    form = RecusalForm(request.POST)
    if form.submit(assignments.recuse, request.user, claim=claim):
        messages.success(request, _("You recused yourself from this claim."))
        return redirect("claim", pk)
    return claim_page(request, claim, recusal_form=form)
