"""The span of a claim: move its boundaries, split or merge it, beside the article or on a page of its own."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from factcheck import permissions
from factcheck.actions.claim_boundaries import move_boundaries, split_claim
from factcheck.actions.claim_merging import merge_claims
from factcheck.actions.claims import mark_duplicate
from factcheck.claims.boundaries import UNRATED, split_points_for
from factcheck.claims.claim_span import has_custom_wording
from factcheck.claims.models import Claim
from factcheck.claims.quote_lookup import find_quote
from factcheck.claims.selectors import get_claim, list_claims
from factcheck.claims.split_runs import to_blocks
from factcheck.desks.models import User
from factcheck.enums import ClaimState
from factcheck.exceptions import UnknownChoice
from factcheck.review.selectors import load_verdicts
from factcheck.text.types import Span
from factcheck.web.claim_highlights import Paragraph, build_paragraphs
from factcheck.web.form_submission import page_before
from factcheck.web.forms.boundaries import ClaimBoundaryForm, DivideForm, DuplicateForm, MergeForm, MoveForm
from factcheck.web.types import AuthenticatedRequest


class BoundaryAction(NamedTuple):
    """A change of a claim's span: its form, the call, and the message about its result."""

    form: type[ClaimBoundaryForm]
    call: Callable[..., Any]
    format_message: Callable[[Any], str]


@login_required
def detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    return boundaries_page(request, get_claim(request.user, pk))


@login_required
@require_POST
def change(request: AuthenticatedRequest, pk: int, slug: str) -> HttpResponse:
    claim = get_claim(request.user, pk)
    if slug not in BOUNDARY_ACTIONS:
        raise UnknownChoice(_("action"), slug, list(BOUNDARY_ACTIONS))
    action = BOUNDARY_ACTIONS[slug]
    form = action.form(request.POST, claim=claim)
    if not form.submit(action.call, request.user, claim=claim):
        return boundaries_page(request, claim, **{slug: form})
    messages.success(request, action.format_message(form.result))
    back, page = page_before(request), reverse("article", args=[claim.article_id])
    return redirect(f"{back if back.partition('?')[0] == page else page}#card-{pk}")


def boundaries_page(request: AuthenticatedRequest, claim: Claim, **forms: ClaimBoundaryForm) -> HttpResponse:
    context = {
        "claim": claim,
        "article": claim.article,
        "forms": {
            slug: forms.get(slug) or action.form(claim=claim) for slug, action in BOUNDARY_ACTIONS.items()
        },
        "may_edit": permissions.has_permission(request.user, "claim.edit", claim),
        "is_published": claim.state == ClaimState.PUBLISHED,
        "is_rated": claim.state not in UNRATED,
    }
    if request.htmx:
        return render(request, "articles/_boundary_forms.html", context)
    return render(
        request,
        "articles/boundaries.html",
        {**context, **_load_context(claim)},
        status=422 if forms else 200,
    )


def _load_context(claim: Claim) -> dict[str, Any]:
    """Return the paragraphs of the claim, with one before and one after."""
    revision, claims = claim.revision, list(list_claims(claim.revision).filter(set_aside=""))
    paragraphs: list[Paragraph] = build_paragraphs(revision.text, to_blocks(revision), claims)
    inside = [
        index
        for index, paragraph in enumerate(paragraphs)
        if any(mark.claim == claim for run in paragraph.runs for mark in run.highlights)
    ]
    first, last = (inside[0], inside[-1]) if inside else (0, 0)
    return {"paragraphs": paragraphs[max(0, first - 1) : last + 2], "verdicts": load_verdicts(claims)}


def _find_span(claim: Claim, quote: dict[str, Any]) -> Span:
    return find_quote(claim.revision.text, **quote, near=Span(claim.start, claim.end))


def _move(actor: User, *, claim: Claim, **quote: Any) -> Claim:
    span = _find_span(claim, quote)
    return move_boundaries(actor, claim=claim, start=span.start, end=span.end)


def _divide(actor: User, *, claim: Claim, **quote: Any) -> list[Claim]:
    return split_claim(actor, claim=claim, at=split_points_for(claim, _find_span(claim, quote)))


def _merge(actor: User, *, claim: Claim, other: Claim) -> tuple[Claim, Claim]:
    return merge_claims(actor, claim=claim, others=[other]), other


def _format_move(claim: Claim) -> str:
    if has_custom_wording(claim):
        message = _(
            "Span of claim %(number)s saved. "
            "Its wording was edited by hand and has not changed: check that it still fits."
        )
    else:
        message = _("Span of claim %(number)s saved.")
    return message % {"number": claim.number}


def _format_split(claims: list[Claim]) -> str:
    numbers = ", ".join(str(claim.number) for claim in claims[1:])
    message = ngettext(
        "Claim %(number)s split; claim %(new)s added.",
        "Claim %(number)s split; claims %(new)s added.",
        len(claims) - 1,
    )
    return message % {"number": claims[0].number, "new": numbers}


def _format_merge(claims: tuple[Claim, Claim]) -> str:
    return _(
        "Claim %(other)s merged into claim %(number)s, with its evidence and comments. "
        "It is excluded as a duplicate and can be restored."
    ) % {"number": claims[0].number, "other": claims[1].number}


def _format_duplicate(claim: Claim) -> str:
    of = claim.duplicate_of.number if claim.duplicate_of else ""
    return _("Claim %(number)s marked as duplicate of claim %(other)s.") % {
        "number": claim.number,
        "other": of,
    }


BOUNDARY_ACTIONS = {
    "move": BoundaryAction(MoveForm, _move, _format_move),
    "divide": BoundaryAction(DivideForm, _divide, _format_split),
    "merge": BoundaryAction(MergeForm, _merge, _format_merge),
    "duplicate": BoundaryAction(DuplicateForm, mark_duplicate, _format_duplicate),
}
