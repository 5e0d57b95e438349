"""`/healthz` and `/readyz`: whether this process runs, and whether everything it needs works.

The probes are answered before every other middleware: no session, no host check, no redirect, no log line.
"""

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from factcheck.celery import app

_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 1}


class HealthMiddleware:
    """The first middleware, so that a probe works even when another part fails."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response
        self._readiness = Readiness(CHECKS)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info == "/healthz":
            return HttpResponse("ok\n", content_type="text/plain")
        if request.path_info == "/readyz":
            results = self._readiness.results()
            ready = is_ready(results)
            response = JsonResponse({"ready": ready, "checks": dict(results)}, status=200 if ready else 503)
            # Django logs every 5xx response unless this private flag is set. A probe that runs every few
            # seconds would fill the log while the broker is down.
            vars(response)["_has_been_logged"] = True
            return response
        return self._get_response(request)


def _check_database() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    finally:
        connection.close()


def _check_broker() -> None:
    with app.connection_for_read(transport_options=_TRANSPORT_OPTIONS) as link:
        link.ensure_connection(max_retries=1, timeout=1)


def _check_worker() -> None:
    """Ping a worker. Its main process answers, so busy child processes do not delay it."""
    with app.connection_for_read(transport_options=_TRANSPORT_OPTIONS) as link:
        if not app.control.ping(limit=1, timeout=1, connection=link):
            raise TimeoutError("no worker answers")


CHECKS: Mapping[str, Callable[[], object]] = {
    "database": _check_database,
    "broker": _check_broker,
    "worker": _check_worker,
}


def is_ready(results: Mapping[str, str]) -> bool:
    return all(result == "ok" for result in results.values())


class Readiness:
    """Runs all checks in parallel, each for at most `seconds`.

    Requests that arrive while the checks run share their results. When all is well, the results are reused for
    `fresh_for` seconds. A check that does not return is reported, and is not started again until it has ended:
    otherwise every probe would use up another thread.
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

    def results(self) -> Mapping[str, str]:
        """Return "ok" or the problem for each check."""
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
        results = {name: self._to_result(future) for name, future in self._running.items()}
        self._running = {name: future for name, future in self._running.items() if not future.done()}
        return results

    def _to_result(self, future: Future[object]) -> str:
        if not future.done():
            return f"no answer within {self._seconds:g} seconds"
        error = future.exception()
        return "ok" if error is None else _format_error(error)


def _format_error(error: BaseException) -> str:
    """Return the class of the error only: its message may contain addresses and names, and the probe is public."""
    return str(error) if isinstance(error, TimeoutError) else type(error).__name__
