"""The reason for a check-worthiness score: the features that raised it most, and those that lowered it most.

Splitters store the reason with each claim in English; change a phrase only with a plan for the stored ones.
"""

from collections.abc import Mapping

from factcheck.i18n import gettext_noop
from factcheck.text.sentence_kinds import SUGGESTION_THRESHOLD

REASONS_FOR: dict[str, str] = {
    "percentage": gettext_noop("a percentage"),
    "money": gettext_noop("a sum of money"),
    "magnitude": gettext_noop("a large number"),
    "amount": gettext_noop("a number"),
    "number": gettext_noop("a number"),
    "number word": gettext_noop("a number"),
    "several numbers": gettext_noop("several numbers"),
    "year": gettext_noop("a date"),
    "time": gettext_noop("a time"),
    "comparison": gettext_noop("a comparison"),
    "superlative": gettext_noop("a superlative"),
    "extreme": gettext_noop("a superlative"),
    "quantity": gettext_noop("a statement about all, most or none"),
    "cause": gettext_noop("a cause"),
    "record": gettext_noop("an act on record"),
    "own record": gettext_noop("what the speaker did"),
    "their record": gettext_noop("what somebody did"),
    "harm": gettext_noop("harm done to people"),
    "accusation": gettext_noop("a matter in dispute"),
    "topic": gettext_noop("a matter of public concern"),
    "official": gettext_noop("a public body or report"),
    "several names": gettext_noop("several names"),
    "name": gettext_noop("a name"),
    "said": gettext_noop("reported words"),
    "past": gettext_noop("a past event"),
    "perfect": gettext_noop("a past event"),
    "progressive": gettext_noop("something going on now"),
    "they": gettext_noop("what others do"),
}
REASONS_AGAINST: dict[str, str] = {
    "question": gettext_noop("a question"),
    "ought": gettext_noop("a demand"),
    "imperative": gettext_noop("a request"),
    "self": gettext_noop("a personal view"),
    "belief": gettext_noop("a personal view"),
    "wish": gettext_noop("a wish"),
    "evaluative": gettext_noop("a judgement"),
    "praise": gettext_noop("a judgement"),
    "abstract": gettext_noop("a matter of values"),
    "stance": gettext_noop("the writer’s own view"),
    "vague": gettext_noop("vague words"),
    "routine": gettext_noop("a routine matter"),
    "future": gettext_noop("about the future"),
    "condition": gettext_noop("a condition"),
    "modal": gettext_noop("only a possibility"),
    "courtesy": gettext_noop("a courtesy"),
    "speech": gettext_noop("addressed to the listener"),
    "verbless": gettext_noop("no statement"),
    "very short": gettext_noop("too short to check"),
    "short": gettext_noop("short"),
    "exclamation": gettext_noop("an exclamation"),
}
NO_REASON = gettext_noop("nothing in it that could be looked up")
MAX_PHRASES = 3
# On the logit scale: a smaller share changes the score by about one hundredth, which is no reason.
MIN_SHARE = 0.05


def format_reason(shares: Mapping[str, float], *, worth: float, speaker: str = "") -> str:
    """Return the reason for a score, with at most three phrases for it and three against it.

    `shares` maps each feature to its share of the score: its weight times its value. What lowered the score is named
    only below the threshold from which a claim is suggested.
    """
    in_favour = _phrases(REASONS_FOR, shares, sign=1)
    against = _phrases(REASONS_AGAINST, shares, sign=-1)
    reason = join_phrases(in_favour) or NO_REASON
    if worth < SUGGESTION_THRESHOLD and against:
        reason = f"{join_phrases(against)}; {reason}" if in_favour else join_phrases(against)
    return f"{reason}, attributed to {speaker}" if speaker else reason


def _phrases(table: Mapping[str, str], shares: Mapping[str, float], *, sign: int) -> list[str]:
    ranked = sorted(
        (-sign * share, name) for name, share in shares.items() if name in table and sign * share > MIN_SHARE
    )
    return list(dict.fromkeys(table[name] for _, name in ranked))[:MAX_PHRASES]


def join_phrases(phrases: list[str]) -> str:
    """Join phrases to “a”, “a and b” or “a, b and c”."""
    return " and ".join(part for part in (", ".join(phrases[:-1]), *phrases[-1:]) if part)
