"""The blind: whose ratings a person may see."""

from typing import Any, Self

from django.db.models import Q

from factcheck.desks.querysets import DeskScopedQuerySet
from factcheck.enums import ClaimState

REVEALED_STATES = [state for state in ClaimState if state.rank >= ClaimState.REVEALED.rank]


class AssessmentQuerySet(DeskScopedQuerySet):
    def revealed(self) -> Self:
        return self.filter(claim__state__in=REVEALED_STATES)

    def visible_to(self, user: Any) -> Self:
        """One's own, and on claims that are revealed everybody's; nothing tells whether there are others."""
        return super().visible_to(user).filter(Q(reviewer_id=user.pk) | Q(claim__state__in=REVEALED_STATES))
