"""The Celery application. The tasks are in `factcheck/tasks/`; what they do is in `factcheck/actions/`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["factcheck"])
