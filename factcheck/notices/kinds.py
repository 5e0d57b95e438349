"""What people are told of, the ways in which it reaches them, and what is said of each step. Imports no models."""

from enum import StrEnum


class NoticeKind(StrEnum):
    """Why somebody is told."""

    MENTION = "mention"
    ASSIGNMENT = "assignment"
    STEP = "step"
    REPLY = "reply"


class Way(StrEnum):
    """How it reaches them; each way but `off` shows it in the page."""

    OFF = "off"
    PAGE = "page"
    MAIL = "mail"
    DIGEST = "digest"


USUAL = {
    NoticeKind.MENTION: Way.MAIL,
    NoticeKind.ASSIGNMENT: Way.MAIL,
    NoticeKind.STEP: Way.PAGE,
    NoticeKind.REPLY: Way.DIGEST,
}

# Never says who moved the claim: at the quorum that would be whoever rated last.
STEPS = {
    "claim.opened": "was accepted for checking",
    "claim.rating_started": "is being rated",
    "claim.revealed": "has its ratings revealed",
    "verdict.proposed": "has a proposed verdict",
    "claim.approved": "has an approved verdict",
    "claim.glass_broken": "was approved without enough sign-offs",
    "claim.published": "is published",
    "claim.sent_back_to_draft": "is a draft again",
    "claim.sent_back_to_open": "gathers evidence again",
    "claim.reopened": "is discussed again",
}
