"""Which words a claim is: its borders, dividing and merging it, beside the article or on a page of their own."""

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
    """What is done to a claim: its form, the call that does it, and what is said of its outcome."""

    form: type[ClaimBoundaryForm]
    call: Callable[..., Any]
    told: Callable[[Any], str]


@login_required
def detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    return boundaries_page(request, get_claim(request.user, pk))


@login_required
@require_POST
def change(request: AuthenticatedRequest, pk: int, slug: str) -> HttpResponse:
    claim = get_claim(request.user, pk)
    if slug not in BOUNDARY_ACTIONS:
        raise UnknownChoice(_("action"), slug, list(BOUNDARY_ACTIONS))
    form = BOUNDARY_ACTIONS[slug].form(request.POST, claim=claim)
    if not form.submit(BOUNDARY_ACTIONS[slug].call, request.user, claim=claim):
        return boundaries_page(request, claim, **{slug: form})
    messages.success(request, BOUNDARY_ACTIONS[slug].told(form.result))
    back, page = page_before(request), reverse("article", args=[claim.article_id])
    return redirect(f"{back if back.partition('?')[0] == page else page}#card-{pk}")


def boundaries_page(
    request: AuthenticatedRequest, claim: Claim, **refused: ClaimBoundaryForm
) -> HttpResponse:
    context = {
        "claim": claim,
        "article": claim.article,
        "forms": {
            slug: refused.get(slug) or deed.form(claim=claim) for slug, deed in BOUNDARY_ACTIONS.items()
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
        {**context, **_around(claim)},
        status=422 if refused else 200,
    )


def _around(claim: Claim) -> dict[str, Any]:
    """The passages that the claim lies in, with one before and one after."""
    revision, claims = claim.revision, list(list_claims(claim.revision).filter(set_aside=""))
    shown: list[Paragraph] = build_paragraphs(revision.text, to_blocks(revision), claims)
    inside = [
        at
        for at, one in enumerate(shown)
        if any(mark.claim == claim for run in one.runs for mark in run.highlights)
    ]
    first, last = (inside[0], inside[-1]) if inside else (0, 0)
    return {"paragraphs": shown[max(0, first - 1) : last + 2], "verdicts": load_verdicts(claims)}


def _words(claim: Claim, words: dict[str, Any]) -> Span:
    return find_quote(claim.revision.text, **words, near=Span(claim.start, claim.end))


def _move(actor: User, *, claim: Claim, **words: Any) -> Claim:
    span = _words(claim, words)
    return move_boundaries(actor, claim=claim, start=span.start, end=span.end)


def _divide(actor: User, *, claim: Claim, **words: Any) -> list[Claim]:
    return split_claim(actor, claim=claim, at=split_points_for(claim, _words(claim, words)))


def _merge(actor: User, *, claim: Claim, other: Claim) -> tuple[Claim, Claim]:
    return merge_claims(actor, claim=claim, others=[other]), other


def _told_of_move(claim: Claim) -> str:
    said = {"number": claim.number}
    if has_custom_wording(claim):
        return (
            _(
                "Span of claim %(number)s saved. Its wording was edited by hand and has not changed: check that it still fits."
            )
            % said
        )
    return _("Span of claim %(number)s saved.") % said


def _told_of_division(pieces: list[Claim]) -> str:
    numbers = ", ".join(str(piece.number) for piece in pieces[1:])
    said = ngettext(
        "Claim %(number)s split; claim %(new)s added.",
        "Claim %(number)s split; claims %(new)s added.",
        len(pieces) - 1,
    )
    return said % {"number": pieces[0].number, "new": numbers}


def _told_of_merger(claims: tuple[Claim, Claim]) -> str:
    return _(
        "Claim %(other)s merged into claim %(number)s, with its evidence and comments. It is excluded as a duplicate and can be restored."
    ) % {"number": claims[0].number, "other": claims[1].number}


def _told_of_duplicate(claim: Claim) -> str:
    of = claim.duplicate_of.number if claim.duplicate_of else ""
    return _("Claim %(number)s marked as duplicate of claim %(other)s.") % {"number": claim.number, "other": of}


BOUNDARY_ACTIONS = {
    "move": BoundaryAction(MoveForm, _move, _told_of_move),
    "divide": BoundaryAction(DivideForm, _divide, _told_of_division),
    "merge": BoundaryAction(MergeForm, _merge, _told_of_merger),
    "duplicate": BoundaryAction(DuplicateForm, mark_duplicate, _told_of_duplicate),
}
