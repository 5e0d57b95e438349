"""Rows of models, fields and tables that were renamed."""

from typing import Any

from django.apps.registry import Apps
from django.db import connection

from factcheck.audit.models import ChainHead
from factcheck.audit.services import record_event, verify_chain
from factcheck.notifications.models import AuditCursor, Notification, Preference
from factcheck.search.models import IndexEntry, SavedSearch
from factcheck.search.query import search
from tests import factories as make

OLD_TABLES = {"audit_head", "notices_notice", "notices_gathered", "search_entry", "search_view"}


def tables() -> set[str]:
    return set(connection.introspection.table_names())


class RenamedModels:
    before = {"notices": "0002_begin_now", "search": "0002_full_text", "audit": "0005_one_line_a_number"}

    def __init__(self) -> None:
        self.team = team = make.team()
        make.claim(make.article(team.desk, title="The harbour bridge"))
        self.event = record_event(team.editor, "desk.edited", team.desk, desk_id=team.desk.pk)

    def insert_old_rows(self, old_models: Apps) -> None:
        assert tables() >= OLD_TABLES
        desk = self.team.desk.pk
        mention: dict[str, Any] = {"user_id": self.team.viewer.pk, "kind": "mention"}
        notice, preference, gathered = (
            old_models.get_model("notices", name) for name in ("Notice", "Preference", "Gathered")
        )
        notice.objects.create(desk_id=desk, event_id=self.event.pk, way="mail", **mention)
        preference.objects.create(way="off", **mention)
        gathered.objects.create(desk_id=desk, number=self.event.number)
        old_models.get_model("search", "View").objects.create(
            desk_id=desk, name="Bridges", query="q=bridge", saved_by_id=self.team.editor.pk
        )

    def check(self) -> None:
        assert not OLD_TABLES & tables()
        team = self.team
        notification = Notification.objects.get()
        assert (notification.user, notification.event) == (team.viewer, self.event)
        assert notification.channel == "mail"
        assert Preference.objects.get().channel == "off"
        assert AuditCursor.objects.get(desk=team.desk).number == self.event.number

        assert SavedSearch.objects.get().query == "q=bridge"
        entries = IndexEntry.objects.filter(desk=team.desk)
        assert {entry.kind for entry in entries} == {"article", "claim"}
        make.article(team.desk, title="The harbour tunnel")
        assert len(search(team.viewer, team.desk, "harbour").hits) == 2

        record_event(team.editor, "desk.edited", team.desk, desk_id=team.desk.pk)
        assert ChainHead.objects.get(desk=team.desk).count == team.desk.events.count()
        assert verify_chain(team.desk.pk) == []
