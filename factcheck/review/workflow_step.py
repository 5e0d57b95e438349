"""One row of the workflow table, with the effects that a step can have."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from factcheck.enums import ClaimState
from factcheck.review.conditions import Condition


class SignoffEffect(StrEnum):
    """What a step does to the sign-offs of the current verdict."""

    KEEP = "keep"
    DROP = "drop"
    ADD = "add"
    """The actor signs; the claim moves on once there are enough sign-offs."""


class StalenessEffect(StrEnum):
    """What a step does when the current verdict is stale."""

    KEEP = "keep"
    REFUSE = "refuse"
    """The step cannot be taken until the verdict is reaffirmed or replaced."""
    REPLACE = "replace"
    """The step makes a new version of the verdict, which is not stale."""


class StepEffect(StrEnum):
    """What else a step changes. `factcheck.actions.workflow` has one function for each."""

    NONE = "none"
    STORE_BLIND_RATINGS = "store_blind_ratings"
    FIX_QUORUM = "fix_quorum"
    DELETE_RATINGS = "delete_ratings"
    APPROVE_WITHOUT_SIGNOFFS = "approve_without_signoffs"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class StepShortcut:
    """The keyboard shortcut of a step: its name in templates, the keys, and the line in the list of shortcuts."""

    slug: str
    keys: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A row of the table."""

    slug: str
    title: str
    """The msgid of the label on the button."""
    permission: str
    sources: tuple[ClaimState, ...]
    target: ClaimState
    announced_in: tuple[ClaimState, ...]
    """Further states in which the page lists the step with what is missing."""
    conditions: tuple[Condition, ...]
    """What else must be true; each returns a sentence that says what is missing, or an empty string."""
    signoffs: SignoffEffect
    drop_reason: str
    """The code of the stored message for dropped sign-offs; empty for a step that drops none."""
    staleness: StalenessEffect
    effect: StepEffect
    event: str
    """The name of the audit event. It is stored, so it never changes."""
    notification: str | None
    """The msgid of the sentence that those concerned are sent; None for no notification."""
    activity: str | None
    """The msgid of the sentence on pages that are open; without %(who)s it names nobody. None where another event
    of the same step has a sentence already."""
    shortcut: StepShortcut | None
    asks_reason: bool
    is_personal: bool
    """A decision under a person's name: an API key cannot take the step."""
    is_backward: bool
    has_own_form: bool
    """The step takes more than a reason, so it has its own form, action and request body."""
    shown_when_blocked: bool
    """The page lists the step with what is missing while it cannot be taken."""

    @property
    def label(self) -> str:
        """Return the title in the reader's language."""
        return _(self.title)
