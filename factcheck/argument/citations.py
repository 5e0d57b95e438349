"""The citation of a statement: who published its source, under which title and when.

It distinguishes similar quotes from different sources, on cards, in the outline and in explanations.
"""

from datetime import date
from urllib.parse import urlsplit

from factcheck.argument.graph import Statement
from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop

# A longer name would hide the quote on a card, and the date in a sentence.
MAX_NAME_LENGTH = 80
# One message for each month, because in many languages the name of a month has another form within a date.
DATES = (
    gettext_noop("%(day)s January %(year)s"),
    gettext_noop("%(day)s February %(year)s"),
    gettext_noop("%(day)s March %(year)s"),
    gettext_noop("%(day)s April %(year)s"),
    gettext_noop("%(day)s May %(year)s"),
    gettext_noop("%(day)s June %(year)s"),
    gettext_noop("%(day)s July %(year)s"),
    gettext_noop("%(day)s August %(year)s"),
    gettext_noop("%(day)s September %(year)s"),
    gettext_noop("%(day)s October %(year)s"),
    gettext_noop("%(day)s November %(year)s"),
    gettext_noop("%(day)s December %(year)s"),
)


def cite(statement: Statement) -> str:
    """Return publisher, title and date of a statement's source, such as "City archive, Annual report, 3 May 2024".

    What is not known is left out; the host of the URL replaces a missing publisher. It is "" for a statement
    without a source.
    """
    title, day = statement.source, statement.published_on
    if not (title or day or statement.publisher):
        return ""
    publisher = statement.publisher or (_get_host(statement.url) if title or day else "")
    parts = (_shorten(publisher), _shorten(title), format_date(day))
    return _(", ").join(dict.fromkeys(part for part in parts if part))


def format_date(day: str) -> str:
    """Return a date of the form 2024-05-03 in the reader's language, and any other text unchanged."""
    try:
        known = date.fromisoformat(day)
    except ValueError:
        return day
    return _(DATES[known.month - 1]) % {"day": known.day, "year": known.year}


def _shorten(name: str) -> str:
    return name if len(name) <= MAX_NAME_LENGTH else f"{name[: MAX_NAME_LENGTH - 1].rstrip()}…"


def _get_host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # an address such as "http://[", which can be in an imported file
        return ""
