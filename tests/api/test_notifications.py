"""One's notices over the API: one's own alone, in pages, marked as read."""

import pytest

from factcheck.enums import ClaimState
from factcheck.notifications.models import Notification
from tests import factories as make
from tests.api.client import ApiClient


@pytest.fixture
def notices(team):
    claim = make.claim(make.article(team.desk), state=ClaimState.OPEN)
    return [make.notice(make.comment(claim, author=team.checker), team.editor) for _ in range(5)]


def test_notices_come_newest_first_and_say_what_happened_and_where(notices, editor):
    rows = editor.get("notices/").json()["results"]
    newest = notices[-1]
    assert [row["id"] for row in rows] == [one.pk for one in reversed(notices)]
    assert rows[0]["says"].startswith("Checker mentioned you on claim 1 of")
    assert (rows[0]["desk"], rows[0]["claim"], rows[0]["read_at"]) == ("harbour", newest.claim_id, None)
    assert rows[0]["page"] == f"http://testserver/claims/{newest.claim_id}/#comment-{newest.comment_id}"


def test_pages_hold_every_notice_once_and_lead_back(notices, editor):
    seen, answer = [], editor.get("notices/", page_size=2).json()
    while True:
        seen += [row["id"] for row in answer["results"]]
        if answer["next"] is None:
            break
        answer = editor.client.get(answer["next"]).json()
    assert seen == [one.pk for one in reversed(notices)]
    back = editor.client.get(answer["previous"]).json()
    assert [row["id"] for row in back["results"]] == seen[2:4]


def test_one_is_read_and_then_all(notices, editor):
    first = notices[0]
    assert editor.post(f"notices/{first.pk}/read/").json()["read_at"] is not None
    assert first.pk not in [row["id"] for row in editor.get("notices/", unread="true").json()["results"]]
    assert editor.post("notices/read/").json() == {"read": 4}
    assert editor.post("notices/read/").json() == {"read": 0}
    assert editor.get("notices/", unread="true").json()["results"] == []
    assert len(editor.get("notices/", unread="false").json()["results"]) == 5


def test_nobody_sees_or_reads_the_notices_of_others(team, notices, editor):
    for other in (team.admin, team.stranger):
        caller = ApiClient(other)
        assert caller.get("notices/").json()["results"] == []
        refused, never_was = (caller.post(f"notices/{pk}/read/") for pk in (notices[0].pk, 10**9))
        assert (refused.status_code, refused.json()) == (404, never_was.json())
        assert caller.post("notices/read/").json() == {"read": 0}
    assert Notification.objects.all().visible_to(team.editor).unread().count() == 5


def test_who_leaves_the_desk_has_no_notices_of_it(team, notices, editor):
    team.desk.memberships.filter(user=team.editor).delete()
    assert editor.get("notices/").json()["results"] == []


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "notices/"), ("POST", "notices/read/"), ("GET", "work/")]
)
def test_nobody_in_particular_is_asked_for_a_key(db, method, path):
    assert ApiClient().call(method, path).status_code == 401


@pytest.mark.parametrize(
    "query", [{"unread": "perhaps"}, {"page_size": 0}, {"colour": "red"}, {"cursor": "x"}]
)
def test_what_cannot_be_asked_for_is_refused_by_name(editor, query):
    answer = editor.get("notices/", **query)
    assert answer.status_code == 400
    assert list(answer.json()["error"]["fields"]) == list(query)
