"""Suggestions for a claim that need no language model: its parts, earlier checks, and passages of a source."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck import permissions
from factcheck.actions.claims import accept_part
from factcheck.actions.prior_checks import label_pair
from factcheck.actions.sources import update_source
from factcheck.claims.models import Claim
from factcheck.claims.selectors import get_claim
from factcheck.desks.selectors import get_desk
from factcheck.enums import SimilarityLabel
from factcheck.evidence.models import Source
from factcheck.evidence.selectors import get_source
from factcheck.exceptions import InvalidInput, NotFound
from factcheck.review.prior_checks import find_for_claim, find_for_text
from factcheck.text import embeddings
from factcheck.text.blocks import find_blocks
from factcheck.text.normalise import normalise
from factcheck.text.passage_ranking import find_passages
from factcheck.text.sentences import find_sentences
from factcheck.text.similarity import get_method_name
from factcheck.text.types import Span
from factcheck.web.forms.evidence import SourceTextForm
from factcheck.web.types import AuthenticatedRequest

MAX_PASSAGES = 8
MAX_TEXT_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class SourcePassage:
    """A passage of a source."""

    start: int
    end: int
    quote: str


@login_required
@require_POST
def accept_suggested_part(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    claim = get_claim(request.user, pk)
    place = request.POST.get("place", "")
    if not place.isdecimal() or len(place) > 9:
        raise InvalidInput(_("Give the number of the part."), fields={"place": _("A number, from 0.")})
    part = accept_part(request.user, claim=claim, place=int(place))
    messages.success(request, _("Claim %(number)s added as a part of this claim.") % {"number": part.number})
    return redirect("claim", pk)


@login_required
def similar(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    return _similar(request, get_claim(request.user, pk))


@login_required
@require_POST
def label_similarity(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    claim = get_claim(request.user, pk)
    label_pair(
        request.user, claim=claim, key=request.POST.get("key", ""), label=request.POST.get("alike", "")
    )
    return _similar(request, claim) if request.htmx else redirect("earlier_checks", pk)


@login_required
def similar_to_text(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Show earlier checks similar to the text that the user is typing; nothing if there are none."""
    desk, words = get_desk(request.user, slug), request.GET.get("text") or request.GET.get("quote", "")
    matches = find_for_text(desk.pk, words[:MAX_TEXT_LENGTH]) if words.strip() else []
    return render(request, "claims/_earlier_checks.html", {"similar": matches})


@login_required
def passages(request: AuthenticatedRequest, pk: int, source: int) -> HttpResponse:
    claim, source_row = _load_claim_and_source(request, pk, source)
    encoder = embeddings.get_encoder()
    context = {
        "claim": claim,
        "source": source_row,
        "passages": load_passages(source_row, claim.text, encoder),
        "method": get_method_name(encoder),
        "text_form": SourceTextForm(initial={"text": source_row.text}),
    }
    return render(request, "claims/passages.html", context)


@login_required
@require_POST
def source_text(request: AuthenticatedRequest, pk: int, source: int) -> HttpResponse:
    claim, source_row = _load_claim_and_source(request, pk, source)
    form = SourceTextForm(request.POST)
    if form.submit(_save_text, request.user, source_row):
        return redirect("passages", pk, source)
    return render(
        request, "claims/passages.html", {"claim": claim, "source": source_row, "text_form": form}, status=422
    )


def _load_claim_and_source(request: AuthenticatedRequest, pk: int, source: int) -> tuple[Claim, Source]:
    claim, source_row = get_claim(request.user, pk), get_source(request.user, source)
    if source_row.desk_id != claim.desk_id:
        raise NotFound(_("There is no such source on this claim's desk."))
    return claim, source_row


def load_passages(source: Source, claim: str, encoder: embeddings.Encoder | None) -> list[SourcePassage]:
    """Return the passages of a source that are most relevant to a claim, best first."""
    sentences = find_sentences(source.text, find_blocks(source.text))
    spans = [Span(sentence.start, sentence.end) for sentence in sentences]
    best = find_passages(claim, source.text, spans, limit=MAX_PASSAGES, encoder=encoder)
    return [SourcePassage(span.start, span.end, source.text[span.start : span.end]) for span in best]


def _save_text(actor: object, source: Source, *, text: str) -> Source:
    return update_source(actor, source=source, text=normalise(text))  # type: ignore[arg-type]


def _similar(request: AuthenticatedRequest, claim: Claim) -> HttpResponse:
    context = {
        "claim": claim,
        "similar": find_for_claim(claim),
        "alikes": list(SimilarityLabel),
        "may_compare": permissions.has_permission(request.user, "claim.label", claim),
    }
    template = "claims/_earlier_checks.html" if request.htmx else "claims/earlier_checks.html"
    return render(request, template, context)
