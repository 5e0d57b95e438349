"""Helpers of the browser tests: sign in without the form, wait for htmx, and run axe."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from factcheck.desks.models import User

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def let_in(page: Page, server: Any, user: User) -> Page:
    """Return the page with a signed-in session. `Page.goto` needs absolute URLs."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server.url}])
    return page


def violations(page: Page) -> list[str]:
    """Return one line for each axe violation: the rule and the first element that breaks it."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]} {one['nodes'][0]['failureSummary'][:200]}"
        for one in found
    ]


def is_wider_than_the_window(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def open_everything(page: Page) -> None:
    """Open all `details` elements, so that their content is checked as well."""
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
