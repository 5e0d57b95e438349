"""A pause between two requests to one host, for all processes that share the cache together."""

import hashlib
import time

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from factcheck.http_client.errors import TransientFetchError

LOOK_EVERY = 0.1  # seconds
LONGEST_WAIT = 30.0  # seconds


def wait_for_turn(host: str) -> None:
    """Wait until `FETCH_DELAY` seconds have passed since the last request to the host.

    Raise TransientFetchError (code `host_busy`) if too many wait for the same host.
    """
    if not settings.FETCH_DELAY:
        return
    key = f"fetch:{hashlib.sha256(host.encode()).hexdigest()}"
    give_up = time.monotonic() + LONGEST_WAIT
    while not cache.add(key, True, timeout=settings.FETCH_DELAY):  # `add` is atomic: one of all who wait
        if time.monotonic() > give_up:
            message = _("Too many requests wait for %(host)s. It is asked once every %(seconds)s seconds.")
            raise TransientFetchError(
                message % {"host": host, "seconds": settings.FETCH_DELAY}, code="host_busy"
            )
        time.sleep(LOOK_EVERY)
