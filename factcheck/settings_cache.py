"""Where limits, used one-time codes and locks are stored: in the database, or in the Redis of SHARED_CACHE_URL."""

from typing import Any

TABLE = "factcheck_shared_cache"


def shared_cache(url: str) -> dict[str, Any]:
    """Return Django's settings of the cache that all processes share."""
    if url:
        return {
            "BACKEND": "factcheck.shared_cache.SharedRedis",
            "LOCATION": url,
            "KEY_PREFIX": "factcheck",
        }
    return {"BACKEND": "factcheck.shared_cache.SharedCache", "LOCATION": TABLE}
