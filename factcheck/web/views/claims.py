"""The page of a claim: its evidence, ratings, verdict, discussion and next steps."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck import permissions
from factcheck.actions.assignments import UNTIL_REVEAL
from factcheck.actions.claims import edit_claim, exclude_claim
from factcheck.actions.workflow import perform_step
from factcheck.claims.duplicates import find_duplicate
from factcheck.claims.models import Claim
from factcheck.claims.parts import list_suggested_parts
from factcheck.claims.selectors import get_claim, get_neighbour_ids
from factcheck.desks.selectors import list_ratings, member_names
from factcheck.enums import ClaimState, ExclusionReason, Stance
from factcheck.evidence.models import Evidence
from factcheck.evidence.selectors import get_source, list_evidence, list_sources, suggested_sources
from factcheck.exceptions import InvalidInput
from factcheck.maps.computed_verdicts import explain_claim
from factcheck.maps.critical_questions import list_questioned_relations
from factcheck.review.review_status import load_review_status
from factcheck.review.selectors import (
    RATABLE_STATES,
    list_assessments,
    list_eligible_reviewers,
    load_verdicts,
)
from factcheck.review.workflow import STEPS
from factcheck.suggestions.llm_client import is_configured
from factcheck.web.comment_panels import build_comment_panels
from factcheck.web.forms.articles import ClaimForm
from factcheck.web.forms.evidence import EvidenceEditForm, EvidenceForm
from factcheck.web.forms.inbox import AssigneeForm
from factcheck.web.forms.review import AssessmentForm, ReaffirmForm, StepForm, VerdictForm
from factcheck.web.forms.reviewers import RecusalForm, ReviewersForm
from factcheck.web.forms.tags import TagForm
from factcheck.web.live.poll_state import PollTarget, get_poll_target
from factcheck.web.middleware import refresh_with_error
from factcheck.web.types import AuthenticatedRequest
from factcheck.web.views.articles import claim_card
from factcheck.web.what_if import PARAMETER, build_claim_what_if


@login_required
def detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    live = get_poll_target(request.user, "claim_live", pk, claim=pk)
    return claim_page(request, get_claim(request.user, pk), live=live)


@login_required
@require_POST
def edit(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    claim = get_claim(request.user, pk)
    form = ClaimForm(request.POST)
    if form.submit(edit_claim, request.user, claim=claim):
        messages.success(request, _("Wording saved."))
        return redirect("claim", pk)
    return claim_page(request, claim, claim_form=form)


@login_required
@require_POST
def step(request: AuthenticatedRequest, pk: int, slug: str) -> HttpResponse:
    claim = get_claim(request.user, pk)
    form = StepForm(request.POST)
    if form.submit(perform_step, request.user, claim=claim, slug=slug):
        return claim_card(request, form.result) if request.htmx else redirect("claim", pk)
    if request.htmx:
        return refresh_with_error(request, " ".join(map(str, form.non_field_errors())), status=422)
    return claim_page(request, claim, step_form=form)


@login_required
@require_POST
def exclude(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    claim = get_claim(request.user, pk)
    why = request.POST.get("why", "")
    if why not in (ExclusionReason.NO, ExclusionReason.DROPPED, ExclusionReason.NOT_CHECKABLE):
        raise InvalidInput(
            _("“%(why)s” is not a reason for excluding a claim. Use “dropped” or “not_checkable”.")
            % {"why": why}
        )
    claim = exclude_claim(request.user, claim=claim, reason=ExclusionReason(why))
    return claim_card(request, claim) if request.htmx else redirect("claim", pk)


def claim_page(
    request: AuthenticatedRequest, claim: Claim, *, live: PollTarget | None = None, **forms: Any
) -> HttpResponse:
    """Render the page. `forms` are forms with errors, shown in place of the empty ones."""
    live = live or get_poll_target(request.user, "claim_live", claim.pk, claim=claim.pk)
    context = {**claim_context(request, claim, **forms), "live": live}
    if PARAMETER in request.GET and not claim.set_aside:
        context["what_if"] = build_claim_what_if(claim, request.GET)
    context["orphaned_errors"] = _list_orphaned_errors(forms, context)
    return render(request, "claims/claim.html", context, status=422 if forms else 200)


def claim_context(request: AuthenticatedRequest, claim: Claim, **forms: Any) -> dict[str, Any]:
    """Return what the page and its live regions show."""
    pieces, verdict = list(list_evidence(claim)), load_verdicts([claim]).get(claim.pk)
    names = member_names(claim.desk_id)
    return {
        "claim": claim,
        "claim_rank": ClaimState(claim.state).rank,
        "states": list(ClaimState),
        "review_status": load_review_status(request.user, claim, verdict),
        "verdict": verdict,
        "names": names,
        "failed_forms": set(forms),
        **dict(zip(("previous", "next"), get_neighbour_ids(claim), strict=True)),
        **build_comment_panels(claim, pieces, verdict, forms),
        **_evidence(request, claim, pieces, forms),
        **_ratings(request, claim, forms),
        "explanation": explain_claim(claim),
        "questioned_relations": list_questioned_relations(claim),
        "parts": list_suggested_parts(claim),
        "duplicate": find_duplicate(claim),
        "has_language_model": is_configured(),
        **_tags(claim),
        **_forms(claim, names, forms),
        **_permissions(request, claim),
    }


def _list_orphaned_errors(forms: dict[str, Any], context: dict[str, Any]) -> list[str]:
    """Return the errors of forms that the page no longer shows, because another member has moved the claim on."""
    conditions = {
        "assessment_form": "may_rate",
        "verdict_form": "may_conclude",
        "reviewers_form": "may_assign",
    }
    hidden = [form for name, form in forms.items() if name in conditions and not context[conditions[name]]]
    return [str(error) for form in hidden for errors in form.errors.values() for error in errors]


def _tags(claim: Claim) -> dict[str, Any]:
    """Return the tags of the claim and those of the desk, from one query."""
    tags = list(claim.desk.tags.all())
    return {"desk_tags": tags, "tags": [tag for tag in tags if tag.name in claim.tags]}


def _evidence(
    request: AuthenticatedRequest, claim: Claim, pieces: list[Evidence], forms: dict[str, Any]
) -> dict[str, Any]:
    rows = [
        (piece, forms.get(f"evidence_{piece.pk}") or EvidenceEditForm(evidence=piece)) for piece in pieces
    ]
    by_stance = {stance: [row for row in rows if row[0].stance == stance] for stance in Stance}
    form, sources = forms.get("evidence_form") or _new_evidence_form(request, claim), suggested_sources(claim)
    form.suggest_sources(sources)
    return {
        "sides": [
            ("for", "+", _("Supports"), by_stance[Stance.SUPPORTS]),
            ("against", "−", _("Refutes"), by_stance[Stance.REFUTES]),
        ],
        "background": by_stance[Stance.CONTEXT],
        "evidence_form": form,
        "has_picked_passage": "source" in request.GET,
        "sources": sources,
    }


def _new_evidence_form(request: AuthenticatedRequest, claim: Claim) -> EvidenceForm:
    """Return an empty form, or one with a passage picked from a source (`?source=3&from=10&to=80`)."""
    initial: dict[str, Any] = {}
    values = [request.GET.get(name, "") for name in ("source", "from", "to")]
    if all(value.isdecimal() and len(value) < 10 for value in values):
        source, start, end = (int(value) for value in values)
        initial = {"source": source, "quote": get_source(request.user, source).text[start:end]}
    return EvidenceForm(sources=list_sources(claim.desk_id), initial=initial)


def _ratings(request: AuthenticatedRequest, claim: Claim, forms: dict[str, Any]) -> dict[str, Any]:
    ratings = list(list_ratings(claim.desk_id))
    assessments = list(list_assessments(request.user, claim))
    mine = next((row for row in assessments if row.reviewer_id == request.user.pk), None)
    initial = (
        {"rating": mine.rating.slug, "confidence": mine.confidence, "reasons": mine.reasons} if mine else {}
    )
    return {
        "assessments": assessments,
        "my_assessment": mine,
        "assessment_form": forms.get("assessment_form") or AssessmentForm(ratings=ratings, initial=initial),
        "verdict_form": forms.get("verdict_form") or VerdictForm(ratings=ratings),
    }


def _forms(claim: Claim, names: dict[int, str], forms: dict[str, Any]) -> dict[str, Any]:
    wording = {"text": claim.text, "speaker": claim.speaker}
    return {
        "claim_form": forms.get("claim_form") or ClaimForm(initial=wording),
        "tag_form": forms.get("tag_form") or TagForm(),
        "assignee_form": AssigneeForm.for_claim(claim, names),
        "step_form": forms.get("step_form") or StepForm(),
        "reaffirm_form": forms.get("reaffirm_form") or ReaffirmForm(),
        # A callable, so that the query for the reviewers runs only where the form is shown: few users may assign.
        "reviewers_form": forms.get("reviewers_form")
        or (lambda: ReviewersForm(claim=claim, may_rate=list_eligible_reviewers(claim.desk_id))),
        "recusal_form": forms.get("recusal_form") or RecusalForm(auto_id="recusal_%s"),
    }


def _permissions(request: AuthenticatedRequest, claim: Claim) -> dict[str, bool]:
    """Return what the page offers this user. The actions check the permissions again."""
    return {
        "may_edit": permissions.has_permission(request.user, "claim.edit", claim),
        "may_link": permissions.has_permission(request.user, "evidence.suggest", claim),
        "may_edit_evidence": permissions.has_permission(request.user, "evidence.edit", claim),
        "may_comment": permissions.has_permission(request.user, "comment.write", claim),
        "may_remove": permissions.has_permission(request.user, "comment.remove", claim),
        "may_rate": claim.state in RATABLE_STATES
        and not claim.set_aside
        and permissions.has_permission(request.user, "assessment.give", claim),
        "may_assign": claim.state in UNTIL_REVEAL
        and permissions.has_permission(request.user, "review.assign", claim),
        "may_recuse": permissions.has_permission(request.user, "assessment.give", claim),
        "may_conclude": claim.state in STEPS["propose"].sources
        and not claim.set_aside
        and permissions.has_permission(request.user, "verdict.propose", claim),
    }
