"""What is read in a snapshot is of one moment, and nobody who writes waits for it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import DatabaseError, connection

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.database_snapshot import snapshot
from factcheck.exports import report_builder
from tests import factories as make


def in_another_session(write: Callable[[], Any]) -> None:
    """Write over a connection of its own; raises if that one has to wait longer than a second."""

    def run() -> None:
        try:
            with connection.cursor() as cursor:
                words = {"sqlite": "PRAGMA busy_timeout = 1000", "postgresql": "SET lock_timeout = 1000"}
                cursor.execute(words[connection.vendor])
            write()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result()


def test_others_write_during_a_snapshot_that_does_not_see_it(transactional_db: None) -> None:
    article = make.article(make.desk())
    with snapshot():
        before = Article.objects.get(pk=article.pk).title
        in_another_session(lambda: Article.objects.filter(pk=article.pk).update(title="Changed"))
        assert Article.objects.get(pk=article.pk).title == before
    assert Article.objects.get(pk=article.pk).title == "Changed"


def test_transactions_after_a_snapshot_take_the_usual_lock(transactional_db: None) -> None:
    usual = getattr(connection, "transaction_mode", None)
    with pytest.raises(DatabaseError), snapshot(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM nothing")
    assert getattr(connection, "transaction_mode", None) == usual
    assert not connection.in_atomic_block


def test_a_report_is_of_one_moment_and_nobody_waits_for_it(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = make.claim(make.article(make.desk()))
    to_blocks = report_builder.to_blocks

    def change_claim_first(revision: Any) -> Any:
        in_another_session(lambda: Claim.objects.filter(pk=claim.pk).update(text="Changed meanwhile."))
        return to_blocks(revision)

    monkeypatch.setattr(report_builder, "to_blocks", change_claim_first)
    report = report_builder.build_report(claim.article)
    assert [found.wording for found in report.claims] == [claim.text]
    assert Claim.objects.get(pk=claim.pk).text == "Changed meanwhile."
