"""System checks for production: errors for insecure settings, warnings for defaults meant for a laptop.

They do nothing on a laptop, which does not set DEBUG=false, and do not repeat what Django's `check --deploy` checks.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as Caution
from django.core.exceptions import ImproperlyConfigured

from factcheck.suggestions import llm_client

SECRET_LENGTH = 50
SECRET_DIFFERENT = 10
PLACEHOLDERS = ("django-insecure-", "change-me", "changeme", "change_me", "example", "placeholder", "secret")
LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]"}


def check_production(**_: Any) -> list[CheckMessage]:
    """Return the problems of the settings of a production server; none on a laptop."""
    if not settings.PRODUCTION:
        return []
    return [*_secret(), *_hosts(), *_address(), *_proxies(), *_check_timeouts(), *_check_fetching()]


def _secret() -> Iterator[CheckMessage]:
    try:
        key = settings.SECRET_KEY
    except ImproperlyConfigured:  # Django's own error for an empty key does not say how to make one
        key = ""
    hint = "Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(60))'"
    if len(key) < SECRET_LENGTH:
        yield Error(
            f"SECRET_KEY has to be at least {SECRET_LENGTH} characters long.", hint, id="factcheck.E001"
        )
    elif len(set(key)) < SECRET_DIFFERENT or any(word in key.lower() for word in PLACEHOLDERS):
        yield Error("SECRET_KEY can be guessed: it has to be random.", hint, id="factcheck.E002")


def _hosts() -> Iterator[CheckMessage]:
    if set(settings.ALLOWED_HOSTS) <= LOCAL_HOSTS:
        hint = "Set ALLOWED_HOSTS to the host names that people open, with commas between."
        yield Caution("Only this machine itself can open the pages.", hint, id="factcheck.W001")
    elif "*" in settings.ALLOWED_HOSTS:
        hint = "Set ALLOWED_HOSTS to the host names that people open, not to *."
        yield Caution("Requests for any host name are taken.", hint, id="factcheck.W002")


def _address() -> Iterator[CheckMessage]:
    if urlsplit(settings.SITE_URL).scheme != "https":
        hint = "Set SITE_URL to the https address that readers open."
        yield Caution(f"Reports and mails lead to {settings.SITE_URL}.", hint, id="factcheck.W003")


def _proxies() -> Iterator[CheckMessage]:
    if settings.SECURE_PROXY_SSL_HEADER and not settings.TRUSTED_PROXIES:
        hint = "Set TRUSTED_PROXIES to the number of your proxies that append to X-Forwarded-For."
        yield Caution("Everybody behind the proxy counts as one address.", hint, id="factcheck.W004")


def _check_timeouts() -> Iterator[CheckMessage]:
    """Check that no message is redelivered while its task runs, and that a task has time for its calls."""
    visible = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    if visible <= settings.CELERY_TASK_TIME_LIMIT:
        hint = "Raise VISIBILITY_TIMEOUT, or lower TASK_TIME_LIMIT."
        yield Error("VISIBILITY_TIMEOUT has to be longer than TASK_TIME_LIMIT.", hint, id="factcheck.E003")
    longest = llm_client.MAX_CALLS * settings.LLM_TIMEOUT + sum(llm_client.RETRY_DELAYS)
    if settings.LLM_URL and longest > settings.CELERY_TASK_SOFT_TIME_LIMIT:
        hint = "Lower LLM_TIMEOUT, or raise TASK_TIME_LIMIT (and VISIBILITY_TIMEOUT with it)."
        yield Error(
            f"A question to the language model may take {longest:g} seconds, and is interrupted after "
            f"{settings.CELERY_TASK_SOFT_TIME_LIMIT}: nine tenths of TASK_TIME_LIMIT.",
            hint,
            id="factcheck.E004",
        )


def _check_fetching() -> Iterator[CheckMessage]:
    if settings.FETCH_ALLOW_PRIVATE:
        hint = "Remove FETCH_ALLOW_PRIVATE. It is for tests on one machine."
        yield Error(
            "FETCH_ALLOW_PRIVATE lets anyone who submits a link read pages inside your network.",
            hint,
            id="factcheck.E005",
        )
