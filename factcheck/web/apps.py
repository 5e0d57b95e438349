from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils import translation

from factcheck import checks, i18n


class WebConfig(AppConfig):
    name = "factcheck.web"

    def ready(self) -> None:
        i18n.set_translator(translation)
        register(checks.check_production, Tags.security)
