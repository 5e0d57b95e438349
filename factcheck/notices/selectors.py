"""Reading one's notices, and what each says."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.exceptions import NotFound
from factcheck.notices.kinds import STEPS, NoticeKind
from factcheck.notices.models import Notice


def notices_of(user: Any) -> QuerySet[Notice]:
    """A person's notices, the newest first, with all that `wording` reads."""
    return (
        Notice.objects.all()
        .visible_to(user)
        .select_related("event__actor", "claim__article", "comment__article")
    )


def unread_count(user: Any) -> int:
    return Notice.objects.all().visible_to(user).unread().count()


def get_notice(user: Any, notice_id: int) -> Notice:
    """A notice of one's own; NotFound otherwise."""
    notice = notices_of(user).filter(pk=notice_id).first()
    if notice is None:
        raise NotFound(_("There is no such notice of yours."))
    return notice


def wording(notice: Notice) -> str:
    """What a notice says, in a sentence."""
    who = notice.event.actor or _("Somebody")
    told = {"who": who, "where": _where(notice)}
    match NoticeKind(notice.kind):
        case NoticeKind.MENTION:
            return _("%(who)s mentioned you on %(where)s") % told
        case NoticeKind.REPLY:
            return _("%(who)s answered in a thread of yours on %(where)s") % told
        case NoticeKind.ASSIGNMENT:
            return _("%(who)s assigned you to %(where)s") % told
        case NoticeKind.STEP:
            said = _(STEPS[notice.event.action]) % told
            return f"{said[0].upper()}{said[1:]}"


def place(notice: Notice) -> str:
    """The page that a notice leads to."""
    on = f"#comment-{notice.comment_id}" if notice.comment_id else ""
    if notice.claim_id:
        return reverse("claim", args=[notice.claim_id]) + on
    return reverse("article", args=[notice.comment.article_id]) + on  # type: ignore[union-attr]


def _where(notice: Notice) -> str:
    if notice.claim:
        told = {"number": notice.claim.number, "article": notice.claim.article.title}
        return _("claim %(number)s of “%(article)s”") % told
    return _("“%(article)s”") % {"article": notice.comment.article.title}  # type: ignore[union-attr]
