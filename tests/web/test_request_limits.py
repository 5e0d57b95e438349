"""A request has a time limit in the database; an outage is a 503 that people and programs understand, never a 500.

Locks and slow queries are real, on the database of the test run.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from factcheck import database_limits
from factcheck import urls as site_urls
from factcheck.review.models import Comment
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

# About a minute of work of the database, whichever it is.
COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000000) SELECT count(*) FROM n"


def slow_query(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
    return HttpResponse("counted")


def many_queries(request: HttpRequest) -> HttpResponse:
    for _ in range(10_000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        time.sleep(0.01)
    return HttpResponse("done")


def broken_query(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT no_such_column FROM desks_desk")
    return HttpResponse()


def lost_connection(request: HttpRequest) -> HttpResponse:
    raise OperationalError("server closed the connection unexpectedly")


urlpatterns = [
    path("slow/", slow_query),
    path("many/", many_queries),
    path("broken/", broken_query),
    path("lost/", lost_connection),
    path("api/v1/slow/", slow_query),
    *site_urls.urlpatterns,
]


@pytest.fixture
def short_limits(settings: Any) -> Iterator[None]:
    settings.ROOT_URLCONF = __name__
    settings.REQUEST_TIME_LIMIT, settings.LOCK_TIME_LIMIT = 1.0, 0.5
    connection.close()
    yield
    connection.close()  # its session has the limits


@contextmanager
def held_lock() -> Iterator[None]:
    """Another connection writes and does not commit: nobody else can write, but all can read."""
    locked, ended = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("LOCK TABLE audit_event, desks_user, articles_article IN EXCLUSIVE MODE")
            locked.set()
            ended.wait(60)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert locked.wait(30)
    try:
        yield
    finally:
        ended.set()
        thread.join()


def timed(act: Callable[[], Any]) -> tuple[Any, float]:
    started = time.monotonic()
    return act(), time.monotonic() - started


def test_a_slow_query_is_stopped_and_answered(short_limits: None, client: Client) -> None:
    response, seconds = timed(lambda: client.get("/slow/"))
    assert (response.status_code, seconds < 5) == (503, True)
    assert "This took too long and was stopped." in response.content.decode()
    assert int(response["Retry-After"]) > 0


def test_a_slow_query_of_the_api_is_an_error_of_the_api(short_limits: None, client: Client) -> None:
    response = client.get("/api/v1/slow/")
    assert response.status_code == 503
    assert response.json()["error"].keys() == {"code", "message", "fields", "where"}
    assert response.json()["error"]["code"] == "unavailable"
    assert response["Retry-After"]


def test_many_quick_queries_have_one_limit_together(short_limits: None, client: Client) -> None:
    response, seconds = timed(lambda: client.get("/many/"))
    assert (response.status_code, seconds < 5) == (503, True)


def test_the_next_request_of_the_thread_has_its_own_time(short_limits: None, client: Client) -> None:
    client.get("/slow/")
    assert client.get("/accounts/login/").status_code == 200


def test_no_limit_is_left_after_a_request(short_limits: None, client: Client) -> None:
    client.get("/accounts/login/")
    time.sleep(1.1)
    with connection.cursor() as cursor:  # on SQLite the handler is gone
        cursor.execute("SELECT count(*) FROM desks_user AS a, desks_user AS b, desks_user AS c")


def test_a_page_that_needs_a_held_lock_says_so(short_limits: None, client: Client) -> None:
    team = make.team()
    article = make.article(team.desk)
    client.force_login(team.editor)
    with held_lock():
        response, seconds = timed(lambda: client.post(f"/articles/{article.pk}/comments/", {"body": "Old."}))
    assert (response.status_code, seconds < 5) == (503, True)
    assert "The database is busy with another change. Nothing was saved." in response.content.decode()
    assert response["Retry-After"] == "2"
    assert not Comment.objects.exists()


def test_a_form_that_a_script_sends_gets_the_words_alone(short_limits: None, client: Client) -> None:
    team = make.team()
    article = make.article(team.desk)
    client.force_login(team.editor)
    client.raise_request_exception = False  # the middleware of forms writes, too
    with held_lock():
        response = client.post(
            f"/articles/{article.pk}/comments/",
            {"body": "Old."},
            headers={"Idempotency-Key": "k1"},
        )
    assert response.status_code == 503
    assert response.content.decode().strip().startswith("<p>The database is busy")


def test_a_write_of_the_api_that_needs_a_held_lock_says_so(short_limits: None) -> None:
    team = make.team()
    article, key = make.article(team.desk), make.key_of(team.editor)
    with held_lock():
        response = Client(headers={"Authorization": f"Bearer {key}"}).patch(
            f"/api/v1/articles/{article.pk}/", {"title": "New"}, content_type="application/json"
        )
    assert (response.status_code, response.json()["error"]["code"]) == (503, "unavailable")
    assert response["Retry-After"] == "2"


def test_a_sign_in_during_a_held_lock_is_no_500(short_limits: None) -> None:
    make.person(email="a@test.example", password="long enough 123")
    with held_lock():
        response = Client(raise_request_exception=False).post(
            "/accounts/login/", {"login": "a@test.example", "password": "long enough 123"}
        )
    assert response.status_code == 503
    assert response["Retry-After"]


def test_a_write_goes_on_when_the_lock_is_released_in_time(settings: Any) -> None:
    settings.LOCK_TIME_LIMIT = 10
    connection.close()
    team = make.team()
    client, article = Client(), make.article(team.desk)
    client.force_login(team.editor)
    answers: list[int] = []
    thread = threading.Thread(target=lambda: answers.append(_comment(client, article.pk)))
    with held_lock():
        thread.start()
        time.sleep(0.7)
    thread.join()
    assert (answers, Comment.objects.count()) == ([302], 1)
    connection.close()


def _comment(client: Client, article: int) -> int:
    try:
        return client.post(f"/articles/{article}/comments/", {"body": "Old."}).status_code
    finally:
        connection.close()


def test_a_lost_connection_is_an_outage(short_limits: None, client: Client) -> None:
    response = client.get("/lost/")
    assert response.status_code == 503
    assert "The database does not answer." in response.content.decode()


def test_a_mistake_in_a_query_stays_a_500(short_limits: None) -> None:
    assert Client(raise_request_exception=False).get("/broken/").status_code == 500


def test_an_outage_outside_of_the_views_is_a_503(short_limits: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("django.contrib.sessions.middleware.SessionMiddleware.process_response", fail)
    response = Client(raise_request_exception=False).get("/accounts/login/")
    assert (response.status_code, response["Retry-After"]) == (503, "5")


def test_a_request_without_a_query_opens_no_connection(rf: RequestFactory) -> None:
    connection.close()
    with database_limits.deadline(database_limits.for_requests()):
        pass
    assert connection.connection is None


def test_a_worker_has_limits_of_its_own() -> None:
    limits = database_limits.for_tasks()
    assert limits.statement > database_limits.for_requests().statement
    connection.ensure_connection()
    database_limits.set_session_limits(connection, limits)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA busy_timeout")
            assert cursor.fetchone() == (limits.lock * 1000,)
        else:
            cursor.execute("SHOW statement_timeout")
            assert cursor.fetchone() == ("4min",)
    connection.close()
