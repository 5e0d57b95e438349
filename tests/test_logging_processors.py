"""The logs contain requests, but not the polls of open pages."""

import logging

import pytest
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(client: Client, caplog: pytest.LogCaptureFixture):
    """Return a function that requests a path as a member of a desk and returns the logged events."""
    caplog.set_level(logging.INFO, "django_structlog.middlewares.request")
    team = make.team()
    client.force_login(team.viewer)

    def ask(address: str) -> list[str]:
        caplog.clear()
        client.get(address.format(desk=team.desk.slug))
        return [record.msg["event"] for record in caplog.records if isinstance(record.msg, dict)]

    return ask


def test_a_page_is_logged(asked):
    assert asked("/desks/{desk}/") == ["request_started", "request_finished"]


def test_a_poll_is_not_logged(asked):
    assert asked("/desks/{desk}/live/") == []


def test_a_refused_poll_is_logged(asked):
    assert asked("/desks/no-such-desk/live/") == ["request_finished"]
