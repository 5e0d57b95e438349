"""The models whose history is shown: their fields with labels, and the fields that can be restored."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.enum_labels import get_label
from factcheck.enums import ClaimState, Confidence, EvidenceStatus, ExclusionReason, Stance
from factcheck.evidence.models import Evidence
from factcheck.exceptions import UnknownChoice
from factcheck.review.models import Assessment, Comment, Hypothesis, Verdict

LABELLED_FIELDS = {
    "state": ClaimState,
    "set_aside": ExclusionReason,
    "stance": Stance,
    "lifecycle": EvidenceStatus,
    "confidence": Confidence,
}


def format_value(name: str, value: Any) -> str:
    """Return a field's value as users read it; an empty value as an empty string. Not for ids."""
    if value in (None, "", []):
        return ""
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in LABELLED_FIELDS:
        return get_label(LABELLED_FIELDS[name], value)
    return f"{value:g}" if isinstance(value, float) else str(value)


@dataclass(frozen=True, slots=True)
class TrackedModel:
    """A model with a history: the fields that are shown, with their labels, and those that can be restored.

    `people` are the fields that store the id of a user.
    """

    kind: str
    model: Any
    fields: dict[str, str]
    restorable: tuple[str, ...] = ()
    people: tuple[str, ...] = field(default=())

    def label(self, name: str) -> str:
        """Return the label of a field in the active language."""
        return _(self.fields.get(name, name))


TRACKED = {
    tracked.kind: tracked
    for tracked in (
        TrackedModel(
            "article",
            Article,
            {
                "title": gettext_noop("title"),
                "source_name": gettext_noop("publisher"),
                "source_url": gettext_noop("URL"),
                "language": gettext_noop("language"),
            },
            ("title", "source_name", "source_url", "language"),
        ),
        TrackedModel(
            "claim",
            Claim,
            {
                "text": gettext_noop("wording"),
                "quote": gettext_noop("quote in the article"),
                "speaker": gettext_noop("speaker"),
                "state": gettext_noop("state"),
                "set_aside": gettext_noop("excluded"),
                "assignee_id": gettext_noop("assignee"),
                "due_on": gettext_noop("due date"),
                "quorum": gettext_noop("quorum"),
                "duplicate_of_id": gettext_noop("duplicate of"),
                "tags": gettext_noop("tags"),
            },
            ("text", "speaker", "assignee_id", "due_on"),
            ("assignee_id",),
        ),
        TrackedModel(
            "evidence",
            Evidence,
            {
                "quote": gettext_noop("quote"),
                "stance": gettext_noop("stance"),
                "strength": gettext_noop("strength"),
                "lifecycle": gettext_noop("status"),
                "note": gettext_noop("note"),
            },
            ("quote", "stance", "strength", "lifecycle", "note"),
        ),
        TrackedModel(
            "hypothesis",
            Hypothesis,
            {"text": gettext_noop("text"), "active": gettext_noop("in use")},
            ("text",),
        ),
        TrackedModel(
            "verdict",
            Verdict,
            {
                "rating_id": gettext_noop("rating"),
                "reasons": gettext_noop("reasons"),
                "as_of": gettext_noop("as of"),
                "departure": gettext_noop("reason for differing from the computed verdict"),
                "stale_cause": gettext_noop("stale because"),
                "correction": gettext_noop("correction"),
            },
        ),
        TrackedModel(
            "assessment",
            Assessment,
            {
                "rating_id": gettext_noop("rating"),
                "confidence": gettext_noop("confidence"),
                "reasons": gettext_noop("reasons"),
            },
        ),
        TrackedModel(
            "comment",
            Comment,
            {"body": gettext_noop("text"), "resolved_by_id": gettext_noop("resolved by")},
            ("body",),
            ("resolved_by_id",),
        ),
    )
}


def get_tracked(kind: str) -> TrackedModel:
    """Return the tracked model of a kind. Raises UnknownChoice."""
    if kind not in TRACKED:
        raise UnknownChoice(_("kind of object with a history"), kind, list(TRACKED))
    return TRACKED[kind]
