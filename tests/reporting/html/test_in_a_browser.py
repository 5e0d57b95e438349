"""The page as a reader meets it: wide and narrow, light and dark, with nothing fetched."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from factcheck.reporting.html import document
from tests.reporting import samples

SIZES = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}-{size[1]}")
def shown(request, chromium, tmp_path):
    width, scheme = request.param
    file = tmp_path / "report.html"
    long_word = samples.claim(5, samples.TITLE, quote="W" * 400, wording="V" * 400, speaker="U" * 400)
    report = samples.report(claims=(*samples.claims(), long_word), title=samples.TITLE + "X" * 300)
    file.write_bytes(document.write(report))
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.asked_for, page.scheme = [], scheme
    page.on("request", lambda asked: page.asked_for.append(asked.url))
    page.goto(file.as_uri())
    yield page
    context.close()


def test_the_page_is_accessible(shown):
    found = Axe().run(shown).response
    assert found["passes"]
    assert [(item["id"], item["nodes"][0]["html"]) for item in found["violations"]] == []


def test_the_page_never_scrolls_sideways_and_fetches_nothing(shown):
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [url.split(":")[0] for url in shown.asked_for] == ["file"]


def test_the_map_takes_the_theme_of_the_page(shown):
    ink = shown.evaluate("getComputedStyle(document.querySelector('.frame svg text')).fill")
    paper = shown.evaluate("getComputedStyle(document.querySelector('.frame')).backgroundColor")
    light, dark = (min, max) if shown.scheme == "light" else (max, min)
    brightness = {
        name: sum(map(int, colour[4:-1].split(","))) for name, colour in (("ink", ink), ("paper", paper))
    }
    assert light(brightness, key=brightness.get) == "ink"
    assert dark(brightness, key=brightness.get) == "paper"
