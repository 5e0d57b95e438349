"""What reports of errors contain: never settings, nor the environment of the process."""

import os
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class NoSettingsFilter(SafeExceptionReporterFilter):
    """Leaves out all settings. Django's filter hides only those whose name says that they are secret."""

    def get_safe_settings(self) -> dict[str, Any]:
        return {}

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        return {
            name: value
            for name, value in super().get_safe_request_meta(request).items()
            if name not in os.environ
        }
