from django.apps import AppConfig

from factcheck.maps.triggers import RULES
from factcheck.row_rules import follow_migrations


class MapsConfig(AppConfig):
    name = "factcheck.maps"

    def ready(self) -> None:
        follow_migrations(self, RULES)
