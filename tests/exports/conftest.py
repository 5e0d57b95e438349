"""What the tests of exports share."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture
def own_files(tmp_path: Path, settings: Settings) -> Path:
    """A data folder of the test's own; exported files go below it."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path
