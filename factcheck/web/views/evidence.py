"""Adds evidence to a claim, and edits it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.actions.evidence import link_evidence, update_evidence
from factcheck.actions.sources import add_source
from factcheck.claims.models import Claim
from factcheck.claims.selectors import get_claim
from factcheck.desks.models import User
from factcheck.evidence.models import Evidence, Source
from factcheck.evidence.selectors import find_source, get_evidence, list_sources
from factcheck.exceptions import InvalidInput
from factcheck.web.forms.evidence import EvidenceEditForm, EvidenceForm
from factcheck.web.types import AuthenticatedRequest
from factcheck.web.views.claims import claim_page


@login_required
@require_POST
def link(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    claim = get_claim(request.user, pk)
    form = EvidenceForm(request.POST, sources=list_sources(claim.desk_id))
    if form.submit(link_with_source, request.user, claim):
        messages.success(request, _("Evidence added."))
        return redirect("claim", pk)
    return claim_page(request, claim, evidence_form=form)


@transaction.atomic
def link_with_source(
    actor: User,
    claim: Claim,
    *,
    source: Source | None,
    title: str,
    publisher: str,
    url: str,
    origin: str,
    **piece: Any,
) -> Evidence:
    """Link a passage to a claim, from a source of the desk or from a new one."""
    if source is None:
        if not title:
            raise InvalidInput(
                _("Evidence needs a source."),
                fields={"source": _("Choose a source, or enter the title of a new one.")},
            )
        source = find_source(claim.desk, title=title, url=url) or add_source(
            actor, desk=claim.desk, title=title, publisher=publisher, url=url, origin=origin
        )
    return link_evidence(actor, claim=claim, source=source, **piece)


@login_required
@require_POST
def edit(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    piece = get_evidence(request.user, pk)
    form = EvidenceEditForm(request.POST, evidence=piece)
    if form.submit(update_evidence, request.user, evidence=piece):
        messages.success(request, _("Evidence saved."))
        return redirect("claim", piece.claim_id)
    refused: dict[str, Any] = {f"evidence_{pk}": form}
    return claim_page(request, get_claim(request.user, piece.claim_id), **refused)
