"""The parts of a compound claim that a splitter suggests. `factcheck.actions.claims` makes claims of them."""

from dataclasses import dataclass

from factcheck.claims.models import Claim


@dataclass(frozen=True, slots=True)
class SuggestedPart:
    """A part that a splitter suggests: its index among the claim's suggestions, and the span of its words."""

    place: int
    text: str
    start: int
    end: int


def list_suggested_parts(claim: Claim) -> list[SuggestedPart]:
    """Return the suggestions that nobody has accepted yet."""
    accepted = set(claim.parts.values_list("text", flat=True)) if claim.suggested_parts else ()
    parts = [
        SuggestedPart(place, text, min(start for start, _ in spans), max(end for _, end in spans))
        for place, (text, spans) in enumerate(claim.suggested_parts)
    ]
    return [part for part in parts if part.text not in accepted]
