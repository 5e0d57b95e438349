"""Threads on articles, claims, evidence and verdicts."""

from collections.abc import Callable
from typing import Any

import pytest

from factcheck.desks.models import Membership
from factcheck.errors import Conflict, InvalidInput, NotAllowed
from factcheck.review.comments import comment, edit_comment, reply, resolve
from factcheck.review.models import Comment
from factcheck.review.selectors import threads_on
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    return make.team()


TARGETS: dict[str, Callable[[make.Claim], Any]] = {
    "article": lambda claim: claim.article,
    "claim": lambda claim: claim,
    "evidence": make.evidence,
    "verdict": make.verdict,
}


@pytest.mark.parametrize("kind", TARGETS)
def test_each_kind_of_thing_can_be_talked_about(team: Team, kind: str) -> None:
    thing = TARGETS[kind](make.claim(make.article(team.desk)))
    first = comment(team.reviewer, on=thing, body=" Where from? ")
    answer = reply(team.editor, to=first, body="From the archive.")
    assert (first.target_kind, first.target_id, first.body) == (kind, thing.pk, "Where from?")
    assert (answer.target_kind, answer.target_id, answer.parent) == (kind, thing.pk, first)


def test_an_answer_to_an_answer_joins_the_same_thread(team: Team) -> None:
    claim = make.claim(make.article(team.desk))
    first, other = comment(team.reviewer, on=claim, body="One?"), comment(team.admin, on=claim, body="Other?")
    answer = reply(team.editor, to=first, body="Two.")
    deeper = reply(team.admin, to=answer, body="Three.")
    threads = threads_on(claim)
    assert [thread.first for thread in threads] == [first, other]
    assert threads[0].answers == [answer, deeper]
    assert threads[1].answers == []


def test_a_thread_is_resolved_and_opened_again_by_name(team: Team) -> None:
    first = make.comment(make.claim(make.article(team.desk)))
    resolve(team.editor, comment=first, resolved=True)
    first.refresh_from_db()
    assert first.resolved_by == team.editor
    assert first.resolved_at
    resolve(team.reviewer, comment=first, resolved=False)
    first.refresh_from_db()
    assert (first.resolved_by, first.resolved_at) == (None, None)


def test_resolving_what_is_resolved_keeps_who_did_it(team: Team) -> None:
    first = make.comment(make.claim(make.article(team.desk)))
    resolve(team.editor, comment=first, resolved=True)
    resolve(team.admin, comment=first, resolved=True)
    first.refresh_from_db()
    assert first.resolved_by == team.editor


def test_an_answer_is_not_resolved_by_itself(team: Team) -> None:
    answer = reply(team.editor, to=make.comment(make.claim(make.article(team.desk))), body="So.")
    with pytest.raises(Conflict, match="first comment"):
        resolve(team.editor, comment=answer, resolved=True)


@pytest.mark.parametrize("role", ["editor", "admin"])
def test_a_comment_is_edited_by_its_author_alone(team: Team, role: str) -> None:
    mine = make.comment(make.claim(make.article(team.desk)), author=team.reviewer, body="Old")
    with pytest.raises(NotAllowed, match="Answer it instead"):
        edit_comment(team.of(role), comment=mine, body="New")
    edit_comment(team.reviewer, comment=mine, body="New")
    mine.refresh_from_db()
    assert mine.body == "New"
    assert mine.edited_at
    assert [row.body for row in mine.history.all()] == ["New", "Old"]


def test_who_has_left_the_desk_edits_nothing_there(team: Team) -> None:
    mine = make.comment(make.claim(make.article(team.desk)), author=team.reviewer)
    Membership.objects.filter(user=team.reviewer).delete()
    with pytest.raises(NotAllowed):
        edit_comment(team.reviewer, comment=mine, body="New")


@pytest.mark.parametrize("body", ["", " \n\t"])
def test_a_comment_has_words(team: Team, body: str) -> None:
    claim = make.claim(make.article(team.desk))
    first = make.comment(claim, author=team.reviewer)
    for refused in (
        lambda: comment(team.reviewer, on=claim, body=body),
        lambda: reply(team.reviewer, to=first, body=body),
        lambda: edit_comment(team.reviewer, comment=first, body=body),
    ):
        with pytest.raises(InvalidInput) as refusal:
            refused()
        assert set(refusal.value.fields) == {"body"}
    assert Comment.objects.count() == 1
