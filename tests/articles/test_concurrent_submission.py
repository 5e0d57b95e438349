"""Several members submit the same text at the same time, on a real database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from factcheck.actions.articles import Submission, submit_text
from factcheck.articles.models import Article, Revision
from factcheck.audit.models import Event
from factcheck.desks.models import User
from tests import factories as make

COUNT = 4


@pytest.mark.django_db(transaction=True)
def test_text_submitted_concurrently_becomes_one_article() -> None:
    desk = make.desk()
    members = [make.member(desk, "contributor") for _ in range(COUNT)]
    start = Barrier(COUNT)

    def submit(actor: User) -> Submission:
        try:
            start.wait()
            return submit_text(actor, desk=desk, text="The bridge is old.")
        finally:
            connection.close()

    with ThreadPoolExecutor(COUNT) as pool:
        submissions = list(pool.map(submit, members))

    assert sorted(submission.created for submission in submissions) == [False] * (COUNT - 1) + [True]
    assert len({submission.article.pk for submission in submissions}) == 1
    assert (Article.objects.count(), Revision.objects.count()) == (1, 1)
    assert Event.objects.filter(action="article.submitted").count() == 1
