"""Adds evidence to a claim, and edits it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.actions.evidence import link_evidence_from, update_evidence
from factcheck.claims.selectors import get_claim
from factcheck.evidence.selectors import get_evidence, list_sources
from factcheck.web.forms.evidence import EvidenceEditForm, EvidenceForm
from factcheck.web.types import AuthenticatedRequest
from factcheck.web.views.claims import claim_page


@login_required
@require_POST
def link(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    claim = get_claim(request.user, pk)
    form = EvidenceForm(request.POST, sources=list_sources(claim.desk_id))
    if form.submit(link_evidence_from, request.user, claim=claim):
        messages.success(request, _("Evidence added."))
        return redirect("claim", pk)
    return claim_page(request, claim, evidence_form=form)


@login_required
@require_POST
def edit(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    piece = get_evidence(request.user, pk)
    form = EvidenceEditForm(request.POST, evidence=piece)
    if form.submit(update_evidence, request.user, evidence=piece):
        messages.success(request, _("Evidence saved."))
        return redirect("claim", piece.claim_id)
    failed_form: dict[str, Any] = {f"evidence_{pk}": form}
    return claim_page(request, get_claim(request.user, piece.claim_id), **failed_form)
