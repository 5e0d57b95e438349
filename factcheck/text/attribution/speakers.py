"""The speaker next to a cue, and the name that a pronoun refers to.

Found in the characters alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from factcheck.text.attribution.lexicon import CUES
from factcheck.text.attribution.quotations import MAX_SCARE_QUOTE_LENGTH, find_quotations, trim_span
from factcheck.text.types import Attribution, Span

# Longer than any description of a speaker; it bounds the search before a cue. The repetitions in the patterns have
# limits too, so that no text can take more than linear time.
MAX_SPEAKER_LENGTH = 400
# Longer than the words and spaces next to a name.
_NEAR = 100
PRONOUNS = frozenset({"he", "she", "they", "it", "who", "which"})
_LEAD_IN = re.compile(
    r"\s{0,400}+(?:(?:after|although|as|at|because|before|by|citing|during|earlier|for|from|however|if|in|indeed|last|"
    r"later|meanwhile|nonetheless|on|since|still|then|though|to|under|when|whether|while|with|without|yesterday|"
    r"today|[a-z]{1,40}ing|but|and|so)\b[^,]{0,400}+,\s++|(?:and|but|so|as|because|while|when|then|or|yet)\s++)",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"[;:—]\s++|,?\s{1,400}+(?:and|but|because|while|that|where|when|although|though|as|if|so)\s++"
    r"(?=\S{1,400}+\s{0,400}+\S{0,400}+$|[^,]{0,400}+$)"
)
_AUXILIARIES = (
    "has have had is are was were be been do does did will would can could may might must should to also later "
    "then not never just only further again since already explicitly repeatedly reportedly who which"
)
_NAMED = r"[A-Z][\w’'&-]{0,60}+(?:\.(?=\s[A-Z]))?"
_SPEAKER_AFTER = re.compile(
    rf"\s{{0,40}}+((?>(?:the|a|an|his|her|their|its|one|another|of|for|and|at|by|to|in)\s{{1,40}}+|{_NAMED},?\s{{1,40}}+"
    rf"|[a-z][\w’'-]{{0,60}}+\s{{1,40}}+(?:(?=[A-Z])|(?:of|for|at)\s{{1,40}}+)){{0,12}}"
    rf"(?:{_NAMED}|he|she|they|it|(?<=the )\w++|(?<=an )\w++|(?<=a )\w++))"
)
_NAME = re.compile(
    r"\b[A-Z][\w’'-]+(?:\s+(?:of|the|de|van|von|al|for)\s+[A-Z][\w’'-]+|\s+(?:[A-Z]\.|[A-Z][\w’'-]+))*"
)

_CALENDAR = (
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
)


def find_speaker_before(text: str, start: int, cue: int) -> Span | None:
    """Return the speaker before a cue, in the clause that begins at `start`.

    Example: “Jane Doe, the minister, [said]”.
    """
    start = max(start, cue - MAX_SPEAKER_LENGTH)
    for quoted in find_quotations(text[start:cue]):
        stopped = text[start + quoted.end - 2] in ",.?!—"
        if stopped or quoted.end - quoted.start > MAX_SCARE_QUOTE_LENGTH:
            start += quoted.end
            break
    while (lead := _LEAD_IN.match(text[:cue], start)) and trim_span(text, lead.end(), cue):
        start = lead.end()
    joints = [joint.end() for joint in _JOINT.finditer(text[:cue].rstrip(), start)]
    span = trim_span(text, joints[-1] if joints else start, cue)
    while span and (last := span.of(text).rsplit(None, 1)[-1]).lower() in _AUXILIARIES.split():
        span = trim_span(text, span.start, span.end - len(last))
    return span


def find_speaker_after(text: str, cue_end: int, end: int) -> Span | None:
    """Return the speaker after a cue.

    Examples: “[said] Jane Doe”, “[according to] the ministry”.
    """
    match = _SPEAKER_AFTER.match(text[:end], cue_end)
    return trim_span(text, *match.span(1)) if match else None


def resolve_pronouns(
    text: str, attributions: Iterable[Attribution], *, before: str = ""
) -> Iterator[Attribution]:
    """Yield the attributions, with pronouns resolved.

    A pronoun gets the last speaker named before it: a guess, marked `inferred`.
    """
    last = ""
    for attribution in attributions:
        speaker = attribution.speaker.of(text) if attribution.speaker else ""
        if speaker.lower() in PRONOUNS:
            name = last or find_last_name(before) or find_last_name(text[: attribution.cue.start])
            yield replace(attribution, name=name, inferred=bool(name))
        else:
            last = speaker if _NAME.search(speaker) else last
            yield replace(attribution, name=speaker)


def find_last_name(text: str) -> str:
    """Return the last name in a text, or "".

    One capitalised word at the start of a sentence is not a name.
    """
    names = [match.group() for match in _NAME.finditer(text) if _is_name(text, match)]
    return names[-1] if names else ""


def _is_name(text: str, match: re.Match[str]) -> bool:
    if match.group() in _CALENDAR.split() or match.group().lower() in PRONOUNS:
        return False
    before = text[max(0, match.start() - _NEAR) : match.start()].rstrip()
    opens_sentence = not before or before[-1] in '.!?:;“”"\n'
    following = text[match.end() : match.end() + _NEAR].split(None, 1)[:1]
    return " " in match.group() or not opens_sentence or any(word in CUES for word in following)
