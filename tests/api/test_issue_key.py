import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from knox.models import AuthToken

from factcheck.audit.models import Event
from tests import factories as make


def issued(*arguments: str) -> str:
    out = io.StringIO()
    call_command("issue_key", *arguments, stdout=out)
    return out.getvalue()


def test_it_prints_a_key_that_works_and_nothing_else(team):
    printed = issued(team.editor.email.upper())
    assert printed.count("\n") == 1
    answer = Client(headers={"authorization": f"Bearer {printed.strip()}"}).get("/api/v1/me/")
    assert answer.json()["email"] == team.editor.email


@pytest.mark.parametrize(("arguments", "days"), [((), 90), (("--days", "7"), 7)])
def test_a_key_expires(team, arguments, days):
    issued(team.editor.email, *arguments)
    lasts = AuthToken.objects.get().expiry - timezone.now()
    assert dt.timedelta(days=days) - dt.timedelta(minutes=1) < lasts <= dt.timedelta(days=days)


@pytest.mark.parametrize("days", ["0", "-1", "4000", "soon"])
def test_a_key_without_a_sensible_end_is_not_made(team, days):
    with pytest.raises(CommandError, match="days"):
        issued(team.editor.email, "--days", days)
    assert not AuthToken.objects.exists()


def test_nobody_gets_no_key(team):
    gone = make.person()
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    for email in ("nobody@test.example", gone.email):
        with pytest.raises(CommandError, match="nobody with the address"):
            issued(email)
    assert not AuthToken.objects.exists()


def test_every_desk_of_its_holder_is_told(team):
    issued(team.editor.email)
    told = Event.objects.get(action="key.issued")
    assert (told.desk, told.actor, told.data) == (team.desk, team.editor, {"days": 90})
