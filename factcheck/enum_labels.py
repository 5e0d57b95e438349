"""Labels of the enumerations in the reader's language: enum -> value -> label."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from factcheck.argument.appraisal import APPRAISED, WORDS
from factcheck.enums import (
    AgreementOutcome,
    BlockKind,
    ClaimState,
    CommentTarget,
    Confidence,
    Consistency,
    CreatedBy,
    EvidenceStatus,
    ExclusionReason,
    JobState,
    QuestionState,
    RelationKind,
    Role,
    SimilarityLabel,
    Stance,
    StatementKind,
    SuggestionState,
)
from factcheck.exceptions import UnknownChoice

LABELS: dict[type[StrEnum], Mapping[Any, Any]] = {
    Role: {
        Role.VIEWER: pgettext_lazy("role", "viewer"),
        Role.CONTRIBUTOR: pgettext_lazy("role", "contributor"),
        Role.CHECKER: pgettext_lazy("role", "checker"),
        Role.REVIEWER: pgettext_lazy("role", "reviewer"),
        Role.EDITOR: pgettext_lazy("role", "editor"),
        Role.ADMIN: pgettext_lazy("role", "admin"),
    },
    ClaimState: {
        ClaimState.DRAFT: pgettext_lazy("state of a claim", "draft"),
        ClaimState.OPEN: pgettext_lazy("state of a claim", "open"),
        ClaimState.RATING: pgettext_lazy("state of a claim", "rating"),
        ClaimState.REVEALED: pgettext_lazy("state of a claim", "revealed"),
        ClaimState.PROPOSED: pgettext_lazy("state of a claim", "proposed"),
        ClaimState.APPROVED: pgettext_lazy("state of a claim", "approved"),
        ClaimState.PUBLISHED: pgettext_lazy("state of a claim", "published"),
    },
    ExclusionReason: {
        ExclusionReason.NO: "",
        ExclusionReason.DROPPED: pgettext_lazy("state of a claim", "dropped"),
        ExclusionReason.DUPLICATE: pgettext_lazy("state of a claim", "duplicate"),
        ExclusionReason.NOT_CHECKABLE: pgettext_lazy("state of a claim", "not checkable"),
    },
    Stance: {
        Stance.SUPPORTS: pgettext_lazy("the evidence", "supports"),
        Stance.REFUTES: pgettext_lazy("the evidence", "refutes"),
        Stance.CONTEXT: pgettext_lazy("the evidence", "context"),
    },
    Consistency: {
        Consistency.CONSISTENT: pgettext_lazy("evidence and a hypothesis", "consistent"),
        Consistency.INCONSISTENT: pgettext_lazy("evidence and a hypothesis", "inconsistent"),
        Consistency.NEUTRAL: pgettext_lazy("evidence and a hypothesis", "neutral"),
    },
    **{kind: {item: gettext_lazy(WORDS[item]) for item in kind} for kind in APPRAISED},
    EvidenceStatus: {
        EvidenceStatus.ACTIVE: pgettext_lazy("state of evidence", "active"),
        EvidenceStatus.DISPUTED: pgettext_lazy("state of evidence", "disputed"),
        EvidenceStatus.WITHDRAWN: pgettext_lazy("state of evidence", "withdrawn"),
        EvidenceStatus.RETRACTED: pgettext_lazy("state of evidence", "retracted"),
        EvidenceStatus.SUPERSEDED: pgettext_lazy("state of evidence", "superseded"),
    },
    Confidence: {
        Confidence.LOW: pgettext_lazy("confidence", "low"),
        Confidence.MEDIUM: pgettext_lazy("confidence", "medium"),
        Confidence.HIGH: pgettext_lazy("confidence", "high"),
    },
    AgreementOutcome: {
        AgreementOutcome.UNRATED: pgettext_lazy("ratings", "unrated"),
        AgreementOutcome.AGREED: pgettext_lazy("ratings", "agreed"),
        AgreementOutcome.CONTESTED: pgettext_lazy("ratings", "contested"),
    },
    StatementKind: {
        StatementKind.CLAIM: pgettext_lazy("kind of thing", "claim"),
        StatementKind.EVIDENCE: pgettext_lazy("kind of thing", "evidence"),
        StatementKind.PREMISE: pgettext_lazy("kind of thing", "premise"),
    },
    RelationKind: {
        RelationKind.SUPPORT: pgettext_lazy("relation", "support"),
        RelationKind.ATTACK: pgettext_lazy("relation", "attack"),
        RelationKind.UNDERCUT: pgettext_lazy("relation", "undercut"),
        RelationKind.REPHRASE: pgettext_lazy("relation", "rephrase"),
    },
    QuestionState: {
        QuestionState.OPEN: pgettext_lazy("critical question", "open"),
        QuestionState.ANSWERED: pgettext_lazy("critical question", "answered"),
        QuestionState.OBJECTION: pgettext_lazy("critical question", "objection"),
    },
    BlockKind: {
        BlockKind.PARAGRAPH: pgettext_lazy("part of a text", "paragraph"),
        BlockKind.HEADING: pgettext_lazy("part of a text", "heading"),
        BlockKind.CAPTION: pgettext_lazy("part of a text", "caption"),
        BlockKind.LIST_ITEM: pgettext_lazy("part of a text", "list item"),
        BlockKind.QUOTATION: pgettext_lazy("part of a text", "quotation"),
        BlockKind.BYLINE: pgettext_lazy("part of a text", "byline"),
        BlockKind.BOILERPLATE: pgettext_lazy("part of a text", "boilerplate"),
    },
    JobState: {
        JobState.QUEUED: pgettext_lazy("state of a job", "queued"),
        JobState.RUNNING: pgettext_lazy("state of a job", "running"),
        JobState.DONE: pgettext_lazy("state of a job", "done"),
        JobState.FAILED: pgettext_lazy("state of a job", "failed"),
    },
    CreatedBy: {
        CreatedBy.MACHINE: pgettext_lazy("made by", "machine"),
        CreatedBy.PERSON: pgettext_lazy("made by", "person"),
    },
    CommentTarget: {
        CommentTarget.ARTICLE: pgettext_lazy("kind of thing", "article"),
        CommentTarget.CLAIM: pgettext_lazy("kind of thing", "claim"),
        CommentTarget.EVIDENCE: pgettext_lazy("kind of thing", "evidence"),
        CommentTarget.VERDICT: pgettext_lazy("kind of thing", "verdict"),
    },
    SuggestionState: {
        SuggestionState.OPEN: pgettext_lazy("state of a suggestion", "open"),
        SuggestionState.ACCEPTED: pgettext_lazy("state of a suggestion", "accepted"),
        SuggestionState.DISMISSED: pgettext_lazy("state of a suggestion", "dismissed"),
    },
    SimilarityLabel: {
        SimilarityLabel.SAME: pgettext_lazy("two claims", "same"),
        SimilarityLabel.SIMILAR: pgettext_lazy("two claims", "similar"),
        SimilarityLabel.DIFFERENT: pgettext_lazy("two claims", "different"),
    },
}
NOUNS = {
    "article": pgettext_lazy("kind of thing", "article"),
    "assessment": pgettext_lazy("kind of thing", "assessment"),
    "claim": pgettext_lazy("kind of thing", "claim"),
    "comment": pgettext_lazy("kind of thing", "comment"),
    "desk": pgettext_lazy("kind of thing", "desk"),
    "evidence": pgettext_lazy("kind of thing", "evidence"),
    "export": pgettext_lazy("kind of thing", "export"),
    "hypothesis": pgettext_lazy("kind of thing", "hypothesis"),
    "premise": pgettext_lazy("kind of thing", "premise"),
    "maprelation": pgettext_lazy("kind of thing", "relation"),
    "source": pgettext_lazy("kind of thing", "source"),
    "verdict": pgettext_lazy("kind of thing", "verdict"),
}
_BY_NAME = {kind.__name__: kind for kind in LABELS}


def get_label(kind: type[StrEnum] | str, value: str) -> str:
    """Return the label of a stored value of an enum, given as class or class name; raise UnknownChoice for others."""
    if isinstance(kind, str) and kind not in _BY_NAME:
        raise UnknownChoice(_("kind of label"), kind, list(_BY_NAME))
    enum = _BY_NAME[kind] if isinstance(kind, str) else kind
    return str(LABELS[enum][enum(value)])


def choices(kind: type[StrEnum]) -> list[tuple[str, Any]]:
    """Return the values of an enum with their labels, for a form field."""
    return [(value, LABELS[kind][value]) for value in kind if value]


def verbose_name_of(model: Any) -> str:
    """Return the noun for a model or for one of its rows, as used in a sentence."""
    name = str(model._meta.model_name)
    return str(NOUNS.get(name, model._meta.verbose_name))
