"""People add and change claims while a worker stores those that it found, each with its own connection."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from factcheck.actions.claim_boundaries import move_boundaries, split_claim
from factcheck.actions.claims import add_claim
from factcheck.actions.splitting import run_splitter
from tests import factories as make

MARKED = 12


@pytest.mark.django_db(transaction=True)
def test_numbers_stay_apart_while_people_and_a_worker_add_claims() -> None:
    team = make.team()
    article = make.article(team.desk)
    job = make.split_run(article)
    start = Barrier(3)

    def mark(first: int) -> None:
        start.wait()
        for at in range(first, first + MARKED):
            add_claim(team.checker, article=article, start=at, end=at + 30)
        connection.close()

    def split() -> None:
        start.wait()
        run_splitter(job.pk)
        connection.close()

    with ThreadPoolExecutor(3) as pool:
        for running in [pool.submit(mark, 0), pool.submit(mark, 30), pool.submit(split)]:
            running.result()

    numbers = sorted(article.claims.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 2 * MARKED


@pytest.mark.django_db(transaction=True)
def test_numbers_stay_apart_while_claims_are_split_moved_and_added() -> None:
    team = make.team()
    article = make.article(team.desk)
    whole = make.claim(article, "The bridge cost 4.2 million pounds, according to the city archive.")
    start = Barrier(3)

    def mark() -> None:
        start.wait()
        for at in range(MARKED):
            add_claim(team.checker, article=article, start=at, end=at + 30)
        connection.close()

    def cut() -> None:
        start.wait()
        for words in (" archive", " city", " according", " million"):
            split_claim(team.checker, claim=whole, at=[make.TEXT.index(words, whole.start)])
        connection.close()

    def move() -> None:
        other = make.claim(article, "Traffic has doubled")
        start.wait()
        for end in range(MARKED):
            move_boundaries(team.checker, claim=other, start=other.start, end=other.end + end)
        connection.close()

    with ThreadPoolExecutor(3) as pool:
        for running in [pool.submit(mark), pool.submit(cut), pool.submit(move)]:
            running.result()

    numbers = sorted(article.claims.values_list("number", flat=True))
    assert numbers == list(range(1, MARKED + 7))
