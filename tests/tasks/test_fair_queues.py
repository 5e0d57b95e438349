"""With real workers: many long texts of one desk, or many exports, do not make another desk wait."""

import pytest

from factcheck.claims.models import SplitRun
from factcheck.enums import JobState
from factcheck.exports.models import Export
from factcheck.tasks.exports import make_export
from factcheck.tasks.splitting import split_revision
from tests import factories as make
from tests.servers import until
from tests.tasks.conftest import RunWorker

# For a busy machine; the limit only ends a test that has failed.
WAIT = 180.0
LINE = "The council paid {} euros for the bridge in 2019, the mayor said on Friday."


def long_text(number: int, characters: int) -> str:
    return "\n\n".join(LINE.format(f"{number}{n}") for n in range(characters // len(LINE)))


@pytest.fixture
def use_own_broker(own_broker: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Send the messages of this process to the broker of the test."""
    monkeypatch.setattr(make_export.app.conf, "broker_write_url", own_broker)
    monkeypatch.setattr(make_export.app.amqp, "_producer_pool", None)


@pytest.mark.servers
def test_a_short_text_does_not_wait_for_six_long_ones(
    transactional_db: None, use_own_broker: None, run_worker: RunWorker
) -> None:
    greedy, other = make.desk(), make.desk()
    with run_worker("worker-light"), run_worker("worker-heavy", HEAVY_WORKERS="2"):
        long_runs = [
            make.split_run(make.article(greedy, text=long_text(n, 1_000_000)), splitter="parse")
            for n in range(6)
        ]
        for run in long_runs:
            split_revision.send(run.pk)
        until(
            lambda: SplitRun.objects.filter(state=JobState.RUNNING).exists(),
            seconds=WAIT,
            what="the first long one is running",
        )
        short = make.split_run(make.article(other), splitter="parse")
        split_revision.send(short.pk)
        until(
            lambda: SplitRun.objects.get(pk=short.pk).state == JobState.DONE,
            seconds=WAIT,
            what="the short text is split",
        )
        assert SplitRun.objects.filter(revision__desk=greedy, heavy=True).count() == 6
        assert not SplitRun.objects.filter(revision__desk=greedy, state=JobState.DONE).exists()
        assert SplitRun.objects.filter(revision__desk=greedy, state=JobState.RUNNING).count() == 1


@pytest.mark.servers
def test_an_export_is_made_before_those_that_another_desk_queued_earlier(
    transactional_db: None, use_own_broker: None, run_worker: RunWorker
) -> None:
    many, one = make.article(make.desk()), make.article(make.desk())
    jobs = [make.export(many) for _ in range(40)]
    last = make.export(one)
    for job in (*jobs, last):
        make_export.send(job.pk)
    with run_worker("worker-light"):
        until(
            lambda: not Export.objects.exclude(state=JobState.DONE).exists(),
            seconds=WAIT,
            what="all are done",
        )
    order = list(Export.objects.order_by("started_at").values_list("pk", flat=True))
    assert order.index(last.pk) <= 2
    assert set(Export.objects.values_list("attempt", flat=True)) == {1}
