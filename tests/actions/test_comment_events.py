"""What comments record in the audit log, who deletes them, and that they protect their claim."""

import pytest

from factcheck.actions.comments import (
    add_comment,
    delete_comment,
    edit_comment,
    reply_to_comment,
    set_thread_resolved,
)
from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.exceptions import PermissionDenied
from factcheck.review.models import Comment
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


def test_a_new_comment_is_recorded_with_its_target_and_protects_its_claim(team: Team, claim: Claim) -> None:
    other = make.claim(claim.article)
    comment = add_comment(team.reviewer, on=claim, body="Where from?")
    event = Event.objects.get(action="comment.written")
    assert (event.actor, event.target_id, event.data) == (team.reviewer, comment.pk, {"on": "claim"})
    claim.refresh_from_db()
    other.refresh_from_db()
    assert (claim.is_human_edited, other.is_human_edited) == (True, False)


def test_a_comment_on_an_article_protects_no_claim(team: Team, claim: Claim) -> None:
    add_comment(team.reviewer, on=claim.article, body="Where from?")
    claim.refresh_from_db()
    assert not claim.is_human_edited


def test_an_edit_of_a_comment_is_stored_without_outer_spaces_and_recorded(team: Team, claim: Claim) -> None:
    comment = make.comment(claim, author=team.reviewer)
    edit_comment(team.reviewer, comment=comment, body=" New ")
    comment.refresh_from_db()
    assert comment.body == "New"
    event = Event.objects.get(action="comment.edited")
    assert (event.actor, event.target_id) == (team.reviewer, comment.pk)


def test_an_editor_deletes_a_comment_of_another_member_and_a_reviewer_does_not(
    team: Team, claim: Claim
) -> None:
    comment = make.comment(claim, author=team.checker, body="Fie", quote="bridge", mentions=[team.admin.pk])
    with pytest.raises(PermissionDenied, match="editor"):
        delete_comment(team.reviewer, comment=comment)
    delete_comment(team.editor, comment=comment)
    comment.refresh_from_db()
    assert (comment.body, comment.quote, comment.mentions) == ("", "", [])
    assert comment.deleted_by == team.editor
    event = Event.objects.get(action="comment.deleted")
    assert (event.actor, event.target_id) == (team.editor, comment.pk)


def test_each_change_of_a_thread_is_recorded_once(team: Team, claim: Claim) -> None:
    first, other = make.comment(claim), make.comment(claim)
    for resolved in (False, True, True, False):
        set_thread_resolved(team.editor, comment=first, resolved=resolved)
    events = Event.objects.filter(target_type="comment", target_id=first.pk).order_by("number")
    assert [(event.actor, event.action) for event in events] == [
        (team.editor, "comment.resolved"),
        (team.editor, "comment.reopened"),
    ]
    other.refresh_from_db()
    assert other.resolved_at is None


def test_a_reply_is_on_the_target_of_its_thread(team: Team, claim: Claim) -> None:
    first = make.comment(make.evidence(claim), author=team.reviewer)
    reply = reply_to_comment(team.editor, to=first, body=" From the archive. ")
    stored = Comment.objects.get(pk=reply.pk)
    assert (stored.author, stored.body) == (team.editor, "From the archive.")
    assert (stored.evidence, stored.claim, stored.parent) == (first.evidence, None, first)
    assert Event.objects.get(action="comment.written").data == {"on": "evidence"}


@pytest.mark.parametrize("quote", ["4.2 million", "A price in words"])
def test_a_comment_on_a_claim_quotes_its_span_or_its_wording(team: Team, quote: str) -> None:
    article = make.article(team.desk)
    claim = make.claim(article, "The bridge cost 4.2 million pounds", text="A price in words.")
    assert add_comment(team.reviewer, on=claim, body="Which?", quote=quote).quote == quote


def test_a_comment_on_an_article_quotes_its_newest_revision(team: Team) -> None:
    article = make.article(team.desk)
    assert add_comment(team.reviewer, on=article, body="Which?", quote="4.2 million").quote == "4.2 million"
