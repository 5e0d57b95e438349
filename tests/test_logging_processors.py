"""The logs say what was asked for, but not that open pages ask again and again."""

import logging

import pytest
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(client: Client, caplog: pytest.LogCaptureFixture):
    """The events of a request by a member of a desk."""
    caplog.set_level(logging.INFO, "django_structlog.middlewares.request")
    team = make.team()
    client.force_login(team.viewer)

    def ask(address: str) -> list[str]:
        caplog.clear()
        client.get(address.format(desk=team.desk.slug))
        return [record.msg["event"] for record in caplog.records if isinstance(record.msg, dict)]

    return ask


def test_a_page_leaves_its_lines(asked):
    assert asked("/desks/{desk}/") == ["request_started", "request_finished"]


def test_an_open_page_that_asks_for_news_leaves_none(asked):
    assert asked("/desks/{desk}/live/") == []


def test_one_that_is_refused_leaves_a_line(asked):
    assert asked("/desks/no-such-desk/live/") == ["request_finished"]
