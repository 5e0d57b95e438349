"""Messages that rows store as a code and parameters, and that are rendered when read, in the reader's language.

`MESSAGES` is the table of codes. `StoredMessageField` (`factcheck/model_fields.py`) is the model field.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Union

from factcheck.exceptions import UnknownChoice
from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop, pgettext, source_language

Parameter = Union[str, int, float, "StoredMessage", tuple["StoredMessage", ...]]

FREE_TEXT = "free_text"  # a text that no code describes: shown as it is, never translated
EVIDENCE_STATUS = (
    "evidence_status."  # prefix of the codes of an evidence status, which have a context of their own
)

MESSAGES: dict[str, str] = {
    # why a claim exists
    "claim_from_map": gettext_noop("Imported with its map."),
    "claim_marked": gettext_noop("Marked by a person."),
    "claim_part": gettext_noop("Part of claim %(number)s."),
    "claim_split_off": gettext_noop("Split off from claim %(number)s."),
    "claim_suggested": gettext_noop("Suggested by %(method)s."),
    # why sign-offs were dropped
    "boundaries_moved": gettext_noop("The span of the claim was changed"),
    "evidence_added": gettext_noop("Evidence was added"),
    "evidence_changed": gettext_noop("Evidence was changed"),
    "map_changed": gettext_noop("The argument map was changed"),
    "parts_changed": gettext_noop("The parts of a claim were changed"),
    "claim_excluded": gettext_noop("A claim of the map was excluded or put back"),
    "article_changed": gettext_noop("The article’s details were changed"),
    "source_changed": gettext_noop("A source of the evidence was changed"),
    "speaker_changed": gettext_noop("The claim's speaker was changed"),
    "verdict_reaffirmed": gettext_noop("The verdict was reaffirmed"),
    "verdict_replaced": gettext_noop("Another verdict was proposed"),
    "verdict_withdrawn": gettext_noop("The verdict was withdrawn"),
    "wording_changed": gettext_noop("The claim's wording was changed"),
    # why a verdict is stale
    "computed_verdict": gettext_noop("%(label)s, %(strength)s"),
    "evidence_status_changed": gettext_noop("Evidence status changed from %(before)s to %(after)s"),
    "quoted_evidence_status_changed": gettext_noop(
        "Evidence status changed from %(before)s to %(after)s: “%(quote)s”"
    ),
    # why a job failed
    "job_abandoned": gettext_noop("The job failed after stopping %(count)s workers."),
    "job_crashed": gettext_noop("Unexpected error: %(error)s"),
    "job_disk_full": gettext_noop("The disk of the server was full. Start the job again when there is space."),
    "job_timed_out": gettext_noop("The job was stopped after %(seconds)s seconds."),
    # the label computed from the map, by the values of `argument.computed_labels.ComputedLabel`
    "computed_label.supported": gettext_noop("supported"),
    "computed_label.leans_supported": gettext_noop("leaning towards supported"),
    "computed_label.conflicting": gettext_noop("conflicting evidence"),
    "computed_label.leans_refuted": gettext_noop("leaning towards refuted"),
    "computed_label.refuted": gettext_noop("refuted"),
    "computed_label.partly": gettext_noop("partly supported, partly refuted"),
    "computed_label.not_enough": gettext_noop("not enough evidence"),
    # why a sentence did not become a claim
    "skipped.heading": gettext_noop("a heading"),
    "skipped.byline": gettext_noop("a byline or a date"),
    "skipped.boilerplate": gettext_noop("not part of the article’s own text"),
    "skipped.question": gettext_noop("a question"),
    "skipped.too_short": gettext_noop("too short to assert anything"),
    "skipped.too_long": gettext_noop("too long for one claim: select the claims in it"),
    "skipped.little_to_check": gettext_noop("little to check: %(reason)s"),
    # why a claim is worth checking, or not
    "worth.reasons": "%(reasons)s",
    "worth.mixed": gettext_noop("%(against)s; %(reasons)s"),
    "worth.attributed": gettext_noop("%(reason)s, attributed to %(speaker)s"),
    "worth.nothing": gettext_noop("nothing in it that could be looked up"),
    "worth.percentage": gettext_noop("a percentage"),
    "worth.money": gettext_noop("a sum of money"),
    "worth.large_number": gettext_noop("a large number"),
    "worth.number": gettext_noop("a number"),
    "worth.several_numbers": gettext_noop("several numbers"),
    "worth.date": gettext_noop("a date"),
    "worth.time": gettext_noop("a time"),
    "worth.comparison": gettext_noop("a comparison"),
    "worth.superlative": gettext_noop("a superlative"),
    "worth.quantity": gettext_noop("a statement about all, most or none"),
    "worth.cause": gettext_noop("a cause"),
    "worth.act_on_record": gettext_noop("an act on record"),
    "worth.speakers_act": gettext_noop("what the speaker did"),
    "worth.persons_act": gettext_noop("what a person did"),
    "worth.harm": gettext_noop("harm done to people"),
    "worth.dispute": gettext_noop("a matter in dispute"),
    "worth.public_concern": gettext_noop("a matter of public concern"),
    "worth.public_body": gettext_noop("a public body or report"),
    "worth.several_names": gettext_noop("several names"),
    "worth.name": gettext_noop("a name"),
    "worth.reported_words": gettext_noop("reported words"),
    "worth.past_event": gettext_noop("a past event"),
    "worth.present_event": gettext_noop("something going on now"),
    "worth.others_act": gettext_noop("what others do"),
    "worth.question": gettext_noop("a question"),
    "worth.demand": gettext_noop("a demand"),
    "worth.request": gettext_noop("a request"),
    "worth.personal_view": gettext_noop("a personal view"),
    "worth.wish": gettext_noop("a wish"),
    "worth.judgement": gettext_noop("a judgement"),
    "worth.values": gettext_noop("a matter of values"),
    "worth.writers_view": gettext_noop("the writer’s own view"),
    "worth.vague_words": gettext_noop("vague words"),
    "worth.routine": gettext_noop("a routine matter"),
    "worth.future": gettext_noop("about the future"),
    "worth.condition": gettext_noop("a condition"),
    "worth.possibility": gettext_noop("only a possibility"),
    "worth.courtesy": gettext_noop("a courtesy"),
    "worth.address": gettext_noop("addressed to the listener"),
    "worth.no_statement": gettext_noop("no statement"),
    "worth.very_short": gettext_noop("too short to check"),
    "worth.short": gettext_noop("short"),
    "worth.exclamation": gettext_noop("an exclamation"),
}


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message as a code of `MESSAGES` and its parameters; `str()` renders it in the reader's language.

    A parameter is a text, a number, another message, or a tuple of messages, which is rendered as a list
    ("a, b and c").
    """

    code: str
    params: Mapping[str, Parameter] = field(default_factory=dict)

    def __str__(self) -> str:
        return render(self)

    def __hash__(self) -> int:
        return hash((self.code, tuple(sorted(self.params))))

    @property
    def source_text(self) -> str:
        """The message in the source language, English."""
        with source_language():
            return render(self)

    def to_json(self) -> dict[str, Any]:
        """Return what the database stores: `{"code": ..., "params": {...}}`, messages in it alike."""
        if not self.params:
            return {"code": self.code}
        return {"code": self.code, "params": {name: _to_json(value) for name, value in self.params.items()}}


def message(code: str, **params: Parameter) -> StoredMessage:
    """Return a message; raise UnknownChoice for a code that is not in `MESSAGES`."""
    if code not in MESSAGES:
        raise UnknownChoice(_("stored message"), code, list(MESSAGES))
    return StoredMessage(code, params)


def free_text(text: str) -> StoredMessage:
    """Return a message for a text that has no code, such as the error of a library."""
    return StoredMessage(FREE_TEXT, {"text": text})


def status_message(status: str) -> StoredMessage:
    """Return the label of an evidence status as a message, for use as a parameter."""
    return StoredMessage(f"{EVIDENCE_STATUS}{status}")


def from_json(stored: Mapping[str, Any]) -> StoredMessage:
    """Return the message that `to_json` stored; an unknown code, perhaps of a later version, is accepted."""
    params = {name: _from_json(value) for name, value in stored.get("params", {}).items()}
    return StoredMessage(stored["code"], params)


def render(stored: StoredMessage) -> str:
    """Return the text of a message in the reader's language; the bare code where this version does not know it."""
    if stored.code == FREE_TEXT:
        return str(stored.params["text"])
    if stored.code.startswith(EVIDENCE_STATUS):
        return pgettext("state of evidence", stored.code.removeprefix(EVIDENCE_STATUS))
    if stored.code not in MESSAGES:
        return stored.code
    template = _(MESSAGES[stored.code])
    if not stored.params:
        return template
    return template % {name: _render_parameter(value) for name, value in stored.params.items()}


def _render_parameter(value: Parameter) -> str:
    if not isinstance(value, tuple):
        return str(value)
    *first, last = map(str, value)
    return _("%(first)s and %(last)s") % {"first": _(", ").join(first), "last": last} if first else last


def _to_json(value: Parameter) -> Any:
    if isinstance(value, tuple):
        return [item.to_json() for item in value]
    return value.to_json() if isinstance(value, StoredMessage) else value


def _from_json(value: Any) -> Parameter:
    if isinstance(value, list):
        return tuple(map(from_json, value))
    return from_json(value) if isinstance(value, dict) else value
