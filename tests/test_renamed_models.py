"""Rows of an existing installation survive the migrations that rename models, fields and tables."""

from typing import Any

import pytest
from django.apps.registry import Apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from factcheck.audit.models import ChainHead, Event
from factcheck.audit.services import record_event, verify_chain
from factcheck.notifications.models import AuditCursor, Notification, Preference
from factcheck.search.models import IndexEntry, SavedSearch
from factcheck.search.query import search
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db(transaction=True)

OLD_TABLES = {"audit_head", "notices_notice", "notices_gathered", "search_entry", "search_view"}
BEFORE = {"notices": "0002_begin_now", "search": "0002_full_text", "audit": "0005_one_line_a_number"}


def tables() -> set[str]:
    return set(connection.introspection.table_names())


def migrate_back() -> Apps:
    """Migrate to the state before the renames, and return its models."""
    for app, name in BEFORE.items():
        call_command("migrate", app, name, verbosity=0)
    return MigrationExecutor(connection).loader.project_state(list(BEFORE.items())).apps


def insert_old_rows(old_models: Apps, team: Team, event: Event) -> None:
    mention: dict[str, Any] = {"user_id": team.viewer.pk, "kind": "mention"}
    notice, preference, gathered = (
        old_models.get_model("notices", name) for name in ("Notice", "Preference", "Gathered")
    )
    notice.objects.create(desk_id=team.desk.pk, event_id=event.pk, way="mail", **mention)
    preference.objects.create(way="off", **mention)
    gathered.objects.create(desk_id=team.desk.pk, number=event.number)
    old_models.get_model("search", "View").objects.create(
        desk_id=team.desk.pk, name="Bridges", query="q=bridge", saved_by_id=team.editor.pk
    )


# One test and not three, because going back and forward takes some seconds on every database.
def test_rows_survive_the_renames() -> None:
    team = make.team()
    make.claim(make.article(team.desk, title="The harbour bridge"))
    event = record_event(team.editor, "desk.edited", team.desk, desk_id=team.desk.pk)
    old_models = migrate_back()
    try:
        assert tables() >= OLD_TABLES
        insert_old_rows(old_models, team, event)
    finally:
        call_command("migrate", verbosity=0)
    assert not OLD_TABLES & tables()

    notification = Notification.objects.get()
    assert (notification.user, notification.event, notification.channel) == (team.viewer, event, "mail")
    assert Preference.objects.get().channel == "off"
    assert AuditCursor.objects.get().number == event.number

    assert SavedSearch.objects.get().query == "q=bridge"
    assert {entry.kind for entry in IndexEntry.objects.all()} == {"article", "claim"}
    make.article(team.desk, title="The harbour tunnel")
    assert len(search(team.viewer, team.desk, "harbour").hits) == 2

    record_event(team.editor, "desk.edited", team.desk, desk_id=team.desk.pk)
    assert ChainHead.objects.get(desk=team.desk).count == team.desk.events.count()
    assert verify_chain(team.desk.pk) == []
