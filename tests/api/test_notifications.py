"""Notifications over the API: only those of the caller, in pages, marked as read."""

import pytest

from factcheck.enums import ClaimState
from factcheck.notifications.models import Notification
from tests import factories as make
from tests.api.client import ApiClient


@pytest.fixture
def notices(team):
    claim = make.claim(make.article(team.desk), state=ClaimState.OPEN)
    return [make.notification(make.comment(claim, author=team.checker), team.editor) for _ in range(5)]


def test_notifications_are_newest_first_with_text_and_page(notices, editor):
    rows = editor.get("notices/").json()["results"]
    newest = notices[-1]
    assert [row["id"] for row in rows] == [notification.pk for notification in reversed(notices)]
    assert rows[0]["says"].startswith("Checker mentioned you on claim 1 of")
    assert (rows[0]["desk"], rows[0]["claim"], rows[0]["read_at"]) == ("harbour", newest.claim_id, None)
    assert rows[0]["page"] == f"http://testserver/claims/{newest.claim_id}/#comment-{newest.comment_id}"


def test_pages_list_every_notification_once_in_both_directions(notices, editor):
    seen, response = [], editor.get("notices/", page_size=2).json()
    while True:
        seen += [row["id"] for row in response["results"]]
        if response["next"] is None:
            break
        response = editor.client.get(response["next"]).json()
    assert seen == [notification.pk for notification in reversed(notices)]
    back = editor.client.get(response["previous"]).json()
    assert [row["id"] for row in back["results"]] == seen[2:4]


def test_one_notification_and_then_all_are_marked_as_read(notices, editor):
    first = notices[0]
    assert editor.post(f"notices/{first.pk}/read/").json()["read_at"] is not None
    assert first.pk not in [row["id"] for row in editor.get("notices/", unread="true").json()["results"]]
    assert editor.post("notices/read/").json() == {"read": 4}
    assert editor.post("notices/read/").json() == {"read": 0}
    assert editor.get("notices/", unread="true").json()["results"] == []
    assert len(editor.get("notices/", unread="false").json()["results"]) == 5


def test_notifications_of_others_are_not_found(team, notices, editor):
    for other in (team.admin, team.stranger):
        caller = ApiClient(other)
        assert caller.get("notices/").json()["results"] == []
        response, never_was = (caller.post(f"notices/{pk}/read/") for pk in (notices[0].pk, 10**9))
        assert (response.status_code, response.json()) == (404, never_was.json())
        assert caller.post("notices/read/").json() == {"read": 0}
    assert Notification.objects.all().visible_to(team.editor).unread().count() == 5


def test_a_former_member_has_no_notifications_of_the_desk(team, notices, editor):
    team.desk.memberships.filter(user=team.editor).delete()
    assert editor.get("notices/").json()["results"] == []


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "notices/"), ("POST", "notices/read/"), ("GET", "work/")]
)
def test_a_request_without_a_key_is_not_authenticated(db, method, path):
    assert ApiClient().call(method, path).status_code == 401


@pytest.mark.parametrize(
    "query", [{"unread": "perhaps"}, {"page_size": 0}, {"colour": "red"}, {"cursor": "x"}]
)
def test_unknown_parameters_are_rejected_by_name(editor, query):
    response = editor.get("notices/", **query)
    assert response.status_code == 400
    assert list(response.json()["error"]["fields"]) == list(query)
