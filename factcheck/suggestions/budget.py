"""The daily token limit of the language model, over all desks together.

A call is counted at its estimate before it is made, and at the endpoint's own figure afterwards
(`factcheck/actions/suggestion_runs.py`). On PostgreSQL two calls that start at the same instant can both pass the
check, since each transaction reads the sum without the other's row; the limit is then exceeded by one call.
"""

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.exceptions import ConflictError
from factcheck.suggestions.models import SuggestionRequest


def count_tokens_today() -> int:
    """Return the tokens used since midnight UTC."""
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    today = SuggestionRequest.objects.filter(started_at__gte=midnight)
    return today.aggregate(total=Sum("tokens"))["total"] or 0


def ensure_within_budget(tokens: int) -> None:
    """Raise ConflictError (code `over_budget`) if this many more tokens would exceed the day's limit."""
    limit = settings.LLM_MAX_TOKENS_A_DAY
    used = count_tokens_today()
    if used + tokens > limit:
        message = _(
            "This could take %(tokens)s tokens, but %(left)s of today's limit of %(limit)s (LLM_MAX_TOKENS_A_DAY) "
            "are left. Try again after midnight UTC."
        )
        params = {"tokens": f"{tokens:,}", "limit": f"{limit:,}", "left": f"{max(0, limit - used):,}"}
        raise ConflictError(message % params, code="over_budget")
