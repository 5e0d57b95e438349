import pytest

from factcheck.enums import ClaimState, CommentTarget
from tests import factories as make
from tests.api.client import ApiClient


@pytest.fixture
def things(team):
    article = make.article(team.desk)
    claim = make.claim(article, state=ClaimState.PROPOSED)
    return {
        "article": article,
        "claim": claim,
        "evidence": make.evidence(claim),
        "verdict": make.verdict(claim),
    }


@pytest.mark.parametrize("kind", list(CommentTarget))
def test_anything_of_the_desk_can_be_commented_on(things, editor, kind):
    pk = things[kind].pk
    response = editor.post("comments/", {kind: pk, "body": "Where is that from?"})
    assert response.status_code == 201
    assert response.json()[kind] == pk
    assert editor.get("comments/", **{kind: pk}).json()["results"] == [response.json()]


def test_a_reply_joins_its_thread(things, editor):
    first = make.comment(things["claim"])
    reply = editor.post("comments/", {"parent": first.pk, "body": "From the archive."}).json()
    further = editor.post("comments/", {"parent": reply["id"], "body": "Which one?"}).json()
    assert (reply["parent"], further["parent"]) == (first.pk, first.pk)
    assert further["claim"] == things["claim"].pk


@pytest.mark.parametrize("place", [{}, {"claim": 1, "article": 1}, {"claim": 1, "parent": 1}])
def test_a_comment_has_exactly_one_target(things, editor, place):
    response = editor.post("comments/", place | {"body": "Well."})
    assert response.status_code == 400
    assert "exactly one" in response.json()["error"]["message"]


@pytest.mark.parametrize("body", ["", "  ", None, 7, "a\u0000b"])
def test_an_empty_comment_is_rejected(things, editor, body):
    response = editor.post("comments/", {"claim": things["claim"].pk, "body": body})
    assert response.status_code == 400
    assert list(response.json()["error"]["fields"]) == ["body"]


def test_only_own_comments_can_be_edited(team, things):
    comment = make.comment(things["claim"], author=team.reviewer)
    data = ApiClient(team.reviewer).patch(f"comments/{comment.pk}/", {"body": "Better."}).json()
    assert data["body"] == "Better."
    assert data["edited_at"]
    response = ApiClient(team.admin).patch(f"comments/{comment.pk}/", {"body": "Mine."})
    assert response.status_code == 403


def test_a_thread_is_resolved_and_reopened_at_its_first_comment(team, things, editor):
    first = make.comment(things["claim"])
    reply = make.comment(things["claim"], parent=first)
    assert editor.patch(f"comments/{first.pk}/", {"resolved": True}).json()["resolved_by"] == team.editor.pk
    assert editor.patch(f"comments/{first.pk}/", {"resolved": False}).json()["resolved_at"] is None
    assert editor.patch(f"comments/{reply.pk}/", {"resolved": True}).status_code == 409


def test_body_and_resolution_change_in_one_transaction(team, things):
    reply = make.comment(
        things["claim"], parent=make.comment(things["claim"]), author=team.editor, body="Old."
    )
    response = ApiClient(team.editor).patch(f"comments/{reply.pk}/", {"body": "New.", "resolved": True})
    assert response.status_code == 409
    reply.refresh_from_db()
    assert reply.body == "Old."


def test_a_comment_has_its_mentions_and_its_quote(team, things, editor):
    body = {"evidence": things["evidence"].pk, "body": f"@{team.admin}?", "quote": "3.1 million pounds"}
    data = editor.post("comments/", body).json()
    assert (data["mentions"], data["quote"]) == ([team.admin.pk], "3.1 million pounds")
    response = editor.post("comments/", body | {"quote": "30 pounds"})
    assert list(response.json()["error"]["fields"]) == ["quote"]


def test_a_reply_cannot_have_a_quote(things, editor):
    response = editor.post(
        "comments/", {"parent": make.comment(things["claim"]).pk, "body": "So.", "quote": "pounds"}
    )
    assert (response.status_code, list(response.json()["error"]["fields"])) == (400, ["quote"])


def test_versions_can_be_read_until_the_comment_is_deleted(team, things):
    mine = ApiClient(team.reviewer)
    pk = mine.post("comments/", {"claim": things["claim"].pk, "body": "Nonsense."}).json()["id"]
    mine.patch(f"comments/{pk}/", {"body": "Doubtful."})
    versions = mine.get(f"comments/{pk}/versions/").json()
    assert [version["body"] for version in versions] == ["Doubtful.", "Nonsense."]
    deleted = mine.call("DELETE", f"comments/{pk}/")
    assert deleted.status_code == 200
    data = mine.get(f"comments/{pk}/").json()
    assert data == deleted.json()
    assert (data["body"], data["deleted_by"], data["author"]) == ("", team.reviewer.pk, team.reviewer.pk)
    assert mine.get(f"comments/{pk}/versions/").status_code == 404
    assert mine.patch(f"comments/{pk}/", {"body": "Back."}).status_code == 409


def test_an_editor_can_delete_comments_of_others_and_a_reviewer_cannot(team, things, editor):
    pk = make.comment(things["claim"], author=team.admin).pk
    assert ApiClient(team.reviewer).call("DELETE", f"comments/{pk}/").status_code == 403
    assert editor.call("DELETE", f"comments/{pk}/").json()["deleted_by"] == team.editor.pk
