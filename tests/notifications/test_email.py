"""Notices by mail: at once or once a day, once each, to who is still there."""

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
def said(team: Team) -> Any:
    """A comment that mentions the editor, already read off the trail."""
    claim = make.claim(make.article(team.desk, title="The\nbridge"))
    said = add_comment(team.reviewer, on=claim, body=f"@{team.editor}, a secret word?")
    create_notifications()
    return said


class AwayBackend(BaseEmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, email_messages: Any) -> int:
        raise SMTPServerDisconnected("gone")


def test_a_mention_goes_by_mail_once_with_its_place_and_without_its_words(team: Team, said: Any) -> None:
    assert (send_emails(), send_emails(), send_digests()) == (1, 0, 0)
    [sent] = mail.outbox
    assert sent.to == [team.editor.email]
    assert sent.subject == f"Reviewer mentioned you on claim {said.claim.number} of “The bridge”"
    assert f"{settings.SITE_URL}/claims/{said.claim_id}/#comment-{said.pk}" in sent.body
    assert "secret" not in sent.body


@pytest.mark.parametrize(("chosen", "subject"), [("zh-hans", "“The bridge”"), ("", "mentioned you on claim")])
def test_a_mail_speaks_the_language_that_its_reader_chose(
    client: Client, team: Team, said: Any, chosen: str, subject: str
) -> None:
    client.force_login(team.editor)
    client.post(reverse("language"), {"language": chosen, "next": "/"})
    send_emails()
    [sent] = mail.outbox
    assert subject in sent.subject
    assert ("mentioned you" in sent.subject) is (chosen == "")
    assert ("How these come" in sent.body) is (chosen == "")


def test_only_a_language_that_is_offered_is_kept(client: Client, team: Team) -> None:
    client.force_login(team.editor)
    for chosen in ("zh-hans", "xx", "../etc"):
        client.post(reverse("language"), {"language": chosen})
    team.editor.refresh_from_db()
    assert team.editor.language == "zh-hans"


def test_the_digest_is_one_mail_for_all_that_waits(team: Team, said: Any) -> None:
    set_channels(team.admin, {NotificationKind.MENTION: Channel.DIGEST})
    for number in range(3):
        add_comment(team.reviewer, on=said.claim, body=f"{number}, @{team.admin}?")
    create_notifications()
    assert (send_digests(), send_digests()) == (1, 0)
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == ([team.admin.email], "3 new on Factcheck")
    assert sent.body.count("mentioned you") == 3


def test_what_was_read_meanwhile_is_not_mailed(team: Team, said: Any) -> None:
    mark_read(team.editor)
    assert send_emails() == 0


def test_what_was_deleted_meanwhile_is_not_mailed(team: Team, said: Any) -> None:
    delete_comment(team.reviewer, comment=said)
    assert send_emails() == 0


def test_who_has_left_or_is_switched_off_gets_no_mail(team: Team, said: Any) -> None:
    team.editor.is_active = False
    team.editor.save()
    assert send_emails() == 0
    team.editor.is_active = True
    team.editor.save()
    Membership.objects.filter(user=team.editor).delete()
    assert send_emails() == 0


def test_a_mail_server_that_is_away_is_tried_again(team: Team, said: Any, settings: Any) -> None:
    usual = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.AwayBackend"
    assert send_emails() == 0
    assert Notification.objects.get().mailed_at is None
    settings.EMAIL_BACKEND = usual
    assert send_emails() == 1


def test_the_scheduler_runs_each_task() -> None:
    scheduled = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert {
        notifications.create.name,
        notifications.send_emails.name,
        notifications.send_digests.name,
    } <= scheduled & set(app.tasks)


def test_the_tasks_take_a_mention_to_the_mail(team: Team, said: Any, eager: None) -> None:
    for task in (notifications.create, notifications.send_emails, notifications.send_digests):
        task.delay()
    assert [sent.to for sent in mail.outbox] == [[team.editor.email]]
