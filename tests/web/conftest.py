"""Fixtures of the tests of the pages."""

import pytest

from factcheck.web.live.presence import Presence, to_redis_url


@pytest.fixture
def nobody_here(broker: str, monkeypatch: pytest.MonkeyPatch) -> Presence:
    """Empty the presence data in the broker: the rows of an earlier test had the same ids."""
    there = Presence(to_redis_url(broker))
    for key in there._client.scan_iter("factcheck:here:*"):
        there._client.delete(key)
    monkeypatch.setattr("factcheck.web.views.live.presence", there)
    return there
