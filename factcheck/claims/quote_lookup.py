"""Quotes of an article's text: read at a position, or found by their words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.articles.models import Revision
from factcheck.exceptions import InvalidInput
from factcheck.text.graphemes import is_boundary
from factcheck.text.types import Span
from factcheck.text.word_search import find_words


def quote_at(revision: Revision, start: int, end: int) -> str:
    """Return `text[start:end]` of a revision.

    Raises InvalidInput where that is outside the text, has no words, or would cut what readers see as one character.
    """
    text = revision.text
    length = len(text)
    if not 0 <= start < end <= length:
        params = {"start": start, "end": end, "length": length}
        raise InvalidInput(
            _(
                "The positions %(start)s to %(end)s are not a span of the text, "
                "which has %(length)s code points."
            )
            % params,
            fields={
                "start": _("0 to %(last)s, before the end") % {"last": length - 1},
                "end": _("1 to %(last)s, after the start") % {"last": length},
            },
        )
    for name, position in (("start", start), ("end", end)):
        if not is_boundary(text, position):
            reason = _("Position %(position)s is inside a character.") % {"position": position}
            raise InvalidInput(
                reason, fields={name: _("A position between two characters, as readers see them.")}
            )
    quote = text[start:end]
    if not quote.strip():
        raise InvalidInput(
            _("There are no words between these positions."), fields={"start": _("Select some words.")}
        )
    return quote


def find_quote(
    text: str, quote: str, *, start: int | None = None, end: int | None = None, near: Span | None = None
) -> Span:
    """Return the span of a quote in a text. Raises InvalidInput where it is not there, or there more than once.

    At the positions, if they are given and the words agree, else anywhere; white space does not matter. Of several
    occurrences, the only one that overlaps `near` is taken.
    """
    if start is not None and end is not None and text[start:end].split() == quote.split():
        return Span(start, end)
    spans = list(find_words(text, quote))
    close = [span for span in spans if near and span.start < near.end and near.start < span.end]
    if len(spans) > 1 and len(close) == 1:
        spans = close
    if len(spans) != 1:
        raise _not_found(len(spans))
    return spans[0]


def _not_found(count: int) -> InvalidInput:
    if not count:
        reason = _("These words are not in the article.")
    else:
        message = ngettext(
            "These words are in the article %(many)s time.",
            "These words are in the article %(many)s times.",
            count,
        )
        reason = message % {"many": count}
    return InvalidInput(reason, fields={"quote": f"{reason} {_('Copy the passage exactly, long enough.')}"})
