"""The kind of a sentence, such as assertion, opinion or prediction.

Decided from the features and two scores, in a fixed order. The kind describes the wording and says nothing about
truth.
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
# Claims are suggested from this score. It is below one half, because a missed claim costs a desk more than a needless
# suggestion.
SUGGESTION_THRESHOLD = 0.3
BACKGROUND_THRESHOLD = 0.1


def compute_quoted_share(text: str) -> float:
    """Return the share of a text in double quotation marks, from 0 to 1.

    An unclosed quotation extends to the end.
    """
    return sum(len(match.group()) for match in _QUOTED.finditer(text)) / (len(text) or 1)


def classify_sentence(
    text: str, features: Container[str], *, worth: float, opinion: float, quoted: bool = False
) -> str:
    """Return the kind of a sentence with these features.

    `quoted` is true inside a longer quotation.
    """
    if "question" in features:
        return QUESTION
    if quoted or compute_quoted_share(text) >= QUOTATION_SHARE:
        return QUOTATION
    if "verbless" in features and worth < SUGGESTION_THRESHOLD:
        return BACKGROUND
    if "future" in features and "said" not in features and worth < SUGGESTION_THRESHOLD:
        return PREDICTION
    if opinion > 0.5 and worth < SUGGESTION_THRESHOLD:
        return OPINION
    return BACKGROUND if worth < BACKGROUND_THRESHOLD else ASSERTION
