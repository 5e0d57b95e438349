"""Words for a computed strength.

Source: Office of the Director of National Intelligence, "Intelligence Community Directive 203: Analytic Standards"
(2015), section D.6.e.(2).(a). The words order strengths for a reader; a strength is no measured frequency.
"""

from bisect import bisect

from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop

# The upper ends of all words but the last, each up to but not including its end. At 0.95 "almost certain" begins.
ENDS = (0.05, 0.20, 0.45, 0.55, 0.80, 0.95)
WORDS = (
    gettext_noop("almost no chance"),
    gettext_noop("very unlikely"),
    gettext_noop("unlikely"),
    gettext_noop("roughly even chance"),
    gettext_noop("likely"),
    gettext_noop("very likely"),
    gettext_noop("almost certain"),
)


def describe_likelihood(strength: float) -> str:
    """Return the word for a strength in 0..1, in the reader's language."""
    # Rounded as it is shown, so that the word never contradicts the number beside it.
    return _(WORDS[bisect(ENDS, round(strength, 2))])
