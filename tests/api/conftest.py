"""A desk, and callers of the API on it. Models can be imported only once Django is set up, so inside the fixtures."""

from typing import Any

import pytest


@pytest.fixture
def editor(team: Any) -> Any:
    from tests.api.client import ApiClient

    return ApiClient(team.editor)


@pytest.fixture
def stranger(team: Any) -> Any:
    from tests.api.client import ApiClient

    return ApiClient(team.stranger)
