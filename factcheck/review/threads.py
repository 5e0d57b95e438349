"""Reading what is said about things: threads, and what a comment said before it was edited."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.enums import CommentTarget
from factcheck.exceptions import NotFound
from factcheck.review.models import Comment


@dataclass(frozen=True, slots=True)
class Thread:
    """The first remark of a thread, and what was answered."""

    first: Comment
    answers: list[Comment] = field(default_factory=list)


def get_comment(user: Any, comment_id: int) -> Comment:
    """A comment, if the user may see it; NotFound otherwise."""
    rows = Comment.objects.visible_to(user).select_related("parent", "evidence", "verdict", "author")
    comment = rows.filter(pk=comment_id).first()
    if comment is None:
        raise NotFound(_("There is no such comment on your desks."))
    return comment


def threads_for_article(article: Article) -> list[Thread]:
    """The threads on an article itself, oldest first. One query."""
    return _threads(Comment.objects.filter(article=article).select_related(*_SHOWN))


def threads_for_claim(claim: Claim) -> dict[CommentTarget, dict[int, list[Thread]]]:
    """The threads on a claim, on its evidence and on every version of its verdict, by kind and id. One query."""
    about = Q(claim=claim) | Q(evidence__claim=claim) | Q(verdict__claim=claim)
    talk: dict[CommentTarget, dict[int, list[Thread]]] = {kind: {} for kind in CommentTarget}
    for thread in _threads(Comment.objects.filter(about).select_related(*_SHOWN, "verdict")):
        talk[thread.first.target_kind].setdefault(thread.first.target_id, []).append(thread)
    return talk


def list_versions(comment: Comment) -> list[Any]:
    """What a comment said, the newest wording first; NotFound once it is deleted."""
    if comment.deleted_at:
        raise NotFound(_("This comment was deleted; what it said is no longer shown."))
    rows = comment.history.order_by("history_id")
    versions = [row for n, row in enumerate(rows) if n == 0 or row.body != rows[n - 1].body]
    return versions[::-1]


_SHOWN = ("author", "resolved_by", "deleted_by")


def _threads(rows: Iterable[Comment]) -> list[Thread]:
    answers: defaultdict[int, list[Comment]] = defaultdict(list)
    threads: list[Comment] = []
    for row in rows:
        (threads if row.parent_id is None else answers[row.parent_id]).append(row)
    return [Thread(first, answers[first.pk]) for first in threads]
