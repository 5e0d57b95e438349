"""People mark claims while a worker keeps those that it found, on a real database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from factcheck.claims.services import add_claim
from factcheck.claims.splitting import run_splitting
from tests import factories as make

MARKED = 12


@pytest.mark.django_db(transaction=True)
def test_numbers_stay_apart_while_people_and_a_worker_add_claims() -> None:
    team = make.team()
    article = make.article(team.desk)
    job = make.splitting(article)
    start = Barrier(3)

    def mark(first: int) -> None:
        start.wait()
        for at in range(first, first + MARKED):
            add_claim(team.checker, article=article, start=at, end=at + 30)
        connection.close()

    def split() -> None:
        start.wait()
        run_splitting(job.pk)
        connection.close()

    with ThreadPoolExecutor(3) as pool:
        for running in [pool.submit(mark, 0), pool.submit(mark, 30), pool.submit(split)]:
            running.result()

    numbers = sorted(article.claims.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 2 * MARKED
