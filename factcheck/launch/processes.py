"""The server processes and their options, the same on a laptop and in production: `serve web`, `worker`, `beat`."""

import os
import sys
from collections.abc import Callable, Mapping

from factcheck.exceptions import UnknownChoice

# Celery's soft shutdown, where an unfinished task goes back into the queue, answers to this signal alone.
ENVIRONMENT: Mapping[str, str] = {"REMAP_SIGTERM": "SIGQUIT"}


def web() -> tuple[str, ...]:
    """granian in WSGI mode.

    Two threads a process: one computes while the other waits for the disk or PostgreSQL; more only take turns at
    the interpreter lock. A thread keeps its database connection, so an idle one is kept as long as that is
    (10 minutes). Back pressure counts open connections, idle kept-alive ones too, so it has to be well above the
    number of browsers, not the number of threads: with a small figure further readers would wait for nothing.
    """
    return (
        *(sys.executable, "-m", "granian"),
        *("--interface", "wsgi", "--no-ws", "factcheck.wsgi:application"),
        *("--host", os.environ.get("HOST") or "127.0.0.1", "--port", os.environ.get("PORT") or "8000"),
        *("--workers", _number("WEB_WORKERS", default=min(cores(), 2))),
        *("--blocking-threads", _number("WEB_THREADS", default=2), "--blocking-threads-idle-timeout", "600"),
        *("--backlog", "1024", "--backpressure", "1024"),
        *("--respawn-failed-workers", "--respawn-interval", "1", "--workers-kill-timeout", "5"),
        *("--log-level", "warning"),
    )


def worker() -> tuple[str, ...]:
    """A Celery worker. Its processes are replaced after 200 tasks or above 500 MB: parsers and models leave crumbs.

    Mingling and gossip are left out: nothing here uses them, and they cost a second at every start.
    """
    return (
        *_celery("worker"),
        *("--hostname", f"worker{os.getpid()}@%h"),
        *("--pool", "prefork", "--concurrency", _number("WORKERS", default=min(cores(), 2))),
        *("--prefetch-multiplier", "1", "--max-tasks-per-child", "200", "--max-memory-per-child", "500000"),
        *("--without-mingle", "--without-gossip"),
    )


def beat() -> tuple[str, ...]:
    """Celery's scheduler: exactly one for each broker."""
    return (*_celery("beat"), "--pidfile", "")


SERVERS: Mapping[str, Callable[[], tuple[str, ...]]] = {"web": web, "worker": worker, "beat": beat}


def command(name: str) -> tuple[str, ...]:
    if name not in SERVERS:
        raise UnknownChoice("server", name, list(SERVERS))
    return SERVERS[name]()


def cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _celery(part: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "celery", "--quiet", "--app", "factcheck", part, "--loglevel", "WARNING")


def _number(name: str, *, default: int) -> str:
    return os.environ.get(name) or str(default)


if __name__ == "__main__":
    words = command(" ".join(sys.argv[1:]))
    os.execve(words[0], words, {**ENVIRONMENT, **os.environ})  # noqa: S606
