"""The index survives migrations: triggers are put back, and what was missed meanwhile is filled in."""

import pytest
from django.core.management import call_command
from django.db import connection

from factcheck.search.models import IndexEntry
from factcheck.search.triggers import create, drop, list_triggers
from tests import factories as make

pytestmark = pytest.mark.django_db


def entries() -> set[tuple[str, int, str]]:
    return set(IndexEntry.objects.values_list("kind", "target_id", "body"))


def test_what_was_written_without_the_triggers_is_filled_in_by_putting_them_back() -> None:
    team = make.team()
    make.claim(make.article(team.desk), text="Before")
    drop(connection)
    missed = make.claim(make.article(team.desk), text="Meanwhile")
    assert not IndexEntry.objects.filter(kind="claim", target_id=missed.pk).exists()
    create(connection)
    make.claim(missed.article, text="After")
    bodies = " ".join(body for kind, _, body in entries() if kind == "claim")
    assert all(word in bodies for word in ("Before", "Meanwhile", "After"))


def test_putting_back_what_is_there_changes_nothing() -> None:
    make.claim(make.article(make.team().desk))
    before = IndexEntry.objects.values_list("pk", flat=True)
    kept = set(before)
    create(connection)
    assert set(before.all()) == kept


def test_a_migration_that_has_nothing_to_do_leaves_the_index_alone() -> None:
    make.claim(make.article(make.team().desk))
    kept = entries()
    call_command("migrate", verbosity=0)
    assert entries() == kept


def test_names_of_triggers_are_used_once() -> None:
    names = [trigger.name for trigger in list_triggers(connection.vendor)]
    assert len(names) == len(set(names))
