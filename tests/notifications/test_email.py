"""Notifications by email: at once or in a daily digest, once each, to current members."""

from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse

from factcheck.actions.comments import add_comment, delete_comment
from factcheck.actions.notifications import (
    create_notifications,
    mark_read,
    send_digests,
    send_emails,
    set_channels,
)
from factcheck.celery import app
from factcheck.desks.models import Membership
from factcheck.notifications.kinds import Channel, NotificationKind
from factcheck.notifications.models import Notification
from factcheck.tasks import notifications
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def mention(team: Team) -> Any:
    """A comment that mentions the editor, with its notification."""
    claim = make.claim(make.article(team.desk, title="The\nbridge"))
    comment = add_comment(team.reviewer, on=claim, body=f"@{team.editor}, a secret word?")
    create_notifications()
    return comment


class FailingBackend(BaseEmailBackend):
    """A mail server that closes the connection."""

    def send_messages(self, email_messages: Any) -> int:
        raise SMTPServerDisconnected("gone")


def test_mention_is_emailed_once_with_its_link_and_without_its_text(team: Team, mention: Any) -> None:
    assert (send_emails(), send_emails(), send_digests()) == (1, 0, 0)
    [sent] = mail.outbox
    assert sent.to == [team.editor.email]
    assert sent.subject == f"Reviewer mentioned you on claim {mention.claim.number} of “The bridge”"
    assert f"{settings.SITE_URL}/claims/{mention.claim_id}/#comment-{mention.pk}" in sent.body
    assert "secret" not in sent.body


@pytest.mark.parametrize(("chosen", "subject"), [("zh-hans", "“The bridge”"), ("", "mentioned you on claim")])
def test_email_is_in_the_language_of_its_reader(
    client: Client, team: Team, mention: Any, chosen: str, subject: str
) -> None:
    client.force_login(team.editor)
    client.post(reverse("language"), {"language": chosen, "next": "/"})
    send_emails()
    [sent] = mail.outbox
    assert subject in sent.subject
    assert ("mentioned you" in sent.subject) is (chosen == "")
    assert ("Notification settings" in sent.body) is (chosen == "")


def test_only_known_languages_are_stored(client: Client, team: Team) -> None:
    client.force_login(team.editor)
    for chosen in ("zh-hans", "xx", "../etc"):
        client.post(reverse("language"), {"language": chosen})
    team.editor.refresh_from_db()
    assert team.editor.language == "zh-hans"


def test_digest_is_one_email_for_all_waiting_notifications(team: Team, mention: Any) -> None:
    set_channels(team.admin, {NotificationKind.MENTION: Channel.DIGEST})
    for number in range(3):
        add_comment(team.reviewer, on=mention.claim, body=f"{number}, @{team.admin}?")
    create_notifications()
    assert (send_digests(), send_digests()) == (1, 0)
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == ([team.admin.email], "3 new on Factcheck")
    assert sent.body.count("mentioned you") == 3


def test_read_notification_is_not_emailed(team: Team, mention: Any) -> None:
    mark_read(team.editor)
    assert send_emails() == 0


def test_deleted_comment_is_not_emailed(team: Team, mention: Any) -> None:
    delete_comment(team.reviewer, comment=mention)
    assert send_emails() == 0


def test_former_or_inactive_member_gets_no_email(team: Team, mention: Any) -> None:
    team.editor.is_active = False
    team.editor.save()
    assert send_emails() == 0
    team.editor.is_active = True
    team.editor.save()
    Membership.objects.filter(user=team.editor).delete()
    assert send_emails() == 0


def test_failed_email_is_sent_again(team: Team, mention: Any, settings: Any) -> None:
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.FailingBackend"
    assert send_emails() == 0
    assert Notification.objects.get().mailed_at is None
    settings.EMAIL_BACKEND = backend
    assert send_emails() == 1


def test_every_task_is_scheduled() -> None:
    scheduled = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert {
        notifications.create.name,
        notifications.send_emails.name,
        notifications.send_digests.name,
    } <= scheduled & set(app.tasks)


def test_tasks_send_an_email_for_a_mention(team: Team, mention: Any, eager: None) -> None:
    for task in (notifications.create, notifications.send_emails, notifications.send_digests):
        task.delay()
    assert [sent.to for sent in mail.outbox] == [[team.editor.email]]
