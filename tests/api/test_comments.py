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
    answer = editor.post("comments/", {kind: pk, "body": "Where is that from?"})
    assert answer.status_code == 201
    assert answer.json()[kind] == pk
    assert editor.get("comments/", **{kind: pk}).json()["results"] == [answer.json()]


def test_an_answer_joins_its_thread(things, editor):
    first = make.comment(things["claim"])
    reply = editor.post("comments/", {"parent": first.pk, "body": "From the archive."}).json()
    further = editor.post("comments/", {"parent": reply["id"], "body": "Which one?"}).json()
    assert (reply["parent"], further["parent"]) == (first.pk, first.pk)
    assert further["claim"] == things["claim"].pk


@pytest.mark.parametrize("place", [{}, {"claim": 1, "article": 1}, {"claim": 1, "parent": 1}])
def test_a_comment_is_on_exactly_one_thing(things, editor, place):
    answer = editor.post("comments/", place | {"body": "Well."})
    assert answer.status_code == 400
    assert "exactly one" in answer.json()["error"]["message"]


@pytest.mark.parametrize("body", ["", "  ", None, 7, "a\u0000b"])
def test_a_comment_needs_words(things, editor, body):
    answer = editor.post("comments/", {"claim": things["claim"].pk, "body": body})
    assert answer.status_code == 400
    assert list(answer.json()["error"]["fields"]) == ["body"]


def test_one_changes_ones_own_words_only(team, things):
    comment = make.comment(things["claim"], author=team.reviewer)
    said = ApiClient(team.reviewer).patch(f"comments/{comment.pk}/", {"body": "Better."}).json()
    assert said["body"] == "Better."
    assert said["edited_at"]
    refused = ApiClient(team.admin).patch(f"comments/{comment.pk}/", {"body": "Mine."})
    assert refused.status_code == 403


def test_a_thread_is_resolved_and_reopened_at_its_first_comment(team, things, editor):
    first = make.comment(things["claim"])
    reply = make.comment(things["claim"], parent=first)
    assert editor.patch(f"comments/{first.pk}/", {"resolved": True}).json()["resolved_by"] == team.editor.pk
    assert editor.patch(f"comments/{first.pk}/", {"resolved": False}).json()["resolved_at"] is None
    assert editor.patch(f"comments/{reply.pk}/", {"resolved": True}).status_code == 409


def test_words_and_resolution_change_together_or_not_at_all(team, things):
    reply = make.comment(
        things["claim"], parent=make.comment(things["claim"]), author=team.editor, body="Old."
    )
    answer = ApiClient(team.editor).patch(f"comments/{reply.pk}/", {"body": "New.", "resolved": True})
    assert answer.status_code == 409
    reply.refresh_from_db()
    assert reply.body == "Old."


def test_a_comment_says_whom_it_mentions_and_what_it_quotes(team, things, editor):
    body = {"evidence": things["evidence"].pk, "body": f"@{team.admin}?", "quote": "3.1 million pounds"}
    said = editor.post("comments/", body).json()
    assert (said["mentions"], said["quote"]) == ([team.admin.pk], "3.1 million pounds")
    refused = editor.post("comments/", body | {"quote": "30 pounds"})
    assert list(refused.json()["error"]["fields"]) == ["quote"]


def test_an_answer_quotes_nothing(things, editor):
    answer = editor.post(
        "comments/", {"parent": make.comment(things["claim"]).pk, "body": "So.", "quote": "pounds"}
    )
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (400, ["quote"])


def test_what_a_comment_said_is_read_until_it_is_deleted(team, things):
    mine = ApiClient(team.reviewer)
    pk = mine.post("comments/", {"claim": things["claim"].pk, "body": "Nonsense."}).json()["id"]
    mine.patch(f"comments/{pk}/", {"body": "Doubtful."})
    versions = mine.get(f"comments/{pk}/versions/").json()
    assert [version["body"] for version in versions] == ["Doubtful.", "Nonsense."]
    gone = mine.call("DELETE", f"comments/{pk}/")
    assert gone.status_code == 200
    said = mine.get(f"comments/{pk}/").json()
    assert said == gone.json()
    assert (said["body"], said["deleted_by"], said["author"]) == ("", team.reviewer.pk, team.reviewer.pk)
    assert mine.get(f"comments/{pk}/versions/").status_code == 404
    assert mine.patch(f"comments/{pk}/", {"body": "Back."}).status_code == 409


def test_a_reviewer_does_not_delete_what_another_said_and_an_editor_does(team, things, editor):
    pk = make.comment(things["claim"], author=team.admin).pk
    assert ApiClient(team.reviewer).call("DELETE", f"comments/{pk}/").status_code == 403
    assert editor.call("DELETE", f"comments/{pk}/").json()["deleted_by"] == team.editor.pk
