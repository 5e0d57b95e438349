"""The kinds of notification, the channels that deliver them, and one sentence for each workflow step. No models."""

from enum import StrEnum

from factcheck.review.workflow import STEPS


class NotificationKind(StrEnum):
    """The reason for a notification."""

    MENTION = "mention"
    ASSIGNMENT = "assignment"
    STEP = "step"
    REPLY = "reply"


class Channel(StrEnum):
    """How a notification is delivered. Every channel except `off` also shows it on the page."""

    OFF = "off"
    PAGE = "page"
    MAIL = "mail"
    DIGEST = "digest"


DEFAULT_CHANNELS = {
    NotificationKind.MENTION: Channel.MAIL,
    NotificationKind.ASSIGNMENT: Channel.MAIL,
    NotificationKind.STEP: Channel.PAGE,
    NotificationKind.REPLY: Channel.DIGEST,
}

# By event: the sentence of each workflow step that notifies. They are in the workflow table.
STEP_SENTENCES = {step.event: step.notification for step in STEPS.values() if step.notification}
