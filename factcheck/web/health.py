"""`/healthz` and `/readyz`: whether this process lives, and whether the whole can work now.

Answered before every other middleware: no session, no host check, no redirect, no log line.
"""

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from factcheck.celery import app

_LINK = {"socket_connect_timeout": 1, "socket_timeout": 1}


class HealthMiddleware:
    """First in the row, so that a probe works whatever else is wrong."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response
        self._readiness = Readiness(CHECKS)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info == "/healthz":
            return HttpResponse("ok\n", content_type="text/plain")
        if request.path_info == "/readyz":
            found = self._readiness.found()
            ready = is_ready(found)
            answer = JsonResponse({"ready": ready, "checks": dict(found)}, status=200 if ready else 503)
            # Django's own mark on answers: an unready probe is no error to be logged at every turn.
            vars(answer)["_has_been_logged"] = True
            return answer
        return self._get_response(request)


def _database() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    finally:
        connection.close()


def _broker() -> None:
    with app.connection_for_read(transport_options=_LINK) as link:
        link.ensure_connection(max_retries=1, timeout=1)


def _worker() -> None:
    """A ping that the main process of a worker answers itself, however busy its children are."""
    with app.connection_for_read(transport_options=_LINK) as link:
        if not app.control.ping(limit=1, timeout=1, connection=link):
            raise TimeoutError("no worker answers")


CHECKS: Mapping[str, Callable[[], object]] = {"database": _database, "broker": _broker, "worker": _worker}


def is_ready(found: Mapping[str, str]) -> bool:
    return all(said == "ok" for said in found.values())


class Readiness:
    """Runs all checks side by side, each in at most `seconds`.

    Whoever asks while they run shares what they find; when all is well, it also holds for `fresh_for` seconds.
    A check that hangs is reported and not started a second time until it has come to its end.
    """

    def __init__(
        self, checks: Mapping[str, Callable[[], object]], *, seconds: float = 2.0, fresh_for: float = 1.0
    ) -> None:
        self._checks = checks
        self._seconds = seconds
        self._fresh_for = fresh_for
        self._pool = ThreadPoolExecutor(max_workers=len(checks), thread_name_prefix="readiness")
        self._running: dict[str, Future[object]] = {}
        self._lock = threading.Lock()
        self._last: tuple[float, Mapping[str, str]] = (0.0, {})

    def found(self) -> Mapping[str, str]:
        """What each check says: "ok", or in words what is wrong."""
        arrived = time.monotonic()
        with self._lock:
            made_at, last = self._last
            oldest = arrived - self._fresh_for if is_ready(last) else arrived
            if not last or made_at < oldest:
                last = self._check()
                self._last = (time.monotonic(), last)
            return last

    def _check(self) -> Mapping[str, str]:
        for name, check in self._checks.items():
            if name not in self._running:
                self._running[name] = self._pool.submit(check)
        wait(self._running.values(), timeout=self._seconds)
        said = {name: self._outcome(running) for name, running in self._running.items()}
        self._running = {name: running for name, running in self._running.items() if not running.done()}
        return said

    def _outcome(self, running: Future[object]) -> str:
        if not running.done():
            return f"no answer within {self._seconds:g} seconds"
        error = running.exception()
        return "ok" if error is None else _in_words(error)


def _in_words(error: BaseException) -> str:
    """The kind of error only: its text may hold addresses and names that are nobody's business here."""
    return str(error) if isinstance(error, TimeoutError) else type(error).__name__
