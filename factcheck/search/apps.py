from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from factcheck.search.triggers import create, drop


class SearchConfig(AppConfig):
    name = "factcheck.search"

    def ready(self) -> None:
        pre_migrate.connect(_drop_triggers, sender=self)
        post_migrate.connect(_create_triggers, sender=self)


def _drop_triggers(using: str, plan: list[Any], **_: Any) -> None:
    """Drop the triggers: SQLite alters a table by copying it, which loses its triggers and fails on those of others."""
    if plan:
        drop(connections[using])


def _create_triggers(using: str, **_: Any) -> None:
    create(connections[using])
