"""What the logs leave out. Imported by the settings, so it knows nothing of Django."""

from collections.abc import MutableMapping
from typing import Any

import structlog

BAD = 400


def drop_poll_events(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A processor of structlog: what open pages ask every other second leaves a line only when it goes wrong."""
    if "/live/" in str(event.get("request", "")) and event.get("code", 0) < BAD:
        raise structlog.DropEvent
    return event
