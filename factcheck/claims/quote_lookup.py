"""Stretches of an article's text: checked by their positions, or found by their words."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.articles.models import Revision
from factcheck.exceptions import InvalidInput
from factcheck.text.graphemes import is_boundary
from factcheck.text.types import Span


def quote_at(revision: Revision, start: int, end: int) -> str:
    """The words at `text[start:end]`. Raises InvalidInput where there are none, or where a character would be cut."""
    text = revision.text
    length = len(text)
    if not 0 <= start < end <= length:
        said = {"start": start, "end": end, "length": length}
        raise InvalidInput(
            _(
                "The positions %(start)s to %(end)s are not a stretch of the text, "
                "which has %(length)s code points."
            )
            % said,
            fields={
                "start": _("0 to %(last)s, before the end") % {"last": length - 1},
                "end": _("1 to %(last)s, after the start") % {"last": length},
            },
        )
    for name, position in (("start", start), ("end", end)):
        if not is_boundary(text, position):
            cut = _("Position %(position)s lies inside a character.") % {"position": position}
            raise InvalidInput(
                cut, fields={name: _("A position between two characters, as readers see them.")}
            )
    quote = text[start:end]
    if not quote.strip():
        raise InvalidInput(
            _("There are no words between these positions."), fields={"start": _("Mark some words.")}
        )
    return quote


def find_quote(
    text: str, quote: str, *, start: int | None = None, end: int | None = None, near: Span | None = None
) -> Span:
    """Where words stand in a text: where a position is given there, if the words agree.

    Otherwise they are found by themselves, white space aside, and must stand there exactly once; of several places
    the only one that overlaps `near` will do.
    """
    if start is not None and end is not None and text[start:end].split() == quote.split():
        return Span(start, end)
    wanted = r"\s+".join(map(re.escape, quote.split()))
    found = [Span(*hit.span()) for hit in re.finditer(wanted, text)] if wanted else []
    close = [span for span in found if near and span.start < near.end and near.start < span.end]
    if len(found) > 1 and len(close) == 1:
        found = close
    if len(found) != 1:
        raise _not_found(len(found))
    return found[0]


def _not_found(times: int) -> InvalidInput:
    if not times:
        why = _("These words do not stand in the article.")
    else:
        many = ngettext(
            "These words stand in the article %(many)s time.",
            "These words stand in the article %(many)s times.",
            times,
        )
        why = many % {"many": times}
    return InvalidInput(why, fields={"quote": f"{why} {_('Copy the passage exactly, long enough.')}"})
