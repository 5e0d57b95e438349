"""Which ratings a person may see: blind rating as a QuerySet step."""

from typing import Any, Self

from django.db.models import Q

from factcheck.desks.querysets import DeskScopedQuerySet
from factcheck.enums import ClaimState

# All states from the reveal on, since a published claim is revealed too.
REVEALED_STATES = [state for state in ClaimState if state.rank >= ClaimState.REVEALED.rank]


class AssessmentQuerySet(DeskScopedQuerySet):
    def revealed(self) -> Self:
        return self.filter(claim__state__in=REVEALED_STATES)

    def visible_to(self, user: Any) -> Self:
        """Return the user's own ratings, and all ratings of revealed claims.

        The result does not show whether others have rated a claim that is still blind.
        """
        return super().visible_to(user).filter(Q(reviewer_id=user.pk) | Q(claim__state__in=REVEALED_STATES))
