"""Sentences that rows keep: written in English whoever causes them, told again in the language of whoever reads.

Those with facts in them stand here. One without any is marked where it is written, and found in the catalogue as it is.
"""

import re

from factcheck.i18n import gettext, gettext_noop, pgettext

BROKEN = gettext_noop("It broke unexpectedly: %(why)s")
EVIDENCE_MOVED = gettext_noop("Evidence went from %(was)s to %(now)s")
GIVEN_UP = gettext_noop("The work stopped %(many)s workers and was given up.")
MAP_SAID = gettext_noop("%(label)s, %(strength)s")
OVERLONG = gettext_noop("It took longer than %(many)s seconds and was ended.")
PART_OF = gettext_noop("A part of claim %(number)s.")
QUOTED_EVIDENCE_MOVED = gettext_noop("Evidence went from %(was)s to %(now)s: “%(quote)s”")
SPLIT_OFF = gettext_noop("Split off claim %(number)s.")
SUGGESTED_BY = gettext_noop("Suggested by %(method)s.")

# In the order in which they are tried: the last two would fit much.
_FORMS = (
    PART_OF,
    SPLIT_OFF,
    SUGGESTED_BY,
    GIVEN_UP,
    OVERLONG,
    BROKEN,
    QUOTED_EVIDENCE_MOVED,
    EVIDENCE_MOVED,
    MAP_SAID,
)
_VALUES = {"many": r"\d+", "number": r"\d+", "strength": r"[01]\.\d\d", "was": r"\w+", "now": r"\w+"}


def _pattern(form: str) -> re.Pattern[str]:
    """What a sentence of this form looks like, with a group for each of its facts."""
    parts = re.split(r"%\((\w+)\)s", form)
    parts[::2] = map(re.escape, parts[::2])
    parts[1::2] = [f"(?P<{name}>{_VALUES.get(name, '.+')})" for name in parts[1::2]]
    return re.compile("".join(parts), re.DOTALL)


_PATTERNS = [(form, _pattern(form)) for form in _FORMS]


def retold(sentence: str) -> str:
    """A kept sentence in the reader's language; as it stands if the catalogue has none for it."""
    for form, pattern in _PATTERNS:
        found = pattern.fullmatch(sentence)
        if found:
            return gettext(form) % {name: _fact(name, said) for name, said in found.groupdict().items()}
    return gettext(sentence) if sentence else ""


def _fact(name: str, said: str) -> str:
    """A fact as people read it: words of the product are translated, all else stays."""
    if name in ("was", "now"):
        return pgettext("state of evidence", said)
    return gettext(said) if name == "label" else said
