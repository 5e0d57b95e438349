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


def test_the_command_prints_only_a_working_key(team):
    output = issued(team.editor.email.upper())
    assert output.count("\n") == 1
    response = Client(headers={"authorization": f"Bearer {output.strip()}"}).get("/api/v1/me/")
    assert response.json()["email"] == team.editor.email


@pytest.mark.parametrize(("arguments", "days"), [((), 90), (("--days", "7"), 7)])
def test_a_key_expires(team, arguments, days):
    issued(team.editor.email, *arguments)
    lasts = AuthToken.objects.get().expiry - timezone.now()
    assert dt.timedelta(days=days) - dt.timedelta(minutes=1) < lasts <= dt.timedelta(days=days)


@pytest.mark.parametrize("days", ["0", "-1", "4000", "soon"])
def test_an_invalid_number_of_days_creates_no_key(team, days):
    with pytest.raises(CommandError, match="days"):
        issued(team.editor.email, "--days", days)
    assert not AuthToken.objects.exists()


def test_an_unknown_or_inactive_user_gets_no_key(team):
    inactive = make.person()
    type(inactive).objects.filter(pk=inactive.pk).update(is_active=False)
    for email in ("nobody@test.example", inactive.email):
        with pytest.raises(CommandError, match="no user with the address"):
            issued(email)
    assert not AuthToken.objects.exists()


def test_every_desk_of_the_user_records_the_key(team):
    issued(team.editor.email)
    event = Event.objects.get(action="key.issued")
    assert (event.desk, event.actor, event.data) == (team.desk, team.editor, {"days": 90})
