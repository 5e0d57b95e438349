"""Conversion of stored English sentences to messages, for the migrations of several apps.

Rows used to store a message as an English sentence. The patterns are those of the sentences that were ever stored, so
they never change. A sentence that none of them matches stays as a text.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

BATCH_SIZE = 500

SENTENCES = {
    "Imported with its map.": "claim_from_map",
    "Marked by a person.": "claim_marked",
    "The claim's borders were moved": "boundaries_moved",
    "Evidence was added": "evidence_added",
    "Evidence was changed": "evidence_changed",
    "A source of the evidence was changed": "source_changed",
    "The claim's speaker was changed": "speaker_changed",
    "The verdict was reaffirmed": "verdict_reaffirmed",
    "Another verdict was proposed": "verdict_replaced",
    "The verdict was taken back": "verdict_withdrawn",
    "The claim's wording was changed": "wording_changed",
    "a heading": "skipped.heading",
    "a byline or a date": "skipped.byline",
    "not part of the article’s own text": "skipped.boilerplate",
    "too short to assert anything": "skipped.too_short",
}
LABELS = {
    "supported": "supported",
    "leaning towards supported": "leans_supported",
    "conflicting evidence": "conflicting",
    "leaning towards refuted": "leans_refuted",
    "refuted": "refuted",
    "not enough evidence": "not_enough",
}
PHRASES = {
    "a percentage": "percentage",
    "a sum of money": "money",
    "a large number": "large_number",
    "a number": "number",
    "several numbers": "several_numbers",
    "a date": "date",
    "a time": "time",
    "a comparison": "comparison",
    "a superlative": "superlative",
    "a statement about all, most or none": "quantity",
    "a cause": "cause",
    "an act on record": "act_on_record",
    "what the speaker did": "speakers_act",
    "what somebody did": "persons_act",
    "harm done to people": "harm",
    "a matter in dispute": "dispute",
    "a matter of public concern": "public_concern",
    "a public body or report": "public_body",
    "several names": "several_names",
    "a name": "name",
    "reported words": "reported_words",
    "a past event": "past_event",
    "something going on now": "present_event",
    "what others do": "others_act",
    "a question": "question",
    "a demand": "demand",
    "a request": "request",
    "a personal view": "personal_view",
    "a wish": "wish",
    "a judgement": "judgement",
    "a matter of values": "values",
    "the writer’s own view": "writers_view",
    "vague words": "vague_words",
    "a routine matter": "routine",
    "about the future": "future",
    "a condition": "condition",
    "only a possibility": "possibility",
    "a courtesy": "courtesy",
    "addressed to the listener": "address",
    "no statement": "no_statement",
    "too short to check": "very_short",
    "short": "short",
    "an exclamation": "exclamation",
}
NOTHING = "nothing in it that could be looked up"

_PHRASE = "|".join(re.escape(phrase) for phrase in sorted(PHRASES, key=len, reverse=True))
_LIST = rf"(?:{_PHRASE})(?:(?:, | and )(?:{_PHRASE}))*"
_WORTH = re.compile(
    rf"(?P<little>little to check: )?(?:(?P<against>{_LIST}); )?(?P<reasons>{_LIST}|{NOTHING})"
    r"(?:, attributed to (?P<speaker>.+))?",
    re.DOTALL,
)


def _status(value: str) -> dict[str, str]:
    return {"code": f"evidence_status.{value}"}


_PATTERNS: tuple[tuple[str, str, dict[str, Callable[[str], Any]]], ...] = (
    (r"A part of claim (?P<number>\d+)\.", "claim_part", {"number": int}),
    (r"Split off claim (?P<number>\d+)\.", "claim_split_off", {"number": int}),
    (r"Suggested by (?P<method>.+)\.", "claim_suggested", {}),
    (r"The work stopped (?P<count>\d+) workers and was given up\.", "job_abandoned", {"count": int}),
    (r"It took longer than (?P<seconds>\d+) seconds and was ended\.", "job_timed_out", {"seconds": int}),
    (r"It broke unexpectedly: (?P<error>.+)", "job_crashed", {}),
    (
        r"Evidence went from (?P<before>\w+) to (?P<after>\w+): “(?P<quote>.+)”",
        "quoted_evidence_status_changed",
        {"before": _status, "after": _status},
    ),
    (
        r"Evidence went from (?P<before>\w+) to (?P<after>\w+)",
        "evidence_status_changed",
        {"before": _status, "after": _status},
    ),
    (
        rf"(?P<label>{'|'.join(LABELS)}), (?P<strength>[01]\.\d\d)",
        "computed_verdict",
        {"label": lambda label: {"code": f"computed_label.{LABELS[label]}"}},
    ),
)
_COMPILED = [(re.compile(pattern, re.DOTALL), code, types) for pattern, code, types in _PATTERNS]


def to_message(sentence: str) -> dict[str, Any] | None:
    """Return the message of a stored sentence as JSON, or None for an empty one."""
    if not sentence:
        return None
    if sentence in SENTENCES:
        return {"code": SENTENCES[sentence]}
    for pattern, code, types in _COMPILED:
        if match := pattern.fullmatch(sentence):
            params = {name: types.get(name, str)(value) for name, value in match.groupdict().items()}
            return {"code": code, "params": params}
    return _worth(sentence) or {"code": "free_text", "params": {"text": sentence}}


def to_skipped(sentence: str) -> dict[str, Any] | None:
    """Return the message of the reason for which a sentence was skipped."""
    # As a reason for a score, "a question" is a phrase; as a reason to skip a sentence, it is a message of its own.
    return {"code": "skipped.question"} if sentence == "a question" else to_message(sentence)


def _worth(sentence: str) -> dict[str, Any] | None:
    match = _WORTH.fullmatch(sentence)
    if not match:
        return None
    message: dict[str, Any]
    if match["reasons"] == NOTHING:
        message = {"code": "worth.nothing"}
    elif match["against"]:
        phrases = {"against": _phrases(match["against"]), "reasons": _phrases(match["reasons"])}
        message = {"code": "worth.mixed", "params": phrases}
    else:
        message = {"code": "worth.reasons", "params": {"reasons": _phrases(match["reasons"])}}
    if match["speaker"]:
        message = {"code": "worth.attributed", "params": {"reason": message, "speaker": match["speaker"]}}
    if match["little"]:
        message = {"code": "skipped.little_to_check", "params": {"reason": message}}
    return message


def _phrases(listed: str) -> list[dict[str, str]]:
    return [{"code": f"worth.{PHRASES[phrase]}"} for phrase in re.findall(_PHRASE, listed)]


def convert(model: Any, *names: str) -> None:
    """Fill each field `name` with the message of the sentence in `name_text`, in batches."""
    for name in names:
        rows = model.objects.exclude(**{f"{name}_text": ""}).order_by("pk")
        for batch in _batches(rows.only("pk", f"{name}_text")):
            for row in batch:
                setattr(row, name, to_message(getattr(row, f"{name}_text")))
            model.objects.bulk_update(batch, [name])


def convert_back(model: Any, *names: str) -> None:
    """Fill each `name_text` with the English sentence of the message in `name`."""
    for name in names:
        for batch in _batches(model.objects.exclude(**{f"{name}__isnull": True}).order_by("pk")):
            for row in batch:
                field = model._meta.get_field(f"{name}_text")
                setattr(row, f"{name}_text", getattr(row, name).source_text[: field.max_length])
            model.objects.bulk_update(batch, [f"{name}_text"])


def _batches(rows: Any) -> Iterator[list[Any]]:
    """Yield the rows in lists, by primary key, so that updating a batch does not shift the next one."""
    last = 0
    pk = rows.model._meta.pk.name
    while batch := list(rows.filter(**{f"{pk}__gt": last})[:BATCH_SIZE]):
        yield batch
        last = batch[-1].pk
