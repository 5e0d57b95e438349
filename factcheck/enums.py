"""The words of the product, each defined once and used alike by model, API, template and export.

Plain enums that import nothing. Labels for people are made where people read them.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a member may do on a desk; each role adds to the one before it."""

    VIEWER = "viewer"
    CONTRIBUTOR = "contributor"
    CHECKER = "checker"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMIN = "admin"

    @property
    def rank(self) -> int:
        return list(Role).index(self)


class ClaimState(StrEnum):
    """How far a claim is on its way through the review, in order."""

    DRAFT = "draft"
    OPEN = "open"
    RATING = "rating"
    REVEALED = "revealed"
    PROPOSED = "proposed"
    APPROVED = "approved"
    PUBLISHED = "published"

    @property
    def rank(self) -> int:
        return list(ClaimState).index(self)


class ExclusionReason(StrEnum):
    """Why a claim left the way of the review, or that it did not."""

    NO = ""
    DROPPED = "dropped"
    DUPLICATE = "duplicate"
    NOT_CHECKABLE = "not_checkable"


class Stance(StrEnum):
    """How a piece of evidence bears on its claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class EvidenceStatus(StrEnum):
    """Whether a piece of evidence still counts; only active and disputed evidence does."""

    ACTIVE = "active"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"
    RETRACTED = "retracted"
    SUPERSEDED = "superseded"

    @property
    def counts(self) -> bool:
        return self in (EvidenceStatus.ACTIVE, EvidenceStatus.DISPUTED)


class Confidence(StrEnum):
    """How sure a reviewer is of a rating."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class AgreementOutcome(StrEnum):
    """What the independent ratings of a claim came to."""

    UNRATED = "unrated"
    AGREED = "agreed"
    CONTESTED = "contested"


class StatementKind(StrEnum):
    """What a node of the argument map stands for."""

    CLAIM = "claim"
    EVIDENCE = "evidence"
    PREMISE = "premise"


class RelationKind(StrEnum):
    """How one or more premises bear on their target."""

    SUPPORT = "support"
    ATTACK = "attack"
    UNDERCUT = "undercut"
    REPHRASE = "rephrase"


class BlockKind(StrEnum):
    """What a stretch of an article is; claims come only from some kinds."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    LIST_ITEM = "list_item"
    QUOTATION = "quotation"
    BYLINE = "byline"
    BOILERPLATE = "boilerplate"


class JobState(StrEnum):
    """How far a piece of background work is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class CreatedBy(StrEnum):
    """Who made a row. What a person made is never overwritten by a machine."""

    MACHINE = "machine"
    PERSON = "person"


class CommentTarget(StrEnum):
    """What a thread of comments can be about."""

    ARTICLE = "article"
    CLAIM = "claim"
    EVIDENCE = "evidence"
    VERDICT = "verdict"


class SuggestionState(StrEnum):
    """What a person made of a suggestion of the language model."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


class SimilarityLabel(StrEnum):
    """What a person says of two claims that resemble each other."""

    SAME = "same"
    SIMILAR = "similar"
    DIFFERENT = "different"
