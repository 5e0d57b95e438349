"""Who has an article or one of its claims open now: kept for some seconds in the broker's Redis, never in the database.

Nobody's work depends on it: while Redis cannot be reached, nobody is seen. Whoever asks has checked the desk's wall.
"""

import time
from collections.abc import Mapping
from urllib.parse import urlsplit

import redis
import structlog
from django.conf import settings

logger = structlog.get_logger(__name__)

PRESENCE_SECONDS = 7.0  # seconds; who leaves is gone for the others by their next look after that
RETRY_AFTER_SECONDS = 5.0  # seconds in which an unreachable Redis is not asked again
TIMEOUT_SECONDS = 0.25

Here = Mapping[int, int]


def redis_url(broker: str) -> str:
    """The broker's address in the way that the Redis client wants it; empty for a broker of another kind."""
    parts = urlsplit(broker)
    if parts.scheme == "redis+socket":
        return f"unix://{parts.path}"
    return broker if parts.scheme in ("redis", "rediss") else ""


class Presence:
    """Who is where, told among all web processes by the Redis at `url`; nobody without one."""

    def __init__(self, url: str) -> None:
        self._client = (
            redis.Redis.from_url(url, socket_timeout=TIMEOUT_SECONDS, socket_connect_timeout=TIMEOUT_SECONDS)
            if url
            else None
        )
        self._ask_again_at = 0.0
        self._is_lost = False

    def here(self, article: int, claim: int, user: int) -> dict[int, set[int]]:
        """Note that a user has a claim open (0: the article itself); user -> claims of all others on the article."""
        if self._client is None or time.monotonic() < self._ask_again_at:
            return {}
        try:
            found = _touch_and_list(self._client, f"factcheck:here:{article}", f"{user}:{claim}")
        except redis.RedisError as error:
            self._lose(error)
            return {}
        self._is_lost = False
        others: dict[int, set[int]] = {}
        for word in found:
            who, where = word.split(b":")
            if int(who) != user:
                others.setdefault(int(who), set()).add(int(where))
        return others

    def _lose(self, error: redis.RedisError) -> None:
        self._ask_again_at = time.monotonic() + RETRY_AFTER_SECONDS
        if not self._is_lost:
            logger.warning("presence_lost", error=type(error).__name__)
        self._is_lost = True


def _touch_and_list(client: redis.Redis, key: str, who_where: str) -> list[bytes]:
    now = time.time()
    with client.pipeline(transaction=False) as steps:
        steps.zremrangebyscore(key, "-inf", now - PRESENCE_SECONDS)
        steps.zadd(key, {who_where: now})
        steps.expire(key, int(PRESENCE_SECONDS) + 1)
        steps.zrange(key, 0, -1)
        return steps.execute()[-1]


presence = Presence(redis_url(settings.CELERY_BROKER_URL))
