"""What a sentence does: assert, quote, judge, foretell, ask, or only set the scene.

Decided from the features and two scores, in a fixed order; the wording's surface only, never its truth.
"""

import re
from collections.abc import Container

ASSERTION = "assertion"
QUOTATION = "quotation"
OPINION = "opinion"
PREDICTION = "prediction"
QUESTION = "question"
BACKGROUND = "background"

_QUOTED = re.compile(r"[“\"][^”\"]*(?:[”\"]|$)")
QUOTATION_SHARE = 0.6
# A claim is suggested from here on: one that is missed costs a desk more than an idle suggestion.
SUGGESTION_THRESHOLD = 0.3
BACKGROUND_THRESHOLD = 0.1


def compute_quoted_share(text: str) -> float:
    """How much of a text stands in double quotation marks, 0..1. An unclosed quotation runs to the end."""
    return sum(len(match.group()) for match in _QUOTED.finditer(text)) / (len(text) or 1)


def classify_sentence(
    text: str, marks: Container[str], *, worth: float, opinion: float, quoted: bool = False
) -> str:
    """The kind of a sentence with these features. `quoted`: it stands inside a longer quotation."""
    if "question" in marks:
        return QUESTION
    if quoted or compute_quoted_share(text) >= QUOTATION_SHARE:
        return QUOTATION
    if "verbless" in marks and worth < SUGGESTION_THRESHOLD:
        return BACKGROUND
    if "future" in marks and "said" not in marks and worth < SUGGESTION_THRESHOLD:
        return PREDICTION
    if opinion > 0.5 and worth < SUGGESTION_THRESHOLD:
        return OPINION
    return BACKGROUND if worth < BACKGROUND_THRESHOLD else ASSERTION
