"""Threads on articles, claims, evidence and verdicts."""

from collections.abc import Callable
from typing import Any

import pytest

from factcheck.actions.comments import (
    add_comment,
    delete_comment,
    edit_comment,
    reply_to_comment,
    set_thread_resolved,
)
from factcheck.desks.models import Membership
from factcheck.enums import CommentTarget
from factcheck.exceptions import ConflictError, InvalidInput, NotFound, PermissionDenied
from factcheck.review.models import Comment
from factcheck.review.threads import list_versions, threads_for_claim
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


TARGETS: dict[str, Callable[[make.Claim], Any]] = {
    "article": lambda claim: claim.article,
    "claim": lambda claim: claim,
    "evidence": make.evidence,
    "verdict": make.verdict,
}


@pytest.mark.parametrize("kind", TARGETS)
def test_every_kind_of_target_can_be_commented_on(team: Team, kind: str) -> None:
    thing = TARGETS[kind](make.claim(make.article(team.desk)))
    first = add_comment(team.reviewer, on=thing, body=" Where from? ")
    response = reply_to_comment(team.editor, to=first, body="From the archive.")
    assert (first.target_kind, first.target_id, first.body) == (kind, thing.pk, "Where from?")
    assert (response.target_kind, response.target_id, response.parent) == (kind, thing.pk, first)


def test_a_reply_to_a_reply_joins_the_same_thread(team: Team) -> None:
    claim = make.claim(make.article(team.desk))
    first, other = (
        add_comment(team.reviewer, on=claim, body="One?"),
        add_comment(team.admin, on=claim, body="Other?"),
    )
    response = reply_to_comment(team.editor, to=first, body="Two.")
    deeper = reply_to_comment(team.admin, to=response, body="Three.")
    threads = threads_for_claim(claim)[CommentTarget.CLAIM][claim.pk]
    assert [thread.first for thread in threads] == [first, other]
    assert threads[0].replies == [response, deeper]
    assert threads[1].replies == []


def test_a_thread_is_resolved_and_reopened_with_the_name_of_the_person(team: Team) -> None:
    first = make.comment(make.claim(make.article(team.desk)))
    set_thread_resolved(team.editor, comment=first, resolved=True)
    first.refresh_from_db()
    assert first.resolved_by == team.editor
    assert first.resolved_at
    set_thread_resolved(team.reviewer, comment=first, resolved=False)
    first.refresh_from_db()
    assert (first.resolved_by, first.resolved_at) == (None, None)


def test_resolving_a_resolved_thread_keeps_the_first_name(team: Team) -> None:
    first = make.comment(make.claim(make.article(team.desk)))
    set_thread_resolved(team.editor, comment=first, resolved=True)
    set_thread_resolved(team.admin, comment=first, resolved=True)
    first.refresh_from_db()
    assert first.resolved_by == team.editor


def test_a_reply_cannot_be_resolved(team: Team) -> None:
    response = reply_to_comment(team.editor, to=make.comment(make.claim(make.article(team.desk))), body="So.")
    with pytest.raises(ConflictError, match="first comment"):
        set_thread_resolved(team.editor, comment=response, resolved=True)


@pytest.mark.parametrize("role", ["editor", "admin"])
def test_only_the_author_edits_a_comment(team: Team, role: str) -> None:
    mine = make.comment(make.claim(make.article(team.desk)), author=team.reviewer, body="Old")
    with pytest.raises(PermissionDenied, match="Reply to it instead"):
        edit_comment(team.of(role), comment=mine, body="New")
    edit_comment(team.reviewer, comment=mine, body="New")
    mine.refresh_from_db()
    assert mine.body == "New"
    assert mine.edited_at
    assert [row.body for row in mine.history.all()] == ["New", "Old"]


def test_a_former_member_cannot_edit(team: Team) -> None:
    mine = make.comment(make.claim(make.article(team.desk)), author=team.reviewer)
    Membership.objects.filter(user=team.reviewer).delete()
    with pytest.raises(PermissionDenied):
        edit_comment(team.reviewer, comment=mine, body="New")


@pytest.mark.parametrize("body", ["", " \n\t"])
def test_a_comment_needs_text(team: Team, body: str) -> None:
    claim = make.claim(make.article(team.desk))
    first = make.comment(claim, author=team.reviewer)
    for refused in (
        lambda: add_comment(team.reviewer, on=claim, body=body),
        lambda: reply_to_comment(team.reviewer, to=first, body=body),
        lambda: edit_comment(team.reviewer, comment=first, body=body),
    ):
        with pytest.raises(InvalidInput) as refusal:
            refused()
        assert set(refusal.value.fields) == {"body"}
    assert Comment.objects.count() == 1


def test_the_threads_of_a_claim_are_loaded_in_one_query(
    team: Team, django_assert_num_queries: Callable[..., Any]
) -> None:
    claim = make.claim(make.article(team.desk))
    things = {kind: TARGETS[kind](claim) for kind in ("claim", "evidence", "verdict")}
    comments = {kind: add_comment(team.reviewer, on=thing, body="Hm?") for kind, thing in things.items()}
    make.comment(make.evidence(make.claim(claim.article)))
    with django_assert_num_queries(1):
        threads = threads_for_claim(claim)
    for kind, thing in things.items():
        assert [thread.first for thread in threads[CommentTarget(kind)][thing.pk]] == [comments[kind]]
    assert sum(len(found) for on in threads.values() for found in on.values()) == 3


def test_only_members_of_the_desk_can_be_mentioned(team: Team) -> None:
    claim = make.claim(make.article(team.desk))
    comment = add_comment(team.reviewer, on=claim, body=f"@{team.editor}, @{team.stranger}: see @nobody")
    assert comment.mentions == [team.editor.pk]
    edit_comment(team.reviewer, comment=comment, body=f"@{team.admin} then")
    comment.refresh_from_db()
    assert comment.mentions == [team.admin.pk]


def test_the_event_of_an_edit_lists_new_mentions_only(team: Team) -> None:
    comment = add_comment(team.reviewer, on=make.claim(make.article(team.desk)), body=f"@{team.editor}?")
    edit_comment(team.reviewer, comment=comment, body=f"@{team.editor} and @{team.admin}?")
    edit_comment(team.reviewer, comment=comment, body=f"@{team.admin}?")
    mentions = [event.data.get("mentions") for event in team.desk.events.order_by("number")]
    assert mentions == [[team.editor.pk], [team.admin.pk], None]


QUOTES = {
    "article": "The bridge cost 4.2\nmillion pounds",
    "claim": "4.2 million",
    "evidence": "a cost of 3.1  million",
    "verdict": "archive's books",
}


@pytest.mark.parametrize("kind", QUOTES)
def test_a_comment_can_only_quote_its_target(team: Team, kind: str) -> None:
    thing = TARGETS[kind](make.claim(make.article(team.desk), "The bridge cost 4.2 million pounds"))
    comment = add_comment(team.reviewer, on=thing, body="Which?", quote=QUOTES[kind])
    assert comment.quote == " ".join(QUOTES[kind].split())
    with pytest.raises(InvalidInput) as refusal:
        add_comment(team.reviewer, on=thing, body="Which?", quote="The tunnel is green")
    assert refusal.value.fields == {"quote": "Copy the passage exactly."}


def test_a_deleted_comment_keeps_author_dates_and_replies(team: Team) -> None:
    claim = make.claim(make.article(team.desk), "The bridge cost 4.2 million pounds")
    first = add_comment(team.reviewer, on=claim, body=f"Fie, @{team.admin}", quote="bridge")
    response = reply_to_comment(team.editor, to=first, body="Now, now.")
    delete_comment(team.reviewer, comment=first)
    [thread] = threads_for_claim(claim)[CommentTarget.CLAIM][claim.pk]
    assert thread.replies == [response]
    assert (thread.first.body, thread.first.quote, thread.first.mentions) == ("", "", [])
    assert (thread.first.author, thread.first.deleted_by) == (team.reviewer, team.reviewer)
    assert thread.first.deleted_at
    reply_to_comment(team.reviewer, to=first, body="Sorry.")


@pytest.mark.parametrize(
    "again", [delete_comment, lambda who, comment: edit_comment(who, comment=comment, body="x")]
)
def test_a_deleted_comment_cannot_be_edited_or_deleted_again(team: Team, again: Callable[..., Any]) -> None:
    mine = make.comment(make.claim(make.article(team.desk)), author=team.reviewer)
    delete_comment(team.reviewer, comment=mine)
    with pytest.raises(ConflictError, match="was deleted"):
        again(team.reviewer, comment=mine)


def test_versions_are_listed_newest_first_until_the_comment_is_deleted(team: Team) -> None:
    mine = add_comment(team.reviewer, on=make.claim(make.article(team.desk)), body="One")
    edit_comment(team.reviewer, comment=mine, body="Two")
    set_thread_resolved(team.editor, comment=mine, resolved=True)
    mine.refresh_from_db()
    assert [version.body for version in list_versions(mine)] == ["Two", "One"]
    with pytest.raises(NotFound):
        list_versions(delete_comment(team.reviewer, comment=mine))
