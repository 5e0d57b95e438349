"""Add and drop sign-offs of a verdict, and make new versions of it.

Every action that changes what was signed (a claim's text, its evidence, a source) calls `invalidate_signoffs`, and one
that changes the map alone `invalidate_dependents`.
"""

from collections.abc import Sequence

from django.db.models import Max, QuerySet
from django.utils import timezone

from factcheck.actions.claim_state import lock_claim, set_state
from factcheck.articles.models import Article
from factcheck.audit.services import lock_chain, record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import ClaimState, CreatedBy
from factcheck.maps.dependents import list_dependent_claims
from factcheck.review.models import SignOff, SubstanceChange, Verdict
from factcheck.stored_messages import StoredMessage

DECIDED_STATES = (ClaimState.PROPOSED, ClaimState.APPROVED, ClaimState.PUBLISHED)


def invalidate_signoffs(actor: User, claim: Claim, *, parts: Sequence[str], because: StoredMessage) -> None:
    """Drop the sign-offs of a claim whose content was edited, and return it to the state "proposed" if needed.

    `parts` are what changed, as `SubstanceChange.part` has them. The actor cannot be the only one who signs it again.
    A published claim gets a new version of its verdict with `because` as the correction note. Readers see the version
    that was published before until the new one is published too. The sign-offs of claims that depend on this one in
    the map are dropped too. Call it in the transaction of the edit.
    """
    claim = lock_claim(claim)
    if claim.state == ClaimState.PUBLISHED:
        _start_correction(actor, claim, because)
        _record_changes(actor, claim, parts)
        _return_to_proposed(actor, claim)
    else:
        _invalidate(actor, claim, parts, because)
    invalidate_dependents(actor, claim.article, parts=parts, because=because, without=claim)


def invalidate_dependents(
    actor: User,
    article: Article,
    *,
    parts: Sequence[str],
    because: StoredMessage,
    without: Claim | None = None,
) -> None:
    """Drop the sign-offs of the claims whose map has one of the changed elements under them.

    A published claim keeps its verdict, as its content is the same; its next version counts the change.
    """
    lock_chain(article.desk_id)
    decided = Claim.objects.filter(article=article, state__in=DECIDED_STATES).exclude(
        pk=without.pk if without else 0
    )
    if not decided.exists():  # most edits: without a verdict nothing needs to be loaded
        return
    graph_ids = {part.partition(".")[0] for part in parts}
    dependents = decided.filter(pk__in=list_dependent_claims(article, graph_ids))
    invalidate_claims(actor, dependents, parts=parts, because=because)


def invalidate_claims(
    actor: User, claims: QuerySet[Claim], *, parts: Sequence[str], because: StoredMessage
) -> None:
    """Drop the sign-offs of claims whose surroundings were edited, and not their own content."""
    for claim in claims.filter(state__in=DECIDED_STATES).order_by("pk"):
        _invalidate(actor, lock_claim(claim), parts, because)


def _invalidate(actor: User, claim: Claim, parts: Sequence[str], because: StoredMessage) -> None:
    if claim.state not in DECIDED_STATES:
        return
    _record_changes(actor, claim, parts)
    if claim.state != ClaimState.PUBLISHED:
        drop_signoffs(actor, claim, because=because)
        _extend_correction(claim, because)
    if claim.state == ClaimState.APPROVED:
        _return_to_proposed(actor, claim)


def _record_changes(actor: User, claim: Claim, parts: Sequence[str]) -> None:
    """Store that a person changed these parts of what the current verdict rests on, the last one to do so."""
    verdict = Verdict.objects.get(claim=claim, current=True)
    for part in parts:
        SubstanceChange.objects.update_or_create(
            verdict=verdict, part=part, defaults={"changed_by": actor, "changed_at": timezone.now()}
        )


def _return_to_proposed(actor: User, claim: Claim) -> None:
    source = ClaimState(claim.state)
    set_state(actor, claim=claim, source=source, target=ClaimState.PROPOSED, event="claim.approval_dropped")


def add_signoff(actor: User, claim: Claim) -> SignOff:
    """Sign the current verdict of a locked claim."""
    verdict = Verdict.objects.get(claim=claim, current=True)
    signoff = SignOff.objects.create(
        desk_id=claim.desk_id, verdict=verdict, member=actor, proposed_by_id=verdict.proposed_by_id
    )
    record_event(actor, "verdict.signed", verdict, desk_id=claim.desk_id, version=verdict.number)
    return signoff


def drop_signoffs(actor: User, claim: Claim, *, because: StoredMessage) -> None:
    """Drop the valid sign-offs of a claim's current verdict. The rows stay, with when, by whom and why.

    A verdict that was published keeps its sign-offs: they document what readers were shown.
    """
    verdict = Verdict.objects.filter(claim=claim, current=True, publication__isnull=True).first()
    if verdict is None:
        return
    valid = SignOff.objects.filter(verdict=verdict, dropped_at__isnull=True)
    members = list(valid.values_list("member_id", flat=True))
    valid.update(dropped_at=timezone.now(), dropped_by=actor, dropped_because=because)
    # An approval without enough sign-offs was given for the same content, so it ends with them.
    if verdict.glass_reason:
        verdict.glass_reason, verdict.glass_by = "", None
        verdict.save(update_fields=["glass_reason", "glass_by"])
    if members:
        record_event(actor, "verdict.signoffs_dropped", verdict, desk_id=claim.desk_id, members=members)


def new_version(verdict: Verdict) -> Verdict:
    """Save a verdict as the next version for its claim, and make it the current one.

    The old version is saved first: a constraint allows one current verdict a claim. Rows are saved one by one, so that
    each change goes into the history.
    """
    earlier = Verdict.objects.filter(claim=verdict.claim)
    verdict.number = (earlier.aggregate(newest=Max("number"))["newest"] or 0) + 1
    for current in earlier.filter(current=True):
        current.current = False
        current.save(update_fields=["current"])
    verdict.save()
    return verdict


def _start_correction(actor: User, claim: Claim, because: StoredMessage) -> None:
    """Copy the published verdict to a new version, in the name of the person whose rating and reasons it has."""
    verdict = Verdict.objects.select_related("publication").get(claim=claim, current=True)
    # What was changed before the publication was signed with it.
    unsigned = list(verdict.substance_changes.filter(changed_at__gt=verdict.publication.published_at))
    verdict.pk = None
    verdict.correction, verdict.origin = _correction_note(because), CreatedBy.MACHINE
    verdict.glass_reason, verdict.glass_by = "", None
    new_version(verdict)
    for change in unsigned:
        change.pk, change.verdict = None, verdict
    SubstanceChange.objects.bulk_create(unsigned)
    record_event(actor, "verdict.corrected", verdict, desk_id=claim.desk_id, version=verdict.number)


def _extend_correction(claim: Claim, because: StoredMessage) -> None:
    """Add a further edit to the correction note of a verdict that was published before."""
    verdict = Verdict.objects.get(claim=claim, current=True)
    note = _correction_note(because)
    if claim.publications.exists() and note not in verdict.correction:
        verdict.correction = f"{verdict.correction} {note}".strip()
        verdict.save(update_fields=["correction"])


def _correction_note(because: StoredMessage) -> str:
    """Return the first draft of a correction note, which people can edit: a text, in the source language."""
    return f"{because.source_text}."
