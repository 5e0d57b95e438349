"""Models of the review: assignments, ratings, verdicts, sign-offs, publications, comments, prior checks."""

from factcheck.review.models.assessments import Assessment, unordered_id
from factcheck.review.models.assignments import ReviewerAssignment
from factcheck.review.models.comments import Comment
from factcheck.review.models.hypotheses import Hypothesis, HypothesisAnswer
from factcheck.review.models.prior_checks import (
    ExternalCheck,
    PriorCheckScan,
    PriorCheckSuggestion,
    SimilarityJudgement,
)
from factcheck.review.models.publications import Publication
from factcheck.review.models.signoffs import SignOff
from factcheck.review.models.substance_changes import SubstanceChange
from factcheck.review.models.verdicts import Verdict

__all__ = [
    "Assessment",
    "Comment",
    "ExternalCheck",
    "Hypothesis",
    "HypothesisAnswer",
    "PriorCheckScan",
    "PriorCheckSuggestion",
    "Publication",
    "ReviewerAssignment",
    "SignOff",
    "SimilarityJudgement",
    "SubstanceChange",
    "Verdict",
    "unordered_id",
]
