import pytest

from factcheck.terms import ClaimState, CommentTarget
from tests import factories as make
from tests.api.calls import Caller


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
    said = Caller(team.reviewer).patch(f"comments/{comment.pk}/", {"body": "Better."}).json()
    assert said["body"] == "Better."
    assert said["edited_at"]
    refused = Caller(team.admin).patch(f"comments/{comment.pk}/", {"body": "Mine."})
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
    answer = Caller(team.editor).patch(f"comments/{reply.pk}/", {"body": "New.", "resolved": True})
    assert answer.status_code == 409
    reply.refresh_from_db()
    assert reply.body == "Old."
