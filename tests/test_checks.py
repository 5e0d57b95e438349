"""Insecure settings of a server are errors or warnings; the defaults of a laptop are neither."""

import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from pytest_django.fixtures import Settings

from factcheck.checks import check_production
from tests.servers import ROOT

GOOD = {
    "PRODUCTION": True,
    "SECRET_KEY": secrets.token_urlsafe(60),
    "ALLOWED_HOSTS": ["factcheck.example"],
    "SITE_URL": "https://factcheck.example",
}
FAST = {"visibility_timeout": 240}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"SECRET_KEY": secrets.token_hex(50)}, []),
        ({"SECRET_KEY": ""}, ["factcheck.E001"]),
        ({"SECRET_KEY": secrets.token_hex(24)}, ["factcheck.E001"]),
        ({"SECRET_KEY": "ab" * 40}, ["factcheck.E002"]),
        ({"SECRET_KEY": "django-insecure-" + secrets.token_hex(50)}, ["factcheck.E002"]),
        ({"SECRET_KEY": "Change-Me-" + secrets.token_hex(50)}, ["factcheck.E002"]),
        ({"ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"]}, ["factcheck.W001"]),
        ({"ALLOWED_HOSTS": []}, ["factcheck.W001"]),
        ({"ALLOWED_HOSTS": ["*"]}, ["factcheck.W002"]),
        ({"SITE_URL": "http://factcheck.example"}, ["factcheck.W003"]),
        ({"SECURE_PROXY_SSL_HEADER": ("X", "https"), "TRUSTED_PROXIES": 0}, ["factcheck.W004"]),
        ({"SECURE_PROXY_SSL_HEADER": ("X", "https"), "TRUSTED_PROXIES": 1}, []),
        ({"CELERY_TASK_TIME_LIMIT": 240, "CELERY_BROKER_TRANSPORT_OPTIONS": FAST}, ["factcheck.E003"]),
        ({"LLM_URL": "http://127.0.0.1:9/v1"}, []),
        ({"LLM_URL": "http://127.0.0.1:9/v1", "LLM_TIMEOUT": 53.0}, ["factcheck.E004"]),
        ({"LLM_URL": "http://127.0.0.1:9/v1", "CELERY_TASK_SOFT_TIME_LIMIT": 204}, ["factcheck.E004"]),
        ({"LLM_URL": "", "LLM_TIMEOUT": 600.0}, []),
        ({"FETCH_ALLOW_PRIVATE": True}, ["factcheck.E005"]),
    ],
)
def test_an_insecure_setting_is_reported_by_its_id(
    settings: Settings, changes: dict[str, Any], found: list[str]
) -> None:
    for name, value in (GOOD | changes).items():
        setattr(settings, name, value)
    messages = check_production()
    assert [message.id for message in messages] == found
    assert all(message.hint for message in messages)


def test_every_command_runs_the_checks(settings: Settings) -> None:
    for name, value in (GOOD | {"SITE_URL": "http://factcheck.example"}).items():
        setattr(settings, name, value)
    assert "factcheck.W003" in {message.id for message in run_checks()}


def test_debug_has_no_findings(settings: Settings) -> None:
    settings.PRODUCTION, settings.SECRET_KEY, settings.ALLOWED_HOSTS = False, "short", []
    assert check_production() == []


@pytest.mark.parametrize("key", ["", "short"])
def test_a_server_without_a_strong_secret_does_not_start(tmp_path: Path, key: str) -> None:
    env = {"PATH": os.environ["PATH"], "DEBUG": "false", "SECRET_KEY": key, "DATA_DIR": str(tmp_path)}
    said = subprocess.run(
        [sys.executable, "-m", "factcheck.launch.bootstrap"],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 1
    assert "SECRET_KEY" in said.stderr
    assert not (tmp_path / "factcheck.sqlite3").exists()
