"""Merging claims of one article into one of them. What hangs on the others is moved by `review.merging`."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.audit.services import lock_chain, record_event
from factcheck.claims.boundaries import UNRATED, ensure_unrated, ensure_valid_span
from factcheck.claims.claim_span import SPAN_FIELDS, has_custom_wording, set_span
from factcheck.claims.models import Claim
from factcheck.claims.services import set_state
from factcheck.claims.tags import transfer_tags
from factcheck.desks.models import User
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.text.types import Span

MAX_MERGED_CLAIMS = 10
MAX_GAP = 300  # code points: about two sentences


@transaction.atomic
def merge_claims(actor: User, *, claim: Claim, others: Sequence[Claim]) -> Claim:
    """Merge other claims into a claim, which becomes the words from the first of them to the last.

    The others are set aside as its duplicates and can be put back; their parts and tags become its own. It is accepted
    for checking if any of them was, and takes a holder over where it has none. Refused from the rating on.
    """
    permissions.ensure_permission(actor, "claim.edit", claim)
    claim, *others = _locked([claim, *others])
    ensure_unrated([claim, *others])
    _refuse_whole_with_part([claim, *others])
    span = _covering_span([claim, *others])
    ensure_valid_span(claim, span)
    set_span(claim, span, anew=not has_custom_wording(claim))
    holder = next((one for one in others if one.assignee_id), None)
    if holder and not claim.assignee_id:
        claim.assignee_id, claim.due_on = holder.assignee_id, holder.due_on
    claim.save(update_fields=[*SPAN_FIELDS, "assignee", "due_on"])
    for one in others:
        _set_aside(actor, one, into=claim)
    record_event(actor, "claim.merged", claim, desk_id=claim.desk_id, claims=[one.pk for one in others])
    if claim.state == ClaimState.DRAFT and any(one.state == ClaimState.OPEN for one in others):
        set_state(actor, claim=claim, source=ClaimState.DRAFT, target=ClaimState.OPEN, event="claim.opened")
    return claim


def mergeable_neighbours(claim: Claim) -> list[Claim]:
    """The claims before and after a claim in its text that are not rated yet and no part or whole of it."""
    rows = Claim.objects.filter(revision=claim.revision_id, set_aside=ExclusionReason.NO, state__in=UNRATED)
    rows = rows.exclude(pk__in=[claim.pk, claim.parent_id]).exclude(parent=claim.pk)
    before = rows.filter(Q(start__lt=claim.start) | Q(start=claim.start, pk__lt=claim.pk)).last()
    after = rows.filter(Q(start__gt=claim.start) | Q(start=claim.start, pk__gt=claim.pk)).first()
    return [one for one in (before, after) if one]


def _locked(claims: Sequence[Claim]) -> list[Claim]:
    """The claims as they are now, locked in the order that everybody locks them in."""
    lock_chain(claims[0].desk_id)
    wanted = [claim.pk for claim in claims]
    if not 2 <= len(wanted) <= MAX_MERGED_CLAIMS or len(set(wanted)) != len(wanted):
        raise InvalidInput(
            _("A claim is merged with one to %(most)s other claims.") % {"most": MAX_MERGED_CLAIMS - 1},
            fields={"with": _("Choose other claims than this one, each once.")},
        )
    rows = {row.pk: row for row in Claim.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    found = [rows[pk] for pk in wanted]
    if len({claim.revision_id for claim in found}) > 1:
        raise InvalidInput(
            _("Claims of one text are merged, not of several."),
            fields={"with": _("Claims of the same article and revision.")},
        )
    return found


def _refuse_whole_with_part(claims: Sequence[Claim]) -> None:
    numbers = {claim.pk: claim.number for claim in claims}
    for claim in claims:
        if claim.parent_id in numbers:
            raise ConflictError(
                _("Claim %(part)s is a part of claim %(whole)s. Drop the part instead of merging it.")
                % {"part": claim.number, "whole": numbers[claim.parent_id]}
            )


def _covering_span(claims: Sequence[Claim]) -> Span:
    """From the first word of the claims to the last; Conflict where too much, or another claim, lies between them."""
    ordered = sorted(claims, key=lambda claim: claim.start)
    end = ordered[0].end
    for claim in ordered[1:]:
        if claim.start > end:
            _refuse_between(claims, end, claim.start)
        end = max(end, claim.end)
    return Span(ordered[0].start, end)


def _refuse_between(claims: Sequence[Claim], start: int, end: int) -> None:
    if end - start > MAX_GAP:
        raise ConflictError(
            _("Between these claims lie %(many)s characters; claims are merged across %(most)s at most.")
            % {"many": end - start, "most": MAX_GAP}
        )
    rows = Claim.objects.filter(revision=claims[0].revision_id, set_aside=ExclusionReason.NO)
    between = rows.filter(start__lt=end, end__gt=start).exclude(pk__in=[claim.pk for claim in claims]).first()
    if between is not None:
        raise ConflictError(
            _("Claim %(number)s lies between them. Merge it too, or move its borders first.")
            % {"number": between.number}
        )


def _set_aside(actor: User, one: Claim, *, into: Claim) -> None:
    for part in one.parts.all():
        part.parent = into
        part.save(update_fields=["parent", "changed_at"])
    one.set_aside, one.duplicate_of, one.is_human_edited = ExclusionReason.DUPLICATE, into, True
    one.save(update_fields=["set_aside", "duplicate_of", "is_human_edited", "changed_at"])
    record_event(actor, "claim.merged_away", one, desk_id=one.desk_id, into=into.pk, tags=one.tags)
    if one.tags:
        transfer_tags(one, into)
