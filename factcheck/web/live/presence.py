"""Who has an article or one of its claims open now, stored for some seconds in the broker's Redis.

It is never written to the database, and no work depends on it: while Redis cannot be reached, nobody is shown. The
caller has checked that the user may see the article.
"""

import time
from urllib.parse import urlsplit

import redis
import structlog
from django.conf import settings

logger = structlog.get_logger(__name__)

PRESENCE_SECONDS = 7.0  # pages poll every two seconds: a user disappears after three missed polls
RETRY_AFTER_SECONDS = (
    5.0  # an unreachable Redis is not asked again for so long, as each attempt delays a page
)
TIMEOUT_SECONDS = 0.25


def to_redis_url(broker: str) -> str:
    """Return the broker's URL as the Redis client expects it; empty for a broker of another kind."""
    parts = urlsplit(broker)
    if parts.scheme == "redis+socket":
        return f"unix://{parts.path}"
    return broker if parts.scheme in ("redis", "rediss") else ""


class Presence:
    """The users who have pages open, shared by all web processes through the Redis at `url`. Without one: nobody."""

    def __init__(self, url: str) -> None:
        self._client = (
            redis.Redis.from_url(url, socket_timeout=TIMEOUT_SECONDS, socket_connect_timeout=TIMEOUT_SECONDS)
            if url
            else None
        )
        self._retry_at = 0.0
        self._is_lost = False

    def touch(self, article: int, claim: int, user: int) -> dict[int, set[int]]:
        """Record that a user has a claim open (0: the article itself), and return the other users of the article.

        The result maps each user's id to the claims that they have open.
        """
        if self._client is None or time.monotonic() < self._retry_at:
            return {}
        try:
            members = _touch_and_list(self._client, f"factcheck:here:{article}", f"{user}:{claim}")
        except redis.RedisError as error:
            self._mark_lost(error)
            return {}
        self._is_lost = False
        others: dict[int, set[int]] = {}
        for member in members:
            other, open_claim = member.split(b":")
            if int(other) != user:
                others.setdefault(int(other), set()).add(int(open_claim))
        return others

    def _mark_lost(self, error: redis.RedisError) -> None:
        """Wait before the next attempt. Only the first failure is logged: with open pages there are many a second."""
        self._retry_at = time.monotonic() + RETRY_AFTER_SECONDS
        if not self._is_lost:
            logger.warning("presence_lost", error=type(error).__name__)
        self._is_lost = True


def _touch_and_list(client: redis.Redis, key: str, member: str) -> list[bytes]:
    now = time.time()
    with client.pipeline(transaction=False) as pipeline:
        pipeline.zremrangebyscore(key, "-inf", now - PRESENCE_SECONDS)
        pipeline.zadd(key, {member: now})
        pipeline.expire(key, int(PRESENCE_SECONDS) + 1)
        pipeline.zrange(key, 0, -1)
        return pipeline.execute()[-1]


presence = Presence(to_redis_url(settings.CELERY_BROKER_URL))
