"""The tags of a desk: their names, and which names are the same.

A tag sorts the desk's claims and is no part of a verdict. It can change on a published claim and drops no sign-off.
"""

import unicodedata

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from factcheck.claims.models import Tag
from factcheck.desks.models import Desk, User
from factcheck.exceptions import InvalidInput, NotFound

MAX_NAME_LENGTH = 40
MAX_TAGS = 20


def clean_name(name: str) -> str:
    """Return a name in Unicode's normal form C, with one space between words.

    Raises InvalidInput where the name is empty, too long, or has characters that cannot be shown.
    """
    cleaned = " ".join(unicodedata.normalize("NFC", name).split())
    key = normalize_key(cleaned)
    if not key:
        raise invalid_tag(_("A tag needs a name."))
    # Compatibility forms can be longer than the name: one ligature can become 18 characters of the key.
    if len(cleaned) > MAX_NAME_LENGTH or len(key) > 3 * MAX_NAME_LENGTH:
        raise invalid_tag(_("The name of a tag has at most %(most)d characters.") % {"most": MAX_NAME_LENGTH})
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in cleaned):
        raise invalid_tag(_("The name of a tag contains a character that cannot be shown."))
    return cleaned


def normalize_key(name: str) -> str:
    """Return what two names of the same tag share: compatibility forms, case, spaces and invisible signs removed."""
    # Case folding decomposes some characters (U+01F0, for one), hence the second normalization.
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    visible = "".join(sign for sign in folded if unicodedata.category(sign)[0] != "C" or sign.isspace())
    return " ".join(visible.split())


def list_tags(desk_id: int) -> QuerySet[Tag]:
    """Return the tags of a desk in order, each with `claim_count`."""
    return Tag.objects.filter(desk=desk_id).annotate(claim_count=Count("claims")).order_by("key")


def get_tag(user: User, tag_id: int) -> Tag:
    """Return a tag that is visible to the user. Raises NotFound."""
    tag = Tag.objects.visible_to(user).select_related("desk").filter(pk=tag_id).first()
    if tag is None:
        raise NotFound(_("There is no such tag on your desks."))
    return tag


def get_tag_by_name(desk: Desk, name: str) -> Tag:
    """Return the tag of a desk with this name, in any spelling that is the same. Raises NotFound."""
    tag = Tag.objects.filter(desk=desk, key=normalize_key(name)).first()
    if tag is None:
        raise unknown_tag(name)
    return tag


def invalid_tag(reason: str, *, field: str = "name") -> InvalidInput:
    return InvalidInput(reason, fields={field: reason})


def unknown_tag(name: str) -> NotFound:
    reason = _("The desk has no tag “%(name)s”.") % {"name": name[:MAX_NAME_LENGTH]}
    return NotFound(reason, fields={"tag": reason})
