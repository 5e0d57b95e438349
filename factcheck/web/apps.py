from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils import translation

from factcheck import checks, phrases


class WebConfig(AppConfig):
    name = "factcheck.web"

    def ready(self) -> None:
        phrases.install(translation)
        register(checks.production, Tags.security)
