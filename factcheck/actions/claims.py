"""Adding, editing and excluding claims. The steps of the review are in `factcheck.actions.workflow`."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.claim_state import lock_claim, lock_numbering, mark_touched, next_number
from factcheck.actions.signoffs import invalidate_dependents, invalidate_signoffs
from factcheck.articles.models import Article, Revision
from factcheck.audit.services import lock_chain, record_event
from factcheck.claims.models import Claim
from factcheck.claims.parts import list_suggested_parts
from factcheck.claims.quote_lookup import find_quote, quote_at
from factcheck.desks.models import User
from factcheck.enums import ClaimState, ExclusionReason
from factcheck.exceptions import ConflictError, InvalidInput, NotFound
from factcheck.stored_messages import message

EDITABLE_FIELDS = ("text", "speaker", "assignee", "due_on")
# The fields that a sign-off approves, with the reason that is stored when it is dropped. An assignee or a due date is
# the desk's own planning and part of no verdict.
SIGNED_FIELDS = {
    "text": message("wording_changed"),
    "speaker": message("speaker_changed"),
}


@transaction.atomic
def add_claim(
    actor: User,
    *,
    article: Article,
    start: int,
    end: int,
    text: str = "",
    speaker: str = "",
    method: str = "",
) -> Claim:
    """Add a span of the article's newest revision as a claim; positions are code points, the end excluded.

    `method` names the machine whose suggestion the person accepted.
    """
    permissions.ensure_permission(actor, "claim.suggest", article)
    revision = lock_numbering(article)
    quote = quote_at(revision, start, end)
    claim = Claim.objects.create(
        desk_id=article.desk_id,
        article=article,
        revision=revision,
        number=next_number(article),
        start=start,
        end=end,
        quote=quote,
        text=text.strip() or " ".join(quote.split()),
        speaker=speaker,
        reason=message("claim_suggested", method=method) if method else message("claim_marked"),
        method=method,
        is_human_edited=True,
        created_by=actor,
    )
    record_event(actor, "claim.added", claim, desk_id=claim.desk_id, start=start, end=end)
    return claim


def add_claim_by_quote(
    actor: User, *, article: Article, quote: str, start: int | None = None, end: int | None = None
) -> Claim:
    """Add a quote of an article as a claim. `find_quote` says how it is found."""
    text = article.revisions.latest("number").text
    span = find_quote(text, quote, start=start, end=end)
    return add_claim(actor, article=article, start=span.start, end=span.end)


@transaction.atomic
def edit_claim(actor: User, *, claim: Claim, **changes: Any) -> Claim:
    """Change the wording, speaker, assignee or due date of a claim that is not published.

    A new wording or speaker drops the sign-offs of its verdict.
    """
    permissions.ensure_permission(actor, "claim.edit", claim)
    claim = lock_claim(claim)
    if claim.state == ClaimState.PUBLISHED:
        raise ConflictError(_("A published claim cannot be edited. Correct its verdict instead."))
    if not changes.get("text", claim.text).strip():
        raise InvalidInput(_("A claim needs a wording."), fields={"text": _("Enter what the claim asserts.")})
    assignee = changes.get("assignee")
    if assignee is not None and assignee.get_role(claim.desk_id) is None:
        raise InvalidInput(
            _("Only a member of the desk can be assigned to a claim."),
            fields={"assignee": _("Choose a member of this desk.")},
        )
    changed = [name for name in EDITABLE_FIELDS if name in changes and changes[name] != getattr(claim, name)]
    if changed:
        for name in changed:
            setattr(claim, name, changes[name])
        claim.is_human_edited = True
        claim.save(update_fields=[*changed, "is_human_edited", "changed_at"])
        record_event(actor, "claim.edited", claim, desk_id=claim.desk_id, fields=changed)
        for name, reason in SIGNED_FIELDS.items():
            if name in changed:
                invalidate_signoffs(actor, claim, parts=[f"c{claim.pk}.{name}"], because=reason)
        claim.refresh_from_db(fields=["state"])
    return claim


@transaction.atomic
def exclude_claim(actor: User, *, claim: Claim, reason: ExclusionReason) -> Claim:
    """Exclude a claim from the review (dropped, not checkable), or with ExclusionReason.NO put it back."""
    permissions.ensure_permission(actor, "claim.edit", claim)
    claim = lock_claim(claim)
    if ClaimState(claim.state).rank >= ClaimState.PROPOSED.rank:
        raise ConflictError(_("A claim with a verdict cannot be excluded."))
    if claim.set_aside != reason:
        claim.set_aside, claim.duplicate_of, claim.is_human_edited = reason, None, True
        claim.save(update_fields=["set_aside", "duplicate_of", "is_human_edited", "changed_at"])
        action = f"claim.{reason}" if reason else "claim.put_back"
        record_event(actor, action, claim, desk_id=claim.desk_id)
        _invalidate_others(actor, claim)
    return claim


@transaction.atomic
def mark_duplicate(actor: User, *, claim: Claim, of: Claim) -> Claim:
    """Exclude a claim as a duplicate of another claim of its desk, which is checked instead of it."""
    permissions.ensure_permission(actor, "claim.edit", claim)
    claim, of = _lock_both(claim, of)
    if claim.desk_id != of.desk_id or claim.pk == of.pk:
        raise InvalidInput(
            _("A claim can only be a duplicate of another claim on the same desk."),
            fields={"of": _("Choose another claim.")},
        )
    if of.set_aside:
        raise ConflictError(
            _("Claim %(number)s is excluded itself. Choose one that is under review.") % {"number": of.number}
        )
    if claim.set_aside or ClaimState(claim.state).rank >= ClaimState.PROPOSED.rank:
        raise ConflictError(_("Only a claim under review, without a verdict, can be marked as a duplicate."))
    claim.set_aside, claim.duplicate_of, claim.is_human_edited = ExclusionReason.DUPLICATE, of, True
    claim.save(update_fields=["set_aside", "duplicate_of", "is_human_edited", "changed_at"])
    mark_touched(of.pk)  # a split run must not delete the claim that this one refers to
    record_event(actor, "claim.duplicate", claim, desk_id=claim.desk_id, of=of.pk)
    _invalidate_others(actor, claim)
    return claim


def _invalidate_others(actor: User, claim: Claim) -> None:
    """Drop the sign-offs of claims that depend on one which left the map or came back."""
    part = f"c{claim.pk}.set_aside"
    invalidate_dependents(actor, claim.article, parts=[part], because=message("claim_excluded"))


def _lock_both(claim: Claim, other: Claim) -> tuple[Claim, Claim]:
    """Lock two claims by their id: each of two people may mark one of them as a duplicate of the other."""
    lock_chain(claim.desk_id)
    wanted = Claim.objects.select_for_update().filter(pk__in=(claim.pk, other.pk)).order_by("pk")
    rows = {row.pk: row for row in wanted}
    return rows[claim.pk], rows[other.pk]


@transaction.atomic
def accept_part(actor: User, *, claim: Claim, place: int) -> Claim:
    """Make a suggested part of a compound claim a claim of its own. `place` is the suggestion's index."""
    permissions.ensure_permission(actor, "claim.edit", claim)
    claim = _lock_whole(claim)
    if not 0 <= place < len(claim.suggested_parts):
        raise NotFound(_("There is no such part of this claim."))
    part = next((part for part in list_suggested_parts(claim) if part.place == place), None)
    if part is None:
        raise ConflictError(_("This part is a claim already."))
    return _create_part(actor, claim, text=part.text, start=part.start, end=part.end, method=claim.method)


@transaction.atomic
def add_part(actor: User, *, claim: Claim, text: str, start: int, end: int, method: str = "") -> Claim:
    """Make words of a claim's quote a claim of its own, with a wording that is not the splitter's."""
    permissions.ensure_permission(actor, "claim.edit", claim)
    claim = _lock_whole(claim)
    if not claim.start <= start < end <= claim.end:
        raise ConflictError(_("The words of a part must be within those of the claim."))
    if claim.parts.filter(text=text).exists():
        raise ConflictError(_("This part is a claim already."))
    return _create_part(actor, claim, text=text, start=start, end=end, method=method)


def _lock_whole(claim: Claim) -> Claim:
    """Lock a compound claim for the creation of a part, in the order that `claim_state` states."""
    Revision.objects.select_for_update().get(pk=claim.revision_id)
    lock_chain(claim.desk_id)
    return Claim.objects.select_related("revision", "article").get(pk=claim.pk)


def _create_part(actor: User, claim: Claim, *, text: str, start: int, end: int, method: str) -> Claim:
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
        reason=message("claim_part", number=claim.number),
        method=method,
        is_human_edited=True,
        created_by=actor,
    )
    mark_touched(claim.pk)
    record_event(actor, "claim.part_accepted", part, desk_id=claim.desk_id, parent=claim.pk)
    # The parts decide on the whole: its sign-offs were given without this one.
    invalidate_dependents(
        actor, claim.article, parts=[f"c{part.pk}.parent"], because=message("parts_changed")
    )
    return part
