"""Enumerations of the domain, used alike by models, API, templates and exports.

They import nothing. Their labels in the reader's language are in `enum_labels.py`.
"""

from enum import StrEnum


class Role(StrEnum):
    """Role of a member on a desk; each role includes the permissions of the one before."""

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
    """State of a claim in the review workflow, in order."""

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
    """Why a claim is excluded from the review; NO if it is not excluded."""

    NO = ""
    DROPPED = "dropped"
    DUPLICATE = "duplicate"
    NOT_CHECKABLE = "not_checkable"


class Stance(StrEnum):
    """Whether a piece of evidence supports its claim, refutes it or gives context."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class Consistency(StrEnum):
    """Whether a piece of evidence is what one would expect if a hypothesis were true."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    NEUTRAL = "neutral"


class SourceKind(StrEnum):
    """Kind of a source, which decides how much its evidence weighs at first."""

    PRIMARY_RECORD = "primary_record"
    OFFICIAL_STATISTIC = "official_statistic"
    PEER_REVIEWED = "peer_reviewed"
    EXPERT = "expert"
    NEWS_REPORT = "news_report"
    PRESS_RELEASE = "press_release"
    OWN_DOCUMENT = "own_document"
    SOCIAL_POST = "social_post"


class Directness(StrEnum):
    """Whether a piece of evidence is about the claim itself."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class Independence(StrEnum):
    """Whether a source is independent of the person who makes the claim."""

    INDEPENDENT = "independent"
    DEPENDENT = "dependent"


class Recency(StrEnum):
    """Whether a piece of evidence is about the time that the claim is about."""

    CURRENT = "current"
    DATED = "dated"


class Interest(StrEnum):
    """Whether a source gains from what it says."""

    NONE = "none"
    CONFLICT = "conflict"


class EvidenceStatus(StrEnum):
    """Status of a piece of evidence; only active and disputed evidence is counted."""

    ACTIVE = "active"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"
    RETRACTED = "retracted"
    SUPERSEDED = "superseded"

    @property
    def is_counted(self) -> bool:
        return self in (EvidenceStatus.ACTIVE, EvidenceStatus.DISPUTED)


class Confidence(StrEnum):
    """Confidence of a reviewer in a rating."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class AgreementOutcome(StrEnum):
    """Result of comparing the independent ratings of a claim."""

    UNRATED = "unrated"
    AGREED = "agreed"
    CONTESTED = "contested"


class StatementKind(StrEnum):
    """Kind of a node of the argument map."""

    CLAIM = "claim"
    EVIDENCE = "evidence"
    PREMISE = "premise"


class RelationKind(StrEnum):
    """Effect of one or more premises on their target."""

    SUPPORT = "support"
    ATTACK = "attack"
    UNDERCUT = "undercut"
    REPHRASE = "rephrase"


class QuestionState(StrEnum):
    """Whether a critical question of an argument is open, answered, or has become an objection."""

    OPEN = "open"
    ANSWERED = "answered"
    OBJECTION = "objection"


class BlockKind(StrEnum):
    """Kind of a block of an article; only some kinds contain claims."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    LIST_ITEM = "list_item"
    QUOTATION = "quotation"
    BYLINE = "byline"
    BOILERPLATE = "boilerplate"


class JobState(StrEnum):
    """State of a background job."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class CreatedBy(StrEnum):
    """Whether a machine or a person created a row. A machine never overwrites what a person created."""

    MACHINE = "machine"
    PERSON = "person"


class CommentTarget(StrEnum):
    """Kind of object that a comment thread belongs to."""

    ARTICLE = "article"
    CLAIM = "claim"
    EVIDENCE = "evidence"
    VERDICT = "verdict"


class SuggestionState(StrEnum):
    """Decision of a person on a suggestion of the language model."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


class SimilarityLabel(StrEnum):
    """Judgement of a person on two similar claims."""

    SAME = "same"
    SIMILAR = "similar"
    DIFFERENT = "different"
