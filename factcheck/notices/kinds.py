"""What people are told of, the ways in which it reaches them, and what is said of each step. Imports no models."""

from enum import StrEnum

from django.utils.translation import gettext_noop


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

# Each is a whole sentence, because languages put the claim in different places of it.
# Never says who moved the claim: at the quorum that would be whoever rated last.
STEPS = {
    "claim.opened": gettext_noop("%(where)s was accepted for checking"),
    "claim.rating_started": gettext_noop("%(where)s is being rated"),
    "claim.revealed": gettext_noop("%(where)s has its ratings revealed"),
    "verdict.proposed": gettext_noop("%(where)s has a proposed verdict"),
    "claim.approved": gettext_noop("%(where)s has an approved verdict"),
    "claim.glass_broken": gettext_noop("%(where)s was approved without enough sign-offs"),
    "claim.published": gettext_noop("%(where)s is published"),
    "claim.sent_back_to_draft": gettext_noop("%(where)s is a draft again"),
    "claim.sent_back_to_open": gettext_noop("%(where)s gathers evidence again"),
    "claim.reopened": gettext_noop("%(where)s is discussed again"),
}
