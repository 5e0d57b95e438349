from django.apps import AppConfig
from django.core.checks import Tags, register

from factcheck import checks


class WebConfig(AppConfig):
    name = "factcheck.web"

    def ready(self) -> None:
        register(checks.production, Tags.security)
