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
    "hypotheses_changed": gettext_noop("The rival hypotheses were changed"),
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
    "job_disk_full": gettext_noop(
        "The disk of the server was full. Start the job again when there is space."
    ),
    "job_timed_out": gettext_noop("The job was stopped after %(seconds)s seconds."),
    # why a file cannot be read
    "file.empty": gettext_noop("This file is empty. Choose a file with the article’s text in it."),
    "file.too_large": gettext_noop(
        "This file has %(count)s bytes; the limit is %(most)s. Save only its text."
    ),
    "file.no_text": gettext_noop(
        "There is no text in this file. Choose a file with the article’s text in it."
    ),
    "file.too_long": gettext_noop(
        "This text has %(count)s characters; the limit is %(limit)s. Split it into articles."
    ),
    "file.old_word": gettext_noop(
        "This is an old Word file (.doc) or another old Office file. Save it as DOCX."
    ),
    "file.rtf": gettext_noop("This is an RTF file. Save it as DOCX or as plain text."),
    "file.unknown_format": gettext_noop(
        "Files of this kind (%(kind)s) cannot be read. Save the text as DOCX, PDF, HTML or plain text."
    ),
    "file.wrong_name": gettext_noop(
        "This file is named .%(named)s but is not one. Save it again, or paste its text."
    ),
    "file.binary": gettext_noop(
        "This file is not a text: it contains binary data. Upload a text, HTML, DOCX or PDF file."
    ),
    "file.wrong_encoding": gettext_noop(
        "This file is marked as %(encoding)s but is not valid %(encoding)s. Save it again as UTF-8."
    ),
    "file.no_encoding": gettext_noop("This file is not a text in any known encoding. Save it as UTF-8."),
    "file.too_many_attributes": gettext_noop(
        "A tag of this page has more than %(limit)s attributes. Copy the text of the page and paste it."
    ),
    "file.nested_too_deeply": gettext_noop(
        "The parts of this file are nested more than %(limit)s levels deep. Copy its text and paste it."
    ),
    "file.docx_no_main_part": gettext_noop(
        "This file is not a Word document: it has no main part. Upload a DOCX file."
    ),
    "file.docx_encrypted": gettext_noop(
        "This DOCX file is encrypted. Save it without a password and try again."
    ),
    "file.docx_too_large": gettext_noop("This DOCX file is far too large when unpacked. Save only its text."),
    "file.docx_entities": gettext_noop(
        "This DOCX file declares XML entities, which no word processor writes."
    ),
    "file.docx_damaged": gettext_noop(
        "This DOCX file is damaged and cannot be read. Open it in a word processor and save it again."
    ),
    "file.docx_included_part": gettext_noop(
        "A part of this DOCX file is included from another file (%(name)s) and cannot be read. Open it in a word "
        "processor and save it again."
    ),
    "file.pdf_pictures": gettext_noop(
        "This PDF contains pictures of pages and no text. Run text recognition on it, or paste the text."
    ),
    "file.pdf_too_many_pages": gettext_noop(
        "This PDF has %(count)s pages; the limit is %(most)s. Split it first."
    ),
    "file.pdf_encrypted": gettext_noop("This PDF is encrypted. Save it without a password and try again."),
    "file.pdf_damaged": gettext_noop(
        "This PDF is damaged and cannot be read. Open it, print it to a new PDF, and try again."
    ),
    "file.mail_without_text": gettext_noop("There is no text and no page in this message."),
    "file.takes_too_long": gettext_noop(
        "Reading this file was stopped after %(seconds)s seconds. Save only its text, or paste it."
    ),
    "file.needs_too_much_memory": gettext_noop(
        "Reading this file was stopped: it needs too much memory. Save only its text, or paste it."
    ),
    "file.reader_failed": gettext_noop(
        "The reader of this kind of file failed on it. Open the file, save it again, or paste its text."
    ),
    # what the reader of a file left out or guessed
    "read.attachments": gettext_noop("Attached files were not read: %(names)s."),
    "read.broken_bytes": gettext_noop(
        "%(count)s characters could not be decoded and show as �; the first is byte %(at)s of the file."
    ),
    "read.broken_characters": gettext_noop("%(count)s characters could not be decoded and show as �."),
    "read.captions": gettext_noop("Numbers and times of the captions were left out."),
    "read.guessed_encoding": gettext_noop(
        "The file does not say its encoding; it was read as %(encoding)s. Check letters with accents."
    ),
    "read.struck": gettext_noop("Struck-out words were left out: %(words)s."),
    "read.hidden": gettext_noop("Hidden words were left out: %(words)s."),
    "read.footnotes": gettext_noop("%(count)s footnotes or endnotes stand at the end of the text."),
    "read.comments": gettext_noop("%(count)s comments were left out."),
    "read.pictures": gettext_noop("%(count)s pictures were left out, with any words in them."),
    "read.text_boxes": gettext_noop(
        "%(count)s text boxes stand where they are anchored, not where they are seen."
    ),
    "read.tracked_changes": gettext_noop("Tracked changes were read as accepted; deleted words: %(words)s."),
    "read.unknown_elements": gettext_noop("Parts that are not understood were left out: %(names)s."),
    "read.equations": gettext_noop(
        "%(count)s equations were written out in one line. Compare them with the file."
    ),
    "read.ruby": gettext_noop("Pronunciation marks (ruby) were left out: %(words)s."),
    "read.outside_article": gettext_noop(
        "Parts of the page that look like navigation or other articles were left out."
    ),
    "read.line_numbers": gettext_noop("Line numbers at the margin were left out (%(count)s)."),
    "read.page_layout": gettext_noop(
        "Some pages could not be read well: letters stand apart or out of order. Compare the text with the file."
    ),
    "read.columns": gettext_noop("%(count)s pages have columns, which were read one after the other."),
    "read.pages_without_text": gettext_noop("%(count)s pages have no text, only pictures: %(pages)s."),
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
