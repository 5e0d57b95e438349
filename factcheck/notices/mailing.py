"""Sending notices by mail: one by one, or once a day in a digest.

A notice is claimed for a mail before it is sent, so that two workers do not send it twice, and given back if the
mail server refuses; a worker killed between the two loses that mail, and the notice still stands in the page.
"""

from collections import defaultdict
from smtplib import SMTPException

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from factcheck.desks.models import User
from factcheck.notices.kinds import Way
from factcheck.notices.models import Notice
from factcheck.notices.selectors import place, wording

log = structlog.get_logger(__name__)


def send_mails() -> int:
    """Send the notices that go by mail at once; how many mails were sent."""
    return sum(_send(notice.user, [notice], Way.MAIL) for notice in _waiting(Way.MAIL))


def send_digests() -> int:
    """Send everybody one mail with what waits for their digest; how many mails were sent."""
    of: defaultdict[User, list[Notice]] = defaultdict(list)
    for notice in _waiting(Way.DIGEST):
        of[notice.user].append(notice)
    return sum(_send(user, notices, Way.DIGEST) for user, notices in of.items())


def _subject(notices: list[Notice], way: Way) -> str:
    if way is Way.MAIL:
        return " ".join(wording(notices[0]).split())
    many = len(notices)
    return ngettext("%(many)s new on Factcheck", "%(many)s new on Factcheck", many) % {"many": many}


def _waiting(way: Way) -> list[Notice]:
    """What is neither mailed nor read, of people who are still on the desk."""
    rows = Notice.objects.filter(way=way, mailed_at__isnull=True, read_at__isnull=True, user__is_active=True)
    here = rows.filter(user__memberships__desk_id=F("desk_id")).order_by("id")
    related = here.select_related("user", "event__actor", "claim__article", "comment__article")
    return [notice for notice in related[:500] if not (notice.comment and notice.comment.deleted_at)]


def _send(user: User, notices: list[Notice], way: Way) -> bool:
    mine = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    if not mine.filter(mailed_at__isnull=True).update(mailed_at=timezone.now()):
        return False
    with override(user.language or settings.LANGUAGE_CODE):
        lines = [f"{wording(notice)}\n{settings.SITE_URL}{place(notice)}" for notice in notices]
        lines.append(_("How these come: %(address)s") % {"address": f"{settings.SITE_URL}/notices/settings/"})
        subject = _subject(notices, way)
    try:
        send_mail(subject, "\n\n".join(lines), None, [user.email])
    except (SMTPException, OSError) as refused:
        mine.update(mailed_at=None)  # the next round tries again
        log.warning("notice.not_mailed", notices=len(notices), error=type(refused).__name__)
        return False
    return True
