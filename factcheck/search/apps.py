from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from factcheck.search.triggers import drop, put_back


class SearchConfig(AppConfig):
    name = "factcheck.search"

    def ready(self) -> None:
        pre_migrate.connect(_before, sender=self)
        post_migrate.connect(_after, sender=self)


def _before(using: str, plan: list[Any], **_: Any) -> None:
    """SQLite changes a table by making it anew, which loses its triggers and stumbles over those of others."""
    if plan:
        drop(connections[using])


def _after(using: str, **_: Any) -> None:
    put_back(connections[using])
