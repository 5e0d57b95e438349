"""Every edit of a claim, its evidence or its sources, by page, API and command: sign-offs do not outlive it.

Wraps the services of `claims` and `evidence`, which know nothing of verdicts. Evidence that is changed goes through
`maps.verdicts.change_evidence`, which calls this and marks what became stale.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from factcheck import kept
from factcheck.actions import evidence as evidence_services
from factcheck.actions.signoffs import invalidate_signoffs
from factcheck.audit.services import lock_chain
from factcheck.claims import boundaries
from factcheck.claims import services as claims
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import ClaimState
from factcheck.evidence.models import Evidence, Source
from factcheck.review.merging import copy_assignments, ensure_not_published

WORDING = {
    "text": gettext_noop("The claim's wording was changed"),
    "speaker": gettext_noop("The claim's speaker was changed"),
}
SHOWN = ("title", "publisher", "url", "origin", "published_on", "is_sample")
DECIDED = (ClaimState.PROPOSED, ClaimState.APPROVED, ClaimState.PUBLISHED)


@transaction.atomic
def edit_claim(actor: User, *, claim: Claim, **changes: Any) -> Claim:
    """Change the wording, the speaker or the assignee of a claim; a new assignee alone drops no sign-off."""
    lock_chain(claim.desk_id)
    before = Claim.objects.get(pk=claim.pk)
    changed = claims.edit_claim(actor, claim=claim, **changes)
    for name in WORDING:
        if getattr(before, name) != getattr(changed, name):
            invalidate_signoffs(actor, changed, because=WORDING[name])
    return _fresh(changed)


@transaction.atomic
def move_borders(actor: User, *, claim: Claim, start: int, end: int) -> Claim:
    """Let a claim be other words of its text; the positions are code points, the end excluded."""
    lock_chain(claim.desk_id)
    before = Claim.objects.get(pk=claim.pk)
    changed = boundaries.move_boundaries(actor, claim=claim, start=start, end=end)
    if (before.start, before.end) != (start, end):
        invalidate_signoffs(actor, changed, because=gettext_noop("The claim's borders were moved"))
    return _fresh(changed)


@transaction.atomic
def divide_claim(actor: User, *, claim: Claim, at: Sequence[int]) -> list[Claim]:
    """Cut a claim in pieces at positions of its text; its evidence and its talk stay with the first."""
    pieces = boundaries.split_claim(actor, claim=claim, at=at)
    ensure_not_published(pieces[:1])
    for piece in pieces[1:]:
        copy_assignments(actor, of=claim, on=piece)
    return pieces


@transaction.atomic
def link_evidence(actor: User, *, claim: Claim, **piece: Any) -> Evidence:
    """Link a quoted passage of a source to a claim."""
    lock_chain(claim.desk_id)
    linked = evidence_services.link_evidence(actor, claim=claim, **piece)
    invalidate_signoffs(actor, claim, because=gettext_noop("Evidence was added"))
    return linked


@transaction.atomic
def edit_evidence(actor: User, *, evidence: Evidence, **changes: Any) -> Evidence:
    """Change a piece of evidence; call `maps.verdicts.change_evidence` instead, which also finds what became stale."""
    lock_chain(evidence.desk_id)
    before = Evidence.objects.get(pk=evidence.pk)
    changed = evidence_services.edit_evidence(actor, evidence=evidence, **changes)
    if before.lifecycle != changed.lifecycle:
        invalidate_signoffs(
            actor,
            changed.claim,
            because=kept.EVIDENCE_MOVED % {"was": before.lifecycle, "now": changed.lifecycle},
        )
    elif any(getattr(before, name) != getattr(changed, name) for name in evidence_services.EVIDENCE_FIELDS):
        invalidate_signoffs(actor, changed.claim, because=gettext_noop("Evidence was changed"))
    return changed


@transaction.atomic
def edit_source(actor: User, *, source: Source, **changes: Any) -> Source:
    """Change what is known of a source; of every claim that cites it, what readers are shown changes too."""
    lock_chain(source.desk_id)
    before = Source.objects.get(pk=source.pk)
    changed = evidence_services.edit_source(actor, source=source, **changes)
    if any(getattr(before, name) != getattr(changed, name) for name in SHOWN):
        for claim in Claim.objects.filter(evidence__source=changed, state__in=DECIDED).distinct():
            invalidate_signoffs(actor, claim, because=gettext_noop("A source of the evidence was changed"))
    return changed


def _fresh(claim: Claim) -> Claim:
    claim.refresh_from_db(fields=["state"])
    return claim
