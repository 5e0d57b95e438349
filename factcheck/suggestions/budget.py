"""What the language model may cost in a day, on all desks together, counted in the rows of what was asked.

A call is counted at its largest before it is made, and at what the endpoint said after it. On PostgreSQL two calls
that begin at the same instant may both pass; the limit is then overrun by one call.
"""

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.exceptions import ConflictError
from factcheck.suggestions.models import Asking


def spent_today() -> int:
    """Tokens since midnight UTC."""
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    today = Asking.objects.filter(started_at__gte=midnight)
    return today.aggregate(total=Sum("tokens"))["total"] or 0


def require_left(tokens: int) -> None:
    """Conflict if so many tokens more would pass the day's limit."""
    limit = settings.LLM_MAX_TOKENS_A_DAY
    if spent_today() + tokens > limit:
        raise ConflictError(
            _(
                "This may take %(tokens)s tokens, and today’s limit of %(limit)s (LLM_MAX_TOKENS_A_DAY) "
                "leaves %(left)s. Ask again after midnight UTC."
            )
            % {"tokens": f"{tokens:,}", "limit": f"{limit:,}", "left": f"{max(0, limit - spent_today()):,}"},
            code="over_budget",
        )


@transaction.atomic
def reserve(asking: Asking, tokens: int) -> None:
    require_left(tokens)
    Asking.objects.filter(pk=asking.pk).update(tokens=F("tokens") + tokens)


def settle(asking: Asking, *, reserved: int, used: int) -> None:
    """Put what the last call took in the place of what was reserved for it."""
    Asking.objects.filter(pk=asking.pk).update(tokens=F("tokens") - reserved + used)
