"""Load comments: threads on articles and claims, and the versions of an edited comment."""

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
    """The first comment of a thread and its replies, oldest first."""

    first: Comment
    replies: list[Comment] = field(default_factory=list)


def get_comment(user: Any, comment_id: int) -> Comment:
    """Return a comment that the user may see. Raises NotFound."""
    rows = Comment.objects.visible_to(user).select_related("parent", "evidence", "verdict", "author")
    comment = rows.filter(pk=comment_id).first()
    if comment is None:
        raise NotFound(_("There is no such comment on your desks."))
    return comment


def threads_for_article(article: Article) -> list[Thread]:
    """Return the threads on an article itself, oldest first. One query."""
    return _threads(Comment.objects.filter(article=article).select_related(*_SHOWN))


def threads_for_claim(claim: Claim) -> dict[CommentTarget, dict[int, list[Thread]]]:
    """Return the threads on a claim, its evidence and all versions of its verdict, by kind and id of the target.

    One query.
    """
    about = Q(claim=claim) | Q(evidence__claim=claim) | Q(verdict__claim=claim)
    threads: dict[CommentTarget, dict[int, list[Thread]]] = {kind: {} for kind in CommentTarget}
    for thread in _threads(Comment.objects.filter(about).select_related(*_SHOWN, "verdict")):
        threads[thread.first.target_kind].setdefault(thread.first.target_id, []).append(thread)
    return threads


def list_versions(comment: Comment) -> list[Any]:
    """Return the versions of a comment's text, newest first. Raises NotFound for a deleted comment.

    The history also has rows for other changes, such as resolving the thread. They are left out.
    """
    if comment.deleted_at:
        raise NotFound(_("This comment was deleted. Its text is no longer shown."))
    rows = comment.history.order_by("history_id")
    # Compared with the row before it: a text that was changed and changed back counts as three versions.
    versions = [row for n, row in enumerate(rows) if n == 0 or row.body != rows[n - 1].body]
    return versions[::-1]


# What every comment on a page shows. Without them each comment would cost three more queries.
_SHOWN = ("author", "resolved_by", "deleted_by")


def _threads(rows: Iterable[Comment]) -> list[Thread]:
    replies: defaultdict[int, list[Comment]] = defaultdict(list)
    first_comments: list[Comment] = []
    for row in rows:
        (first_comments if row.parent_id is None else replies[row.parent_id]).append(row)
    return [Thread(first, replies[first.pk]) for first in first_comments]
