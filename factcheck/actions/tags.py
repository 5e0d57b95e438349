"""Tagging claims, and renaming, merging and deleting the tags of a desk."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from factcheck import permissions
from factcheck.actions.claim_state import lock_claim
from factcheck.audit.services import lock_chain, record_event
from factcheck.claims.models import Claim, Tag
from factcheck.claims.tags import MAX_TAGS, clean_name, invalid_tag, normalize_key, unknown_tag
from factcheck.desks.models import User
from factcheck.exceptions import ConflictError, InvalidInput

BATCH_SIZE = 500


@transaction.atomic
def set_tags(actor: User, *, claim: Claim, names: Iterable[str]) -> Claim:
    """Replace the tags of a claim. A tag that the desk does not have yet is created."""
    return _set_tags(actor, _lock_editable(actor, claim), names)


@transaction.atomic
def add_tag(actor: User, *, claim: Claim, name: str) -> Claim:
    """Add a tag to a claim."""
    claim = _lock_editable(actor, claim)
    return _set_tags(actor, claim, [*claim.tags, name])


@transaction.atomic
def remove_tag(actor: User, *, claim: Claim, name: str) -> Claim:
    """Remove a tag from a claim. Removing one that it does not have changes nothing."""
    claim = _lock_editable(actor, claim)
    remaining = [tag for tag in claim.tags if normalize_key(tag) != normalize_key(name)]
    return _set_tags(actor, claim, remaining)


@transaction.atomic
def transfer_tags(from_claim: Claim, to_claim: Claim) -> None:
    """Move the tags of one claim to another of its desk, which keeps its own. The caller records the event."""
    lock_chain(from_claim.desk_id)
    tags = list(Tag.objects.filter(claims=from_claim))
    to_claim.tag_rows.add(*tags)
    from_claim.tag_rows.clear()
    _store_names([from_claim, to_claim])


@transaction.atomic
def rename_tag(actor: User, *, tag: Tag, name: str) -> Tag:
    """Rename a tag on all claims that have it."""
    tag = _lock_managed(actor, tag)
    before, tag.name = tag.name, clean_name(name)
    tag.key = normalize_key(tag.name)
    if Tag.objects.filter(desk=tag.desk_id, key=tag.key).exclude(pk=tag.pk).exists():
        reason = _("There is a tag “%(name)s” already. Merge this one into it instead.") % {"name": tag.name}
        raise ConflictError(reason, fields={"name": reason})
    if tag.name != before:
        tag.save(update_fields=["name", "key"])
        _store_names(tag.claims.all(), actor)
        record_event(actor, "tag.renamed", tag, desk_id=tag.desk_id, before=before, after=tag.name)
    return tag


@transaction.atomic
def merge_tags(actor: User, *, tag: Tag, into: Tag) -> Tag:
    """Replace a tag by another tag of the desk on all claims that have it, then delete it."""
    tag = _lock_managed(actor, tag)
    if into.desk_id != tag.desk_id or into.pk == tag.pk:
        raise InvalidInput(
            _("A tag is merged into another tag of its desk."), fields={"into": _("Choose another tag.")}
        )
    claims = list(tag.claims.all())
    into.claims.add(*claims)
    # Before the deletion, after which the row has no id that an event could name.
    record_event(
        actor, "tag.merged", tag, desk_id=tag.desk_id, name=tag.name, into=into.pk, claims=len(claims)
    )
    tag.delete()
    _store_names(claims, actor)
    return into


@transaction.atomic
def delete_tag(actor: User, *, tag: Tag) -> None:
    """Remove a tag from all claims and delete it."""
    tag = _lock_managed(actor, tag)
    claims = list(tag.claims.all())  # read now: deleting the tag removes its rows of the join table
    record_event(actor, "tag.deleted", tag, desk_id=tag.desk_id, name=tag.name, claims=len(claims))
    tag.delete()
    _store_names(claims, actor)


def _lock_editable(actor: User, claim: Claim) -> Claim:
    permissions.ensure_permission(actor, "claim.edit", claim)
    return lock_claim(claim)


def _lock_managed(actor: User, tag: Tag) -> Tag:
    """Return the current row of a tag for an actor who can manage it.

    The audit chain is locked, not the tag alone: renaming, merging and deleting write many claims, and with the chain
    locked nothing else on the desk writes meanwhile.
    """
    permissions.ensure_permission(actor, "tag.manage", tag)
    lock_chain(tag.desk_id)
    current = Tag.objects.filter(pk=tag.pk).first()
    if current is None:
        raise unknown_tag(tag.name)
    return current


def _set_tags(actor: User, claim: Claim, names: Iterable[str]) -> Claim:
    wanted = {normalize_key(name): name for name in map(clean_name, names)}
    # A merged claim can have more than MAX_TAGS. It can still lose them one by one.
    if len(wanted) > max(MAX_TAGS, len(claim.tags)):
        raise invalid_tag(_("A claim has at most %(most)d tags.") % {"most": MAX_TAGS}, field="tags")
    # The audit chain is locked, so nobody else creates a tag of the desk between these two statements.
    known = {tag.key for tag in Tag.objects.filter(desk=claim.desk_id, key__in=wanted)}
    Tag.objects.bulk_create(
        Tag(desk_id=claim.desk_id, name=name, key=key) for key, name in wanted.items() if key not in known
    )
    before = claim.tags
    claim.tag_rows.set(Tag.objects.filter(desk=claim.desk_id, key__in=wanted))
    claim.tags = _sorted_names(claim)
    if claim.tags != before:
        claim.is_human_edited = True
        claim.save(update_fields=["tags", "is_human_edited"])
        record_event(actor, "claim.tagged", claim, desk_id=claim.desk_id, before=before, after=claim.tags)
    return claim


def _store_names(claims: Iterable[Claim], actor: User | None = None) -> None:
    """Store the names of their tags on the claims, each with an entry in its history.

    `Claim.tags` duplicates `Claim.tag_rows` so that lists need no join and history shows the names as they were.
    """
    rows = list(claims)
    prefetch_related_objects(rows, "tag_rows")
    for claim in rows:
        claim.tags = _sorted_names(claim)
    bulk_update_with_history(rows, Claim, ["tags"], batch_size=BATCH_SIZE, default_user=actor)


def _sorted_names(claim: Claim) -> list[str]:
    return [tag.name for tag in sorted(claim.tag_rows.all(), key=lambda tag: tag.key)]
