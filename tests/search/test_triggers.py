"""The index survives migrations: triggers are created again, and the index is rebuilt."""

import pytest
from django.core.management import call_command
from django.db import connection

from factcheck.search.models import IndexEntry
from factcheck.search.triggers import create, drop, list_triggers
from tests import factories as make

pytestmark = pytest.mark.django_db


def entries() -> set[tuple[str, int, str]]:
    return set(IndexEntry.objects.values_list("kind", "target_id", "body"))


def test_rows_written_without_triggers_are_indexed_when_they_are_created() -> None:
    team = make.team()
    make.claim(make.article(team.desk), text="Before")
    drop(connection)
    unindexed = make.claim(make.article(team.desk), text="Meanwhile")
    assert not IndexEntry.objects.filter(kind="claim", target_id=unindexed.pk).exists()
    create(connection)
    make.claim(unindexed.article, text="After")
    bodies = " ".join(body for kind, _, body in entries() if kind == "claim")
    assert all(word in bodies for word in ("Before", "Meanwhile", "After"))


def test_creating_existing_triggers_changes_nothing() -> None:
    make.claim(make.article(make.team().desk))
    before = IndexEntry.objects.values_list("pk", flat=True)
    ids = set(before)
    create(connection)
    assert set(before.all()) == ids


def test_empty_migration_does_not_change_the_index() -> None:
    make.claim(make.article(make.team().desk))
    before = entries()
    call_command("migrate", verbosity=0)
    assert entries() == before


def test_names_of_triggers_are_unique() -> None:
    names = [trigger.name for trigger in list_triggers(connection.vendor)]
    assert len(names) == len(set(names))
