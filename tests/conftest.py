"""Where tests run and what they may ask for: a broker, a worker, a browser. Rows come from `tests/factories.py`.

The environment is set before Django is loaded: a data folder of its own, nothing of the developer's.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

_DATA = Path(tempfile.mkdtemp(prefix="factcheck-test-"))
atexit.register(shutil.rmtree, _DATA, ignore_errors=True)
for name in ("BROKER_URL", "DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "LOG_LEVEL", "PORT", "HOST"):
    os.environ.pop(name, None)
(_DATA / "static").mkdir()
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "factcheck.settings",
    "FACTCHECK_TESTING": "1",
    "DATA_DIR": str(_DATA),
}
os.environ.setdefault("XDG_RUNTIME_DIR", str(_DATA))

from celery import Celery  # noqa: E402
from django.conf import settings as django_settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import translation  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from factcheck.celery import app as celery_app  # noqa: E402
from factcheck.launch import paths, processes  # noqa: E402
from factcheck.text import embeddings  # noqa: E402
from factcheck.text.similarity import get_method_name  # noqa: E402
from tests import semantic_modes, servers  # noqa: E402
from tests.loopback_only import loopback_only  # noqa: E402

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_QUIET_BROWSER = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def pytest_configure() -> None:
    django_settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        *django_settings.PASSWORD_HASHERS,
    ]
    database = django_settings.DATABASES["default"]
    if "sqlite3" in database["ENGINE"]:
        # A file, as in real life: other processes and threads can use it, and locks are real.
        database["TEST"] = {"NAME": str(_DATA / "test.sqlite3")}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def broker() -> Iterator[str]:
    """The URL of an embedded Valkey; the Celery application uses it."""
    with servers.valkey(_DATA / "broker", paths.broker_socket(_DATA)) as url:
        yield url


@pytest.fixture(scope="session")
def _worker_process(broker: str, django_db_setup: None) -> Iterator[None]:
    env = {**os.environ, "DATABASE_URL": servers.database_url(connection.settings_dict), "WORKERS": "1"}
    with servers.running(processes.command("worker"), env=env):
        servers.until(_pong, what="the worker answers")
        yield


@pytest.fixture
def worker(transactional_db: None, _worker_process: None) -> Iterator[Celery]:
    """A Celery worker, a process of its own on the test's database; gives the application. Implies real commits."""
    yield celery_app
    celery_app.control.purge()
    servers.until(_is_idle, what="the worker has finished")


# Models can be imported only once Django is set up, which it is when a fixture runs.


@pytest.fixture
def team(db: None) -> Any:
    """A desk with one member of each role, and a stranger: `tests.factories.Team`."""
    from tests import factories

    return factories.team("harbour")


@pytest.fixture
def article(team: Any) -> Any:
    """An article of the team's desk, with one revision."""
    from tests import factories

    return factories.article(team.desk)


@pytest.fixture
def claim(article: Any) -> Any:
    """A draft claim of the article."""
    from tests import factories

    return factories.claim(article)


@pytest.fixture
def own_files(tmp_path: Path, settings: Any) -> Path:
    """A data folder of the test; exported files are written below it."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


@pytest.fixture(scope="session")
def _outside() -> Iterator[list[str]]:
    with loopback_only() as tried:
        yield tried


@pytest.fixture(autouse=True)
def _stays_on_this_machine(_outside: list[str]) -> Iterator[None]:
    """Fail a test that tried to leave this machine, even in a thread or where the code handled the error."""
    _outside.clear()
    yield
    assert not _outside


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    """A request leaves its language in the thread, which is the test's own here."""
    yield
    translation.deactivate()


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks run where they are sent, at once, and raise what they raise."""
    monkeypatch.setitem(celery_app.conf, "task_always_eager", True)
    monkeypatch.setitem(celery_app.conf, "task_eager_propagates", True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium: the one that `CHROMIUM` names, or one on the path."""
    executable = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    if not executable:
        pytest.skip(f"no browser: CHROMIUM is not set, and none of {', '.join(_BROWSERS)} is on the path")
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(_QUIET_BROWSER))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, broker: str) -> Iterator[Callable[[int, int], Page]]:
    """Opens a page of a width and height; in the end no script may have failed and no policy been broken."""
    problems: list[str] = []
    contexts = []

    def opened(width: int, height: int) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: "Content Security Policy" in said.text and problems.append(said.text))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not problems


@pytest.fixture
def page(open_page: Callable[[int, int], Page]) -> Page:
    """A page on a desk's screen."""
    return open_page(1440, 900)


@pytest.fixture
def narrow_page(open_page: Callable[[int, int], Page]) -> Page:
    """A page on a telephone."""
    return open_page(390, 844)


def _pong() -> bool:
    return bool(celery_app.control.ping(limit=1, timeout=1))


def _is_idle() -> bool:
    active = celery_app.control.inspect(timeout=5, limit=1).active() or {}
    return bool(active) and not any(active.values())


@pytest.fixture(params=semantic_modes.MODES)
def found_by(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Matching without and with the semantic extra; the name of the method. Other tests' rows, which have the same
    ids, are forgotten."""
    from factcheck.review import prior_check_index

    prior_check_index._index_external_checks.cache_clear()
    prior_check_index._index_verdicts.cache_clear()
    encoder = semantic_modes.encoder_of_mode(request.param)
    monkeypatch.setattr(embeddings, "get_encoder", lambda: encoder)
    return get_method_name(encoder)
