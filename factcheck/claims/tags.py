"""The tags of a desk: what makes two names the same, putting them on claims, and keeping them in order.

A tag is the desk's own order and no part of a verdict: it may change on a published claim, and drops no sign-off.
"""

import unicodedata
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from factcheck import permissions
from factcheck.audit.services import lock_chain, record_event
from factcheck.claims.models import Claim, Tag
from factcheck.claims.services import lock_claim
from factcheck.desks.models import Desk, User
from factcheck.exceptions import ConflictError, InvalidInput, NotFound

MAX_NAME_LENGTH = 40
MAX_TAGS = 20
BATCH_SIZE = 500


def clean_name(name: str) -> str:
    """A name as it is kept: in Unicode's normal form C, one space between words; InvalidInput says what is wrong."""
    cleaned = " ".join(unicodedata.normalize("NFC", name).split())
    if not normalize_key(cleaned):
        raise _refused(_("A tag needs a name."))
    if len(cleaned) > MAX_NAME_LENGTH or len(normalize_key(cleaned)) > 3 * MAX_NAME_LENGTH:
        raise _refused(_("The name of a tag has at most %(most)d characters.") % {"most": MAX_NAME_LENGTH})
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in cleaned):
        raise _refused(_("The name of a tag holds a character that cannot be shown."))
    return cleaned


def normalize_key(name: str) -> str:
    """What two names of one tag have in common: compatibility forms, case, spaces and invisible signs set aside."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    shown = "".join(sign for sign in folded if unicodedata.category(sign)[0] != "C" or sign.isspace())
    return " ".join(shown.split())


def list_tags(desk_id: int) -> QuerySet[Tag]:
    """The tags of a desk in order, each with how `many` claims bear it."""
    return Tag.objects.filter(desk=desk_id).annotate(many=Count("claims")).order_by("key")


def get_tag(user: User, tag_id: int) -> Tag:
    """A tag, if the user may see it; NotFound otherwise."""
    tag = Tag.objects.visible_to(user).select_related("desk").filter(pk=tag_id).first()
    if tag is None:
        raise NotFound(_("There is no such tag on your desks."))
    return tag


def get_tag_by_name(desk: Desk, name: str) -> Tag:
    """The tag that a desk knows by a name."""
    tag = Tag.objects.filter(desk=desk, key=normalize_key(name)).first()
    if tag is None:
        raise _unknown(name)
    return tag


@transaction.atomic
def set_tags(actor: User, *, claim: Claim, names: Iterable[str]) -> Claim:
    """Give a claim just these tags; those that the desk does not know yet are made."""
    return _give(actor, _editable(actor, claim), names)


@transaction.atomic
def add_tag(actor: User, *, claim: Claim, name: str) -> Claim:
    """Put one more tag on a claim."""
    claim = _editable(actor, claim)
    return _give(actor, claim, [*claim.tags, name])


@transaction.atomic
def remove_tag(actor: User, *, claim: Claim, name: str) -> Claim:
    """Take a tag off a claim; one that it does not bear is off it already."""
    claim = _editable(actor, claim)
    return _give(actor, claim, [one for one in claim.tags if normalize_key(one) != normalize_key(name)])


@transaction.atomic
def transfer_tags(from_claim: Claim, to_claim: Claim) -> None:
    """Hand the tags of one claim to another of its desk, which keeps its own; the caller tells the trail."""
    lock_chain(from_claim.desk_id)
    moved = list(Tag.objects.filter(claims=from_claim))
    to_claim.tag_rows.add(*moved)
    from_claim.tag_rows.clear()
    _write_down([from_claim, to_claim])


@transaction.atomic
def rename_tag(actor: User, *, tag: Tag, name: str) -> Tag:
    """Call a tag otherwise, on all claims that bear it."""
    tag = _managed(actor, tag)
    before, tag.name = tag.name, clean_name(name)
    tag.key = normalize_key(tag.name)
    if Tag.objects.filter(desk=tag.desk_id, key=tag.key).exclude(pk=tag.pk).exists():
        why = _("There is a tag “%(name)s” already. Merge this one into it instead.") % {"name": tag.name}
        raise ConflictError(why, fields={"name": why})
    if tag.name != before:
        tag.save(update_fields=["name", "key"])
        _write_down(tag.claims.all(), actor)
        record_event(actor, "tag.renamed", tag, desk_id=tag.desk_id, before=before, after=tag.name)
    return tag


@transaction.atomic
def merge_tags(actor: User, *, tag: Tag, into: Tag) -> Tag:
    """Put another tag of the desk on all claims that bear this one, which then is no more."""
    tag = _managed(actor, tag)
    if into.desk_id != tag.desk_id or into.pk == tag.pk:
        raise InvalidInput(
            _("A tag is merged into another tag of its desk."), fields={"into": _("Choose another tag.")}
        )
    claims = list(tag.claims.all())
    into.claims.add(*claims)
    record_event(
        actor, "tag.merged", tag, desk_id=tag.desk_id, name=tag.name, into=into.pk, claims=len(claims)
    )
    tag.delete()
    _write_down(claims, actor)
    return into


@transaction.atomic
def delete_tag(actor: User, *, tag: Tag) -> None:
    """Take a tag off all claims and forget it."""
    tag = _managed(actor, tag)
    claims = list(tag.claims.all())
    record_event(actor, "tag.deleted", tag, desk_id=tag.desk_id, name=tag.name, claims=len(claims))
    tag.delete()
    _write_down(claims, actor)


def _editable(actor: User, claim: Claim) -> Claim:
    """A claim as it is now, locked, for somebody who may edit claims."""
    permissions.ensure_permission(actor, "claim.edit", claim)
    return lock_claim(claim)


def _managed(actor: User, tag: Tag) -> Tag:
    """A tag as it is now, for somebody who may manage it; nothing else on the desk is written meanwhile."""
    permissions.ensure_permission(actor, "tag.manage", tag)
    lock_chain(tag.desk_id)
    found = Tag.objects.filter(pk=tag.pk).first()
    if found is None:
        raise _unknown(tag.name)
    return found


def _give(actor: User, claim: Claim, names: Iterable[str]) -> Claim:
    wanted = {normalize_key(name): name for name in map(clean_name, names)}
    if len(wanted) > max(MAX_TAGS, len(claim.tags)):  # merged claims may bear more, and lose them one by one
        raise _refused(_("A claim bears at most %(most)d tags.") % {"most": MAX_TAGS}, field="tags")
    known = {tag.key for tag in Tag.objects.filter(desk=claim.desk_id, key__in=wanted)}
    Tag.objects.bulk_create(
        Tag(desk_id=claim.desk_id, name=name, key=key) for key, name in wanted.items() if key not in known
    )
    before = claim.tags
    claim.tag_rows.set(Tag.objects.filter(desk=claim.desk_id, key__in=wanted))
    claim.tags = _names(claim)
    if claim.tags != before:
        claim.is_human_edited = True
        claim.save(update_fields=["tags", "is_human_edited"])
        record_event(actor, "claim.tagged", claim, desk_id=claim.desk_id, before=before, after=claim.tags)
    return claim


def _write_down(claims: Iterable[Claim], actor: User | None = None) -> None:
    """Keep the names of their tags with the claims, each with a line in its history."""
    rows = list(claims)
    prefetch_related_objects(rows, "tag_rows")
    for claim in rows:
        claim.tags = _names(claim)
    bulk_update_with_history(rows, Claim, ["tags"], batch_size=BATCH_SIZE, default_user=actor)


def _names(claim: Claim) -> list[str]:
    return [tag.name for tag in sorted(claim.tag_rows.all(), key=lambda tag: tag.key)]


def _refused(why: str, *, field: str = "name") -> InvalidInput:
    return InvalidInput(why, fields={field: why})


def _unknown(name: str) -> NotFound:
    why = _("The desk has no tag “%(name)s”.") % {"name": name[:MAX_NAME_LENGTH]}
    return NotFound(why, fields={"tag": why})
