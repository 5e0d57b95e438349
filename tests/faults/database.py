"""`python -m tests.faults.database prepare|examine|shift`: look into the database of a running installation.

Prints JSON. A process of its own, because the settings of the tests name another database.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import transaction  # noqa: E402
from django.db.models import Count, F, Q  # noqa: E402

from factcheck.articles.models import Article  # noqa: E402
from factcheck.audit.models import Event  # noqa: E402
from factcheck.audit.services import verify_chain  # noqa: E402
from factcheck.claims.models import Claim, SplitRun  # noqa: E402
from factcheck.desks.models import Desk  # noqa: E402
from factcheck.enums import ClaimState, JobState  # noqa: E402
from factcheck.exports.models import Export  # noqa: E402
from factcheck.review.models import Assessment  # noqa: E402
from tests import factories as make  # noqa: E402

DESKS, CLAIMS = 3, 60


def prepare() -> list[dict[str, Any]]:
    """Create desks with an article whose claims can be rated; return what a program needs to use them."""
    return [_prepare_desk(f"faults-{number}") for number in range(DESKS)]


@transaction.atomic
def _prepare_desk(slug: str) -> dict[str, Any]:
    team = make.team(slug)
    article = make.article(team.desk)
    claims = [make.claim(article, state=ClaimState.RATING) for _ in range(CLAIMS)]
    keys = {role: make.key_of(team.of(role)) for role in ("contributor", "viewer", "reviewer")}
    return {"slug": slug, "article": article.pk, "claims": [claim.pk for claim in claims], "keys": keys}


def examine() -> dict[str, Any]:
    """Return the figures and everything that must not be: see `broken`."""
    jobs = {model.__name__: _count_states(model) for model in (Export, SplitRun)}
    return {
        "jobs": jobs,
        "open": sum(states.get(word, 0) for states in jobs.values() for word in ("queued", "running")),
        "articles": Counter(Article.objects.values_list("title", flat=True)),
        "exports": list(Export.objects.values_list("pk", flat=True)),
        "ratings": Counter(f"{pk}" for pk in Assessment.objects.values_list("claim_id", flat=True)),
        "broken": [*_check_exports(), *_check_runs(), *_check_audit()],
    }


def _count_states(model: Any) -> dict[str, int]:
    return dict(model.objects.order_by().values_list("state").annotate(number=Count("pk")))


def _check_exports() -> list[str]:
    problems = []
    for job in Export.objects.filter(state=JobState.DONE):
        path = Path(job.file.path)
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != job.sha256:
            problems.append(f"the file of export {job.pk} is not what it was")
    return problems


def _check_runs() -> list[str]:
    done = SplitRun.objects.filter(state=JobState.DONE).select_related("revision")
    lost = [f"split run {run.pk} has no claims" for run in done if not run.revision.claims.exists()]
    events = Event.objects.filter(action="article.split").values("target_id").annotate(number=Count("pk"))
    stored = [f"article {row['target_id']} was split twice" for row in events.filter(number__gt=1)]
    twice = (
        Claim.objects.filter(~Q(state=ClaimState.RATING))
        .values("revision", "start", "end")
        .annotate(number=Count("pk"))
        .filter(number__gt=1)
    )
    return [*lost, *stored, *(f"revision {row['revision']} has a claim twice" for row in twice)]


def _check_audit() -> list[str]:
    return [f"{desk}: {problem.what}" for desk in Desk.objects.all() for problem in verify_chain(desk.pk)]


def shift() -> int:
    """Move the stored times of open jobs an hour into the future, as if the clock had been set back."""
    moved = 0
    for model in (Export, SplitRun):
        rows = model.objects.filter(state__in=(JobState.QUEUED, JobState.RUNNING))
        hour = timedelta(hours=1)
        moved += rows.update(queued_at=F("queued_at") + hour, heartbeat_at=F("heartbeat_at") + hour)
    return moved


COMMANDS: dict[str, Callable[[], Any]] = {"prepare": prepare, "examine": examine, "shift": shift}

if __name__ == "__main__":
    print(json.dumps(COMMANDS[sys.argv[1]]()))
