"""The data that the model reads for each kind of suggestion, and the text that its quotes must occur in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from factcheck.evidence.models import Evidence
from factcheck.evidence.selectors import list_evidence
from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.suggestions.models import SuggestionRequest
from factcheck.suggestions.quote_check import locate_quote
from factcheck.suggestions.response_parser import ResponseItem
from factcheck.text.types import Span

MAX_CHARACTERS = 60_000


@dataclass(frozen=True, slots=True)
class QuoteLocation:
    """A span in the article or the source, or in the quote of `evidence` if it is given."""

    span: Span
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class PromptInput:
    """The data to send, and the function that locates the quote of an item; None for a quote that does not occur."""

    data: dict[str, Any]
    find: Callable[[ResponseItem], QuoteLocation | None]


def build_prompt_input(request: SuggestionRequest) -> PromptInput:
    """Return the input of a request; InvalidInput if its text is longer than MAX_CHARACTERS."""
    prompt_input = BUILDERS[request.kind](request)
    size = sum(len(str(value)) for value in prompt_input.data.values())
    if size > MAX_CHARACTERS:
        raise InvalidInput(
            _("The text has %(size)s characters. The model reads at most %(limit)s.")
            % {"size": f"{size:,}", "limit": f"{MAX_CHARACTERS:,}"}
        )
    return prompt_input


def _build_for_claims(request: SuggestionRequest) -> PromptInput:
    return _quoted_from(request.revision.text, article=request.revision.text)


def _build_for_wording(request: SuggestionRequest) -> PromptInput:
    text, claim = request.revision.text, request.claim
    assert claim is not None
    return _quoted_from(text, article=text, claim=claim.quote)


def _build_for_parts(request: SuggestionRequest) -> PromptInput:
    claim = request.claim
    assert claim is not None
    return _quoted_from(claim.quote, offset=claim.start, claim=claim.quote)


def _build_for_passages(request: SuggestionRequest) -> PromptInput:
    claim, source = request.claim, request.source
    assert claim is not None
    if source is None or not source.text:
        raise InvalidInput(
            _("Passages can only be suggested from a source with its text. Add the text first.")
        )
    return _quoted_from(source.text, claim=claim.text, source=source.text)


def _build_for_stance(request: SuggestionRequest) -> PromptInput:
    assert request.claim is not None
    evidence = list(list_evidence(request.claim))
    if not evidence:
        raise ConflictError(_("This claim has no evidence whose stance could be suggested."))

    def find(item: ResponseItem) -> QuoteLocation | None:
        piece = evidence[item.number - 1] if item.number <= len(evidence) else None
        span = locate_quote(piece.quote, item.quote) if piece else None
        return QuoteLocation(span, piece) if span else None

    numbered = [{"number": number, "text": piece.quote} for number, piece in enumerate(evidence, 1)]
    return PromptInput({"claim": request.claim.text, "evidence": numbered}, find)


def _quoted_from(text: str, *, offset: int = 0, **data: str) -> PromptInput:
    """Build an input whose quotes must occur in `text`, which begins at `offset` in the text that spans count in."""

    def find(item: ResponseItem) -> QuoteLocation | None:
        span = locate_quote(text, item.quote)
        return QuoteLocation(Span(span.start + offset, span.end + offset)) if span else None

    return PromptInput(data, find)


BUILDERS: Mapping[str, Callable[[SuggestionRequest], PromptInput]] = MappingProxyType(
    {
        "claims": _build_for_claims,
        "wording": _build_for_wording,
        "parts": _build_for_parts,
        "passages": _build_for_passages,
        "stance": _build_for_stance,
    }
)
