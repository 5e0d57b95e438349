"""Workers and a broker of one test, and jobs that take seconds."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.db import connection

from tests import servers

CLAIMS = 700
SENTENCE = "The bridge is old. "

RunWorker = Callable[..., AbstractContextManager[psutil.Process]]


@pytest.fixture
def slow_job(transactional_db: None) -> Any:
    """An export that takes seconds, because its article has many claims."""
    # Models can be imported only once Django is set up.
    from factcheck.claims.models import Claim
    from factcheck.enums import ClaimState
    from tests import factories as make

    article = make.article(make.desk(), text=SENTENCE * CLAIMS)
    revision = article.revisions.get()
    spans = [(at * len(SENTENCE), at * len(SENTENCE) + len(SENTENCE) - 1) for at in range(CLAIMS)]
    Claim.objects.bulk_create(
        Claim(
            desk_id=article.desk_id,
            article=article,
            revision=revision,
            number=number,
            start=start,
            end=end,
            quote=revision.text[start:end],
            text=revision.text[start:end],
            state=ClaimState.OPEN,
        )
        for number, (start, end) in enumerate(spans, 1)
    )
    return make.export(article, "report.pdf")


@pytest.fixture
def own_broker(own_files: Path) -> Iterator[str]:
    """A broker of this test, to which no other worker is connected."""
    with servers.valkey(own_files / "broker", own_files / "s") as url:
        yield url


@pytest.fixture
def run_worker(own_broker: str, own_files: Path) -> RunWorker:
    """Starts a worker with one process on the broker of the test."""

    @contextmanager
    def run(name: str = "worker", **more: str) -> Iterator[psutil.Process]:
        env = {
            **os.environ,
            "DATA_DIR": str(own_files),
            "DATABASE_URL": servers.database_url(connection.settings_dict),
            "BROKER_URL": own_broker,
            "WORKERS": "1",
            "HEAVY_WORKERS": "1",
            **more,
        }
        # A process that reads the number of workers from its own environment.
        command = (sys.executable, "-m", "factcheck.launch.processes", name)
        with servers.running(command, env=env) as guard:
            servers.until(psutil.Process(guard.pid).children, what="the worker has started")
            yield psutil.Process(guard.pid).children()[0]

    return run
