"""How many jobs of one kind a person and a desk can have waiting, so that nobody fills the queues."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from factcheck.enums import JobState
from factcheck.exceptions import TooManyRequests
from factcheck.jobs.models import JobQuerySet

_MINUTE = timedelta(minutes=1)
_OPEN = Q(state__in=(JobState.QUEUED, JobState.RUNNING))
_WAIT_SECONDS = 30


@dataclass(frozen=True, slots=True)
class JobLimits:
    """The limits of a kind of job: open (waiting or running) jobs of a person and of a desk, new ones per minute."""

    person_open: int
    desk_open: int
    person_minute: int


# By the name of the job's model.
LIMITS = {
    "export": JobLimits(person_open=30, desk_open=150, person_minute=60),
    "reading": JobLimits(person_open=30, desk_open=150, person_minute=60),
    "splitrun": JobLimits(person_open=30, desk_open=150, person_minute=60),
    "suggestionrequest": JobLimits(person_open=10, desk_open=50, person_minute=30),
}

PERSON_OPEN = gettext_noop(
    "%(count)s of your jobs of this kind are not finished, which is the limit. Try again when some are."
)
DESK_OPEN = gettext_noop(
    "%(count)s jobs of this kind are not finished on this desk, which is its limit. Try again when some are."
)
PERSON_MINUTE = gettext_noop(
    "You started %(count)s jobs of this kind within a minute, which is the limit. Try again in a minute."
)


def ensure_within_limits(
    jobs: JobQuerySet[Any], person_id: int, *, desk_id: int, owner: str = "requested_by"
) -> None:
    """Raise TooManyRequests if the person or the desk has as many jobs as they may have.

    `owner` is the lookup of the person in a job.
    """
    limits = LIMITS[jobs.model._meta.model_name or ""]
    mine = jobs.filter(**{owner: person_id})
    _ensure(mine.filter(_OPEN), limits.person_open, PERSON_OPEN)
    _ensure(jobs.filter(_OPEN, desk_id=desk_id), limits.desk_open, DESK_OPEN)
    _ensure(mine.filter(queued_at__gt=timezone.now() - _MINUTE), limits.person_minute, PERSON_MINUTE)


def _ensure(jobs: JobQuerySet[Any], limit: int, message: str) -> None:
    if jobs.count() >= limit:
        raise TooManyRequests(_(message) % {"count": limit}, retry_after=_WAIT_SECONDS)
