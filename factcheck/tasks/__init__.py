"""Celery tasks: each takes an id, calls one action or selector, and is safe to run again.

Celery imports this package (`factcheck/celery.py`), and with it every module that registers tasks.
"""

from factcheck.tasks import (
    base,
    emails,
    exports,
    inbox,
    notifications,
    prior_checks,
    readings,
    splitting,
    submissions,
    suggestions,
)

__all__ = [
    "base",
    "emails",
    "exports",
    "inbox",
    "notifications",
    "prior_checks",
    "readings",
    "splitting",
    "submissions",
    "suggestions",
]
