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
    "job_timed_out": gettext_noop("The job was stopped after %(seconds)s seconds."),
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
