"""The page of the user's notifications."""

from typing import Any

import pytest
from django.test import Client

from factcheck.actions.comments import add_comment
from factcheck.actions.notifications import create_notifications, get_channels
from factcheck.notifications.kinds import DEFAULT_CHANNELS, Channel, NotificationKind
from factcheck.notifications.models import Notification
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client, team: Team) -> Client:
    """Return a client of the editor, who was mentioned twice."""
    claim = make.claim(make.article(team.desk))
    for body in ("One", "Two"):
        add_comment(team.reviewer, on=claim, body=f"{body}, @{team.editor}?")
    create_notifications()
    client.force_login(team.editor)
    return client


def shown(client: Client) -> str:
    return client.get("/notices/").content.decode()


def test_unread_notifications_are_counted_on_every_page(reader: Client) -> None:
    assert "(2 unread)" in shown(reader)
    reader.post(f"/notices/{Notification.objects.latest('id').pk}/read/")
    assert "(1 unread)" in shown(reader)
    reader.post("/notices/read/")
    assert "unread" not in shown(reader)
    assert shown(reader).count("mentioned you") == 2


def test_notifications_of_others_cannot_be_read_or_marked(reader: Client, team: Team) -> None:
    notice = Notification.objects.latest("id")
    reader.force_login(team.admin)
    assert "mentioned you" not in shown(reader)
    assert reader.post(f"/notices/{notice.pk}/read/").status_code == 404
    reader.post("/notices/read/")
    assert Notification.objects.unread().count() == 2


def test_channel_is_set_for_each_kind(reader: Client, team: Team) -> None:
    response = reader.post("/notices/settings/", {**DEFAULT_CHANNELS, "mention": "off"})
    assert response.url == "/notices/"
    assert get_channels(team.editor)[NotificationKind.MENTION] == Channel.OFF
    assert reader.post("/notices/settings/", {"mention": "pigeon"}).status_code == 422


@pytest.mark.parametrize("address", ["/notices/", "/notices/settings/"])
def test_notifications_require_sign_in(client: Client, address: str) -> None:
    assert client.get(address).url == f"/accounts/login/?next={address}"


def test_query_count_does_not_depend_on_the_number_of_notifications(
    reader: Client, team: Team, django_assert_max_num_queries: Any
) -> None:
    claim = make.claim(make.article(team.desk))
    for number in range(20):
        add_comment(team.reviewer, on=claim, body=f"{number} @{team.editor}")
    create_notifications()
    with django_assert_max_num_queries(8):
        reader.get("/notices/")
