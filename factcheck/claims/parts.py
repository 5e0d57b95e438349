"""Parts of a compound claim: suggested by a splitter, made into claims of their own by people."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import kept, permissions
from factcheck.articles.models import Revision
from factcheck.audit.services import record_event
from factcheck.claims.models import Claim
from factcheck.claims.services import mark_touched, next_number
from factcheck.desks.models import User
from factcheck.exceptions import ConflictError, NotFound


@dataclass(frozen=True, slots=True)
class SuggestedPart:
    """A part that a splitter suggests; `place` names it, `start` and `end` enclose its words in the text."""

    place: int
    text: str
    start: int
    end: int


def list_suggested_parts(claim: Claim) -> list[SuggestedPart]:
    """The suggestions that nobody has accepted yet."""
    accepted = set(claim.parts.values_list("text", flat=True)) if claim.suggested_parts else ()
    found = [
        SuggestedPart(place, text, min(start for start, _ in spans), max(end for _, end in spans))
        for place, (text, spans) in enumerate(claim.suggested_parts)
    ]
    return [part for part in found if part.text not in accepted]


@transaction.atomic
def accept_part(actor: User, *, claim: Claim, place: int) -> Claim:
    """Make a suggested part a claim of its own, which the whole stands on."""
    permissions.ensure_permission(actor, "claim.edit", claim)
    # As `add_claim` does: the claims of an article are numbered one by one.
    Revision.objects.select_for_update().get(pk=claim.revision_id)
    claim = Claim.objects.select_related("revision", "article").get(pk=claim.pk)
    if not 0 <= place < len(claim.suggested_parts):
        raise NotFound(_("There is no such part of this claim."))
    found = next((part for part in list_suggested_parts(claim) if part.place == place), None)
    if found is None:
        raise ConflictError(_("This part is a claim already."))
    return _make(actor, claim, text=found.text, start=found.start, end=found.end, method=claim.method)


@transaction.atomic
def add_part(actor: User, *, claim: Claim, text: str, start: int, end: int, method: str = "") -> Claim:
    """Make words of a claim's quote a claim of its own, in a wording of somebody else than the splitter."""
    permissions.ensure_permission(actor, "claim.edit", claim)
    Revision.objects.select_for_update().get(pk=claim.revision_id)
    claim = Claim.objects.select_related("revision", "article").get(pk=claim.pk)
    if not claim.start <= start < end <= claim.end:
        raise ConflictError(_("The words of a part lie within those of the claim."))
    if claim.parts.filter(text=text).exists():
        raise ConflictError(_("This part is a claim already."))
    return _make(actor, claim, text=text, start=start, end=end, method=method)


def _make(actor: User, claim: Claim, *, text: str, start: int, end: int, method: str) -> Claim:
    part = Claim.objects.create(
        desk_id=claim.desk_id,
        article=claim.article,
        revision=claim.revision,
        parent=claim,
        number=next_number(claim.article),
        start=start,
        end=end,
        quote=claim.revision.text[start:end],
        text=text,
        speaker=claim.speaker,
        check_worthiness=claim.check_worthiness,
        reason=kept.PART_OF % {"number": claim.number},
        method=method,
        is_human_edited=True,
        created_by=actor,
    )
    mark_touched(claim.pk)
    record_event(actor, "claim.part_accepted", part, desk_id=claim.desk_id, parent=claim.pk)
    return part
