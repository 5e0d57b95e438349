"""The Celery application. The tasks are in `factcheck/tasks/`; what they do is in `factcheck/actions/`."""

import os
import threading
import time
from typing import Any

from celery import Celery
from celery.signals import worker_process_init, worker_ready
from django.conf import settings
from kombu.exceptions import OperationalError

from factcheck import database_limits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

RECOVERY_SECONDS = 2.0

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["factcheck"])


@worker_ready.connect
def _start_recovery(**_: Any) -> None:
    """Let this worker look for the jobs of dead workers from its start on: the scheduler can be dead, too."""
    threading.Thread(target=_send_recovery_tasks, name="recovery", daemon=True).start()


def _send_recovery_tasks() -> None:
    while True:
        for name in settings.RECOVERY_TASKS:
            try:
                app.send_task(name, expires=RECOVERY_SECONDS, retry=False)
            except OperationalError:  # the broker is away; the main thread reconnects and reports it
                break
        time.sleep(RECOVERY_SECONDS)


@worker_process_init.connect
def _limit_database(**_: Any) -> None:
    database_limits.limit_connections(database_limits.for_tasks())
