"""The limits of every text and list that a person or a program can send, by name, each with its reason.

Pages, the API and imports share this table: forms and serializers refuse at the field, `ensure_text` and `ensure_count`
where there is neither. A refusal names the field, the limit and the size. Sizes of files and whole requests, which an
operator sets, are in the settings. This module does not import Django.
"""

import re
from collections.abc import Sized
from typing import NamedTuple

from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

MAX_ID = 2**63 - 1  # what an integer column of every database stores
MAX_POSITION = 2**31 - 1  # of a character in a text
# PostgreSQL stores no NUL, and no database half of a surrogate pair.
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")


class Limit(NamedTuple):
    """The largest size, in characters or items, and why it is that."""

    size: int
    reason: str


_LINE = "One line on a page, in a list and on a printed report."
_PROSE = "About 3,000 words: more than anybody reads there, and quick to render as Markdown."

LIMITS = {
    "title": Limit(300, _LINE),
    "name": Limit(120, _LINE),
    "publisher": Limit(200, _LINE),
    "speaker": Limit(200, _LINE),
    "origin": Limit(200, "Compared as a whole: sources with the same origin count once."),
    "url": Limit(2000, "What browsers and servers accept."),
    "slug": Limit(60, "Part of URLs."),
    "rating": Limit(40, "The slug of a rating of the desk's scale."),
    "find": Limit(200, "Part of a title or wording, in the filters of lists."),
    "language": Limit(12, "The longest language tags in use."),
    "email": Limit(254, "RFC 5321."),
    "password": Limit(1000, "Hashing takes time in proportion to it."),
    "choice": Limit(120, "The longest value that a choice has."),
    "digest": Limit(64, "A SHA-256 in hexadecimal."),
    "search": Limit(1000, "A search has at most 16 terms; more words are ignored."),
    "claim": Limit(20_000, "The longest paragraph that is split into claims."),
    "quote": Limit(20_000, "The longest paragraph that is split into claims."),
    "passage": Limit(2_000, "The words that a comment is about, shown above it."),
    "comment": Limit(20_000, _PROSE),
    "note": Limit(20_000, _PROSE),
    "reasons": Limit(20_000, _PROSE),
    "reason": Limit(2_000, "One paragraph, shown in the history."),
    "recusal": Limit(400, "One sentence, shown beside the reviewer."),
    "premise": Limit(20_000, _PROSE),
    "hypothesis": Limit(2_000, "One paragraph, the head of a column."),
    "scheme": Limit(120, "The name of an argument scheme."),
    "tag": Limit(40, "Shown as a label."),
    "document": Limit(1_000_000, "A book. Splitting takes time in proportion to it."),
    "reviewers": Limit(200, "More than any desk assigns to one claim."),
    "tags": Limit(100, "More than a claim can have, so that the refusal can say how many it can."),
    "premises": Limit(100, "One argument that a person can read."),
    "hypotheses": Limit(8, "Columns of one table that a person can read."),
    "answers": Limit(1000, "More than one claim has pieces of evidence."),
    "positions": Limit(20, "Parts of one claim."),
    "map_elements": Limit(100_000, "Statements and relations of one map, which are evaluated together."),
}


def limit(name: str) -> int:
    """Return the size of a limit, for the `max_length` of a field; KeyError for an unknown name."""
    return LIMITS[name].size


def ensure_text(text: str, name: str, *, field: str) -> str:
    """Return the text; raise InvalidInput if it is longer than its limit or has characters that cannot be stored."""
    if len(text) > limit(name):
        problem = _("At most %(limit)s characters are allowed; this has %(size)s.")
        _refuse(field, problem % {"limit": f"{limit(name):,}", "size": f"{len(text):,}"}, "too_long")
    if not is_storable(text):
        _refuse(field, _("This has a character that cannot be stored (NUL or half a character)."), "bad_text")
    return text


def ensure_count(items: Sized, name: str, *, field: str) -> None:
    """Raise InvalidInput if there are more items than their limit."""
    if len(items) > limit(name):
        problem = _("At most %(limit)s are allowed; these are %(size)s.")
        _refuse(field, problem % {"limit": f"{limit(name):,}", "size": f"{len(items):,}"}, "too_many")


def is_storable(text: str) -> bool:
    """Return whether every database stores the text as it is."""
    return not _NOT_STORABLE.search(text)


def _refuse(field: str, problem: str, code: str) -> None:
    raise InvalidInput(
        _("%(field)s: %(problem)s") % {"field": field, "problem": problem}, code=code, fields={field: problem}
    )
