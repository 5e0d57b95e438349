"""Commands of the server processes, the same on a laptop and in production.

`worker` takes every kind of work. `worker-light` and `worker-heavy` share it: run at least one of each, so that long
work never delays short work.
"""

import os
import sys
from collections.abc import Callable, Mapping

from factcheck.exceptions import UnknownChoice
from factcheck.launch import queues

# Only this signal starts Celery's soft shutdown, which returns an unfinished task to the queue.
ENVIRONMENT: Mapping[str, str] = {"REMAP_SIGTERM": "SIGQUIT"}


def web() -> tuple[str, ...]:
    """Return the command of the web server, granian in WSGI mode.

    Four threads per process: two compute or wait for the disk, and two can wait for the bodies of slow clients; more
    threads only compete for the interpreter lock. A thread owns a database connection, so the idle timeout of threads
    equals that of connections (10 minutes). Back pressure counts open connections, including idle ones, so it
    must exceed the number of browsers, not the number of threads: a small value makes readers wait.
    Clients that send their headers slowly are closed here, those that send a body slowly in `web/slow_clients.py`.
    """
    return (
        *(sys.executable, "-m", "granian"),
        *("--interface", "wsgi", "--no-ws", "factcheck.wsgi:application"),
        *("--host", os.environ.get("HOST") or "127.0.0.1", "--port", os.environ.get("PORT") or "8000"),
        *("--workers", _option("WEB_WORKERS", default=min(cores(), 2))),
        *("--blocking-threads", _option("WEB_THREADS", default=4), "--blocking-threads-idle-timeout", "600"),
        *("--http1-header-read-timeout", "10000"),
        *("--backlog", "1024", "--backpressure", "1024"),
        *("--respawn-failed-workers", "--respawn-interval", "1", "--workers-kill-timeout", "5"),
        *("--log-level", "warning"),
    )


def worker() -> tuple[str, ...]:
    """Return the command of a Celery worker for every queue."""
    return _worker("worker", (*queues.LIGHT, *queues.HEAVY), _option("WORKERS", default=min(cores(), 2)))


def worker_light() -> tuple[str, ...]:
    """Return the command of a worker for everything that takes seconds."""
    return _worker("light", queues.LIGHT, _option("WORKERS", default=min(cores(), 2)))


def worker_heavy() -> tuple[str, ...]:
    """Return the command of a worker for jobs that take minutes."""
    return _worker("heavy", queues.HEAVY, _option("HEAVY_WORKERS", default=min(cores(), 2)))


def _worker(name: str, names: tuple[str, ...], concurrency: str) -> tuple[str, ...]:
    """Return the command of a Celery worker.

    Its processes are replaced after 200 tasks or above 500 MB, because parsers and models do not return all memory.
    Mingling and gossip are off: nothing here uses them, and they add a second to every start.
    """
    return (
        *_celery("worker"),
        *("--hostname", f"{name}{os.getpid()}@%h", "--queues", ",".join(names)),
        *("--pool", "prefork", "--concurrency", concurrency),
        *("--prefetch-multiplier", "1", "--max-tasks-per-child", "200", "--max-memory-per-child", "500000"),
        *("--without-mingle", "--without-gossip"),
    )


def beat() -> tuple[str, ...]:
    """Return the command of Celery's scheduler; run exactly one per broker."""
    return (*_celery("beat"), "--pidfile", "")


SERVERS: Mapping[str, Callable[[], tuple[str, ...]]] = {
    "web": web,
    "worker": worker,
    "worker-light": worker_light,
    "worker-heavy": worker_heavy,
    "beat": beat,
}


def command(name: str) -> tuple[str, ...]:
    if name not in SERVERS:
        raise UnknownChoice("server", name, list(SERVERS))
    return SERVERS[name]()


def cores() -> int:
    """Return the number of processor cores available to this process."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _celery(part: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "celery", "--quiet", "--app", "factcheck", part, "--loglevel", "WARNING")


def _option(name: str, *, default: int) -> str:
    return os.environ.get(name) or str(default)


if __name__ == "__main__":
    os.umask(0o077)
    argv = command(" ".join(sys.argv[1:]))
    os.execve(argv[0], argv, {**ENVIRONMENT, **os.environ})  # noqa: S606
