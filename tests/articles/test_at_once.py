"""Several people submit the same text in the same moment, on a real database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from factcheck.actions.articles import Submission, submit_text
from factcheck.articles.models import Article, Revision
from factcheck.audit.models import Event
from factcheck.desks.models import User
from tests import factories as make

AT_ONCE = 4


@pytest.mark.django_db(transaction=True)
def test_one_text_submitted_by_many_at_once_becomes_one_article() -> None:
    desk = make.desk()
    people = [make.member(desk, "contributor") for _ in range(AT_ONCE)]
    start = Barrier(AT_ONCE)

    def submit(actor: User) -> Submission:
        try:
            start.wait()
            return submit_text(actor, desk=desk, text="The bridge is old.")
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        done = list(pool.map(submit, people))

    assert sorted(one.created for one in done) == [False] * (AT_ONCE - 1) + [True]
    assert len({one.article.pk for one in done}) == 1
    assert (Article.objects.count(), Revision.objects.count()) == (1, 1)
    assert Event.objects.filter(action="article.submitted").count() == 1
