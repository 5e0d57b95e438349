from django.apps import AppConfig

from factcheck.review.triggers import RULES
from factcheck.row_rules import follow_migrations


class ReviewConfig(AppConfig):
    name = "factcheck.review"

    def ready(self) -> None:
        follow_migrations(self, RULES)
