"""Reports of errors, where they are shown at all, contain no settings and nothing of the environment."""

import os
import sys

from django.conf import settings
from django.test import RequestFactory
from django.views.debug import ExceptionReporter

from factcheck.error_reports import NoSettingsFilter

WORDS = ("the", "broker", "password")  # joined where they are used, as a report shows the lines of the source


def test_a_report_has_no_settings_and_no_environment(monkeypatch) -> None:
    monkeypatch.setenv("BROKER_URL", "redis://:{}@broker/0".format("-".join(WORDS)))
    request = RequestFactory().get("/", **os.environ)
    try:
        raise RuntimeError("broken")
    except RuntimeError:
        reporter = ExceptionReporter(request, *sys.exc_info())
    assert isinstance(reporter.filter, NoSettingsFilter)
    page = reporter.get_traceback_html() + reporter.get_traceback_text()
    assert "-".join(WORDS) not in page
    assert settings.CELERY_BROKER_URL not in page
    assert "RuntimeError" in page
