"""Clients of the API. Models can be imported only after Django's setup, hence the imports inside the fixtures."""

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
