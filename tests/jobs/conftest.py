"""Fixtures of the tests of jobs."""

import pytest

from factcheck.jobs import leases


@pytest.fixture(autouse=True)
def _no_task_before() -> None:
    """No test runs in the task of the one before."""
    leases.begin("")
