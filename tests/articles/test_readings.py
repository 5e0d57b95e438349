"""Files that become articles: stored at once, read by a worker, and what is left of those that cannot be read."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from factcheck.actions import readings
from factcheck.actions.articles import submit_text
from factcheck.actions.readings import discard_unread, retry_reading, run_reading, submit_upload
from factcheck.articles.models import Article, Reading, Revision
from factcheck.articles.selectors import get_article, get_article_or_unread, list_articles
from factcheck.audit.models import Event
from factcheck.claims.models import SplitRun
from factcheck.enums import JobState
from factcheck.exceptions import ConflictError, InvalidInput, NotFound, PermissionDenied
from factcheck.text.ingest.errors import unreadable
from tests import factories as make
from tests.factories import Team

DATA = b"The harbour bridge opened in 1931. It cost 4.2 million pounds.\n"

pytestmark = pytest.mark.django_db


def upload(team: Team, data: bytes = DATA, name: str = "bridge.txt", **metadata: str) -> Reading:
    return submit_upload(team.contributor, desk=team.desk, data=data, filename=name, **metadata)[0]


def fail(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> Article:
    def refuse(*_arguments: Any, **_options: Any) -> None:
        raise unreadable("takes_too_long", seconds=20)

    with monkeypatch.context() as patch:
        patch.setattr(readings, "read_in_sandbox", refuse)
        assert run_reading(reading.pk) is None
    return reading.article


def test_an_upload_is_an_article_without_a_text(team: Team) -> None:
    article = upload(team).article
    assert article.title == "bridge.txt"
    assert not Revision.objects.exists()
    assert get_article_or_unread(team.viewer, article.pk).current_id is None
    with pytest.raises(NotFound):
        get_article(team.viewer, article.pk)
    assert [row.reading_state for row in list_articles(team.viewer, desk_id=team.desk.pk)] == [
        JobState.QUEUED
    ]


def test_a_file_that_was_read_is_an_article_like_any_other(team: Team) -> None:
    reading = upload(team, source_name="The Harbour Post")
    run_id = run_reading(reading.pk)
    article = get_article(team.viewer, reading.article_id)
    assert article.title.startswith("The harbour bridge opened")
    assert (article.source_name, article.language) == ("The Harbour Post", "en")
    assert article.revisions.get().text.split() == DATA.decode().split()
    assert SplitRun.objects.get(pk=run_id).revision == article.revisions.get()
    assert Event.objects.get(action="article.submitted").actor == team.contributor
    reading.refresh_from_db()
    assert (reading.state, bytes(reading.data)) == (JobState.DONE, b"")


def test_a_given_title_stays(team: Team) -> None:
    reading = upload(team, title="The bridge")
    run_reading(reading.pk)
    assert get_article(team.viewer, reading.article_id).title == "The bridge"


def test_warnings_are_stored_with_the_text(team: Team) -> None:
    reading = upload(team, "Die Bürgermeisterin sagte, 42 Schulen würden saniert.".encode("latin-1"))
    run_reading(reading.pk)
    assert [warning["code"] for warning in Revision.objects.get().warnings] == ["read.guessed_encoding"]


def test_the_same_file_again_is_the_same_article(team: Team) -> None:
    first = upload(team)
    second, is_new = submit_upload(team.checker, desk=team.desk, data=DATA, filename="other.txt")
    assert (second, is_new) == (first, False)
    other = make.team()
    assert upload(other) != first


def test_another_file_with_the_same_text_leads_to_the_article(team: Team) -> None:
    existing = submit_text(team.contributor, desk=team.desk, text=DATA.decode().strip()).article
    reading = upload(team, DATA.strip())
    assert run_reading(reading.pk) is None
    assert get_article_or_unread(team.viewer, reading.article_id).pk == existing.pk
    assert [row.pk for row in list_articles(team.viewer, desk_id=team.desk.pk)] == [existing.pk]


def test_a_file_that_cannot_be_read_says_why(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    article = fail(upload(team), monkeypatch)
    article.reading.refresh_from_db()
    assert article.reading.state == JobState.FAILED
    assert "stopped after 20 seconds" in str(article.reading.error)
    assert bytes(article.reading.data) == DATA


def test_a_failed_file_can_be_read_again(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    article = fail(upload(team), monkeypatch)
    reading = retry_reading(team.contributor, article=article)
    assert run_reading(reading.pk) is not None
    assert get_article(team.viewer, article.pk)


def test_the_same_failed_file_is_queued_again(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    first = upload(team)
    fail(first, monkeypatch)
    again = upload(team)
    assert (again, again.state) == (first, JobState.QUEUED)


def test_a_failed_file_can_be_removed(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    article = fail(upload(team), monkeypatch)
    with pytest.raises(PermissionDenied):
        discard_unread(team.viewer, article=article)
    discard_unread(team.contributor, article=article)
    assert not Article.objects.exists()
    assert Event.objects.filter(action="article.discarded").count() == 1


def test_only_a_failed_file_is_read_again_or_removed(team: Team) -> None:
    reading = upload(team)
    for call in (retry_reading, discard_unread):
        with pytest.raises(ConflictError):
            call(team.contributor, article=reading.article)
    run_reading(reading.pk)
    for call in (retry_reading, discard_unread):
        with pytest.raises(ConflictError):
            call(team.contributor, article=reading.article)
    assert Revision.objects.exists()


def test_a_reading_that_another_worker_took_over_stores_nothing(team: Team) -> None:
    reading = upload(team)

    def take_over(data: bytes, **_options: Any) -> Any:
        Reading.objects.filter(pk=reading.pk).update(attempt=7)
        from factcheck.text.ingest import read_document

        return read_document(data, filename="a.txt", limit=1000)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readings, "read_in_sandbox", take_over)
        assert run_reading(reading.pk) is None
    assert not Revision.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.txt", b"", "empty"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(20), "PNG"),
        ("a.json", b'{"a": 1}', "JSON"),
        ("a.odt", b"words", "ODT"),
        ("a.pdf", b"words", "is not one"),
    ],
)
def test_what_no_reader_takes_is_refused_at_once(team: Team, name: str, data: bytes, why: str) -> None:
    with pytest.raises(InvalidInput, match=why) as error:
        upload(team, data, name)
    assert set(error.value.fields) == {"file"}
    assert not Article.objects.exists()


def test_too_large_a_file_is_refused_at_once(team: Team, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 2_000_000
    with pytest.raises(InvalidInput) as error:
        upload(team, bytes(2_000_001))
    assert error.value.fields == {"file": "At most 2 MB."}


@pytest.mark.django_db(transaction=True)
def test_the_same_file_at_the_same_time_is_one_article() -> None:
    team = make.team()

    def submit(_number: int) -> bool:
        try:
            return submit_upload(team.contributor, desk=team.desk, data=DATA, filename="a.txt")[1]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(submit, range(4))) == [False, False, False, True]
    assert Article.objects.count() == 1
