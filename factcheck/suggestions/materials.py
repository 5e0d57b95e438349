"""What the model gets to read for each kind of suggestion, and in which text its quotes have to stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from factcheck.evidence.models import Evidence
from factcheck.evidence.selectors import list_evidence
from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.suggestions.answers import Item
from factcheck.suggestions.models import Asking
from factcheck.suggestions.quoting import find_quote
from factcheck.text.types import Span

MOST_CHARACTERS = 60_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands: in the article or the source, or in this piece of evidence."""

    span: Span
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """The data that is sent, and the check that finds an item's quote again."""

    data: dict[str, Any]
    find: Callable[[Item], Place | None]


def material_of(asking: Asking) -> Material:
    """InvalidInput for more text than a model is given."""
    made = MATERIALS[asking.kind](asking)
    size = sum(len(str(value)) for value in made.data.values())
    if size > MOST_CHARACTERS:
        raise InvalidInput(
            _("This is %(size)s characters long; the model is given %(most)s at most.")
            % {"size": f"{size:,}", "most": f"{MOST_CHARACTERS:,}"}
        )
    return made


def _article(asking: Asking) -> Material:
    return _quoting(asking.revision.text, article=asking.revision.text)


def _wording(asking: Asking) -> Material:
    text, claim = asking.revision.text, asking.claim
    assert claim is not None
    return _quoting(text, article=text, claim=claim.quote)


def _parts(asking: Asking) -> Material:
    claim = asking.claim
    assert claim is not None
    return _quoting(claim.quote, offset=claim.start, claim=claim.quote)


def _passages(asking: Asking) -> Material:
    claim, source = asking.claim, asking.source
    assert claim is not None
    if source is None or not source.text:
        raise InvalidInput(_("Passages are looked for in a source whose text is here. Paste the text first."))
    return _quoting(source.text, claim=claim.text, source=source.text)


def _stance(asking: Asking) -> Material:
    assert asking.claim is not None
    pieces = list(list_evidence(asking.claim))
    if not pieces:
        raise ConflictError(_("This claim has no evidence yet whose stance could be suggested."))

    def find(item: Item) -> Place | None:
        piece = pieces[item.number - 1] if item.number <= len(pieces) else None
        span = find_quote(piece.quote, item.quote) if piece else None
        return Place(span, piece) if span else None

    told = [{"number": number, "text": piece.quote} for number, piece in enumerate(pieces, 1)]
    return Material({"claim": asking.claim.text, "evidence": told}, find)


def _quoting(text: str, *, offset: int = 0, **data: str) -> Material:
    def find(item: Item) -> Place | None:
        span = find_quote(text, item.quote)
        return Place(Span(span.start + offset, span.end + offset)) if span else None

    return Material(data, find)


MATERIALS: Mapping[str, Callable[[Asking], Material]] = MappingProxyType(
    {"claims": _article, "wording": _wording, "parts": _parts, "passages": _passages, "stance": _stance}
)
