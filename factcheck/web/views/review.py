"""The ratings of a claim, and its verdict: propose and reaffirm."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.actions.assessments import rate_claim
from factcheck.actions.verdicts import propose_verdict, reaffirm_verdict
from factcheck.claims.selectors import get_claim
from factcheck.desks.selectors import list_ratings
from factcheck.review.selectors import get_current_verdict
from factcheck.web.forms.review import AssessmentForm, ReaffirmForm, VerdictForm
from factcheck.web.types import AuthenticatedRequest
from factcheck.web.views.claims import claim_page


@login_required
@require_POST
def rate(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    claim = get_claim(request.user, pk)
    form = AssessmentForm(request.POST, ratings=list(list_ratings(claim.desk_id)))
    if form.submit(rate_claim, request.user, claim=claim):
        messages.success(request, _("Rating saved."))
        return redirect("claim", pk)
    return claim_page(request, claim, assessment_form=form)


@login_required
@require_POST
def propose(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    claim = get_claim(request.user, pk)
    form = VerdictForm(request.POST, ratings=list(list_ratings(claim.desk_id)))
    if form.submit(propose_verdict, request.user, claim=claim):
        messages.success(request, _("Verdict proposed."))
        return redirect("claim", pk)
    return claim_page(request, claim, verdict_form=form)


@login_required
@require_POST
def reaffirm(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    claim = get_claim(request.user, pk)
    form = ReaffirmForm(request.POST)
    if form.submit(reaffirm_verdict, request.user, verdict=get_current_verdict(claim)):
        messages.success(request, _("Verdict reaffirmed."))
        return redirect("claim", pk)
    return claim_page(request, claim, reaffirm_form=form)
