"""Health checks of containers: `healthcheck web` and `healthcheck worker` exit with 0 if that process answers.

They check one process on this host. Whether the installation as a whole is ready is answered by `/readyz`.
"""

import os
import socket
import sys
import urllib.request
from collections.abc import Callable, Mapping

from celery import Celery

from factcheck.exceptions import UnknownChoice

_SECONDS = 5


def web() -> bool:
    address = f"http://127.0.0.1:{os.environ.get('PORT') or 8000}/healthz"
    with urllib.request.urlopen(address, timeout=_SECONDS) as answer:
        return bool(answer.status == 200)


def worker() -> bool:
    """Return whether a worker on this host answers; the broker can have workers on other hosts."""
    control = Celery(broker=os.environ["BROKER_URL"]).control
    here = f"*@{socket.gethostname()}"
    return bool(
        control.broadcast("ping", reply=True, limit=1, timeout=_SECONDS, pattern=here, matcher="glob")
    )


PROBES: Mapping[str, Callable[[], bool]] = {"web": web, "worker": worker}


def is_alive(name: str) -> bool:
    if name not in PROBES:
        raise UnknownChoice("probe", name, list(PROBES))
    return PROBES[name]()


if __name__ == "__main__":
    sys.exit(not is_alive(" ".join(sys.argv[1:])))
