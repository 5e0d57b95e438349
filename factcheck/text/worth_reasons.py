"""The reason of a score in words: what spoke most for a claim worth checking, and what most against it."""

from collections.abc import Mapping

FOR: dict[str, str] = {
    "percentage": "a percentage",
    "money": "a sum of money",
    "magnitude": "a large number",
    "number": "a number",
    "number word": "a number",
    "several numbers": "several numbers",
    "year": "a date",
    "time": "a time",
    "comparison": "a comparison",
    "superlative": "a superlative",
    "quantity": "a statement about all, most or none",
    "cause": "a cause",
    "record": "an act on record",
    "topic": "a matter of public concern",
    "official": "a public body or report",
    "several names": "several names",
    "name": "a name",
    "said": "reported words",
    "past": "a past event",
    "perfect": "a past event",
    "progressive": "something going on now",
    "they": "what others do",
}
AGAINST: dict[str, str] = {
    "question": "a question",
    "ought": "a demand",
    "imperative": "a request",
    "self": "a personal view",
    "belief": "a personal view",
    "evaluative": "a judgement",
    "future": "about the future",
    "condition": "a condition",
    "modal": "only a possibility",
    "courtesy": "a courtesy",
    "speech": "addressed to the listener",
    "verbless": "no statement",
    "very short": "too short to check",
    "short": "short",
    "exclamation": "an exclamation",
}
NOTHING = "nothing in it that could be looked up"
SHOWN = 3


def reason_for(shares: Mapping[str, float], *, worth: float, speaker: str = "") -> str:
    """From each feature's share of the score (its weight times its value) to at most three phrases a side."""
    speaking_for = _phrases(FOR, shares, sign=1)
    against = _phrases(AGAINST, shares, sign=-1)
    reason = listed(speaking_for) or NOTHING
    if worth < 0.5 and against:
        reason = f"{listed(against)}; {reason}" if speaking_for else listed(against)
    return f"{reason}, attributed to {speaker}" if speaker else reason


def _phrases(table: Mapping[str, str], shares: Mapping[str, float], *, sign: int) -> list[str]:
    telling = sorted(
        (-sign * share, name) for name, share in shares.items() if name in table and sign * share > 0.05
    )
    return list(dict.fromkeys(table[name] for _, name in telling))[:SHOWN]


def listed(phrases: list[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    return " and ".join(part for part in (", ".join(phrases[:-1]), *phrases[-1:]) if part)
