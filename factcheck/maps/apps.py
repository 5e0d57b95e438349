from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from factcheck.maps.triggers import create, drop


class MapsConfig(AppConfig):
    name = "factcheck.maps"

    def ready(self) -> None:
        pre_migrate.connect(_drop_triggers, sender=self)
        post_migrate.connect(_create_triggers, sender=self)


def _drop_triggers(using: str, plan: Sequence[Any] = (), **_: Any) -> None:
    if plan:
        drop(connections[using])


def _create_triggers(using: str, plan: Sequence[Any] = (), **_: Any) -> None:
    if plan:
        create(connections[using])
