"""Desks take turns, and heavy jobs of one desk leave processes for the others."""

from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck.articles.models import Article
from factcheck.enums import JobState
from factcheck.exports.models import Export
from factcheck.jobs import fairness
from tests import factories as make

pytestmark = pytest.mark.django_db

S = JobState


def queued(article: Article, number: int = 1, **fields: object) -> list[Export]:
    return [make.export(article, **fields) for _ in range(number)]


def start_all(*, heavy: bool = False) -> list[Export]:
    """Start jobs one after the other until none can start; each runs and ends before the next one."""
    order = []
    while (pk := fairness.next_job(Export.objects.all(), heavy=heavy)) is not None:
        attempt = Export.objects.all().acquire(pk, redelivered=False)
        assert attempt
        Export.objects.all().finish(pk, attempt, file="made", sha256="abc", size=4)
        order.append(Export.objects.get(pk=pk))
    return order


def test_a_desk_with_one_job_does_not_wait_for_a_desk_with_many() -> None:
    many, one = make.article(make.desk()), make.article(make.desk())
    queued(many, 6)
    (last,) = queued(one)
    assert start_all().index(last) <= 1


def test_three_desks_take_turns_whatever_the_order_of_their_jobs() -> None:
    articles = [make.article(make.desk()) for _ in range(3)]
    for article in articles:
        queued(article, 3)
    desks = [job.desk_id for job in start_all()]
    assert all(len(set(desks[at : at + 3])) == 3 for at in (0, 3, 6))


def test_jobs_of_a_desk_run_in_their_order() -> None:
    jobs = queued(make.article(make.desk()), 4)
    assert start_all() == jobs


def test_a_desk_that_runs_fewer_jobs_is_next_even_if_it_started_later() -> None:
    busy, idle = make.article(make.desk()), make.article(make.desk())
    queued(busy, 2)
    (expected,) = queued(idle)
    now = timezone.now()
    make.export(busy, state=S.RUNNING)
    Export.objects.filter(state=S.RUNNING).update(started_at=now - timedelta(minutes=10))
    done = make.export(idle, data=b"made")
    Export.objects.filter(pk=done.pk).update(started_at=now)
    assert fairness.next_job(Export.objects.all(), heavy=False) == expected.pk


def test_light_and_heavy_jobs_do_not_wait_for_each_other() -> None:
    article = make.article(make.desk())
    (heavy,), (light,) = queued(article, heavy=True), queued(article)
    assert fairness.next_job(Export.objects.all(), heavy=False) == light.pk
    assert fairness.next_job(Export.objects.all(), heavy=True) == heavy.pk


def test_a_desk_runs_one_heavy_job_at_a_time_and_others_start_theirs() -> None:
    greedy, other = make.article(make.desk()), make.article(make.desk())
    first, second = queued(greedy, 2, heavy=True)
    assert Export.objects.all().acquire(first.pk, redelivered=False) == 1
    assert fairness.next_job(Export.objects.all(), heavy=True) is None
    assert Export.objects.all().acquire(second.pk, redelivered=False) is None
    (theirs,) = queued(other, heavy=True)
    assert fairness.next_job(Export.objects.all(), heavy=True) == theirs.pk


def test_the_share_of_a_desk_is_a_setting(settings: object) -> None:
    settings.HEAVY_JOBS_PER_DESK = 2
    jobs = queued(make.article(make.desk()), 3, heavy=True)
    acquired = [Export.objects.all().acquire(job.pk, redelivered=False) for job in jobs]
    assert acquired == [1, 1, None]


def test_jobs_that_their_desk_may_not_start_are_not_stalled() -> None:
    first, second = queued(make.article(make.desk()), 2, heavy=True)
    Export.objects.all().acquire(first.pk, redelivered=False)
    Export.objects.filter(pk=second.pk).update(queued_at=timezone.now() - timedelta(hours=1))
    assert not Export.objects.all().stalled(heavy=True).exists()
