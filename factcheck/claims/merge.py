"""The rules for merging claims of one revision: which can be merged, and the span of the result."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from factcheck.claims.boundaries import UNRATED
from factcheck.claims.models import Claim
from factcheck.enums import ExclusionReason
from factcheck.exceptions import ConflictError
from factcheck.text.types import Span

MAX_MERGED_CLAIMS = 10
MAX_GAP = 300  # code points: about two sentences


def mergeable_neighbours(claim: Claim) -> list[Claim]:
    """Return the nearest unrated claims before and after a claim that are neither its part nor its whole."""
    rows = Claim.objects.filter(revision=claim.revision_id, set_aside=ExclusionReason.NO, state__in=UNRATED)
    rows = rows.exclude(pk__in=[claim.pk, claim.parent_id]).exclude(parent=claim.pk)
    # Two claims can have the same start; their ids decide then, as in the default order.
    before = rows.filter(Q(start__lt=claim.start) | Q(start=claim.start, pk__lt=claim.pk)).last()
    after = rows.filter(Q(start__gt=claim.start) | Q(start=claim.start, pk__gt=claim.pk)).first()
    return [neighbour for neighbour in (before, after) if neighbour]


def ensure_no_part_with_its_whole(claims: Sequence[Claim]) -> None:
    """Raise ConflictError where a compound claim and one of its parts are among the claims."""
    numbers = {claim.pk: claim.number for claim in claims}
    for claim in claims:
        if claim.parent_id in numbers:
            raise ConflictError(
                _("Claim %(part)s is a part of claim %(whole)s. Drop the part instead of merging it.")
                % {"part": claim.number, "whole": numbers[claim.parent_id]}
            )


def covering_span(claims: Sequence[Claim]) -> Span:
    """Return the span from the first claim to the last.

    Raises ConflictError where a gap is over MAX_GAP, or where another claim is in a gap.
    """
    ordered = sorted(claims, key=lambda claim: claim.start)
    end = ordered[0].end
    for claim in ordered[1:]:
        if claim.start > end:  # claims can overlap, and then there is no gap
            _ensure_mergeable_gap(claims, end, claim.start)
        end = max(end, claim.end)
    return Span(ordered[0].start, end)


def _ensure_mergeable_gap(claims: Sequence[Claim], start: int, end: int) -> None:
    if end - start > MAX_GAP:
        raise ConflictError(
            _("Between these claims are %(many)s characters; claims are merged across %(most)s at most.")
            % {"many": end - start, "most": MAX_GAP}
        )
    rows = Claim.objects.filter(revision=claims[0].revision_id, set_aside=ExclusionReason.NO)
    between = rows.filter(start__lt=end, end__gt=start).exclude(pk__in=[claim.pk for claim in claims]).first()
    if between is not None:
        raise ConflictError(
            _("Claim %(number)s is between them. Merge it too, or edit its span first.")
            % {"number": between.number}
        )
