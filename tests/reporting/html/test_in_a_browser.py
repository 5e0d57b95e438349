"""The page in a browser: wide and narrow, light and dark, fetching nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from factcheck.reporting.html import document
from tests.reporting import samples

SIZES = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}-{size[1]}")
def opened(request, chromium, tmp_path):
    width, scheme = request.param
    file = tmp_path / "report.html"
    long_word = samples.claim(5, samples.TITLE, quote="W" * 400, wording="V" * 400, speaker="U" * 400)
    report = samples.report(claims=(*samples.claims(), long_word), title=samples.TITLE + "X" * 300)
    file.write_bytes(document.write(report))
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.requested_urls, page.scheme = [], scheme
    page.on("request", lambda request_sent: page.requested_urls.append(request_sent.url))
    page.goto(file.as_uri())
    yield page
    context.close()


def test_the_page_is_accessible(opened):
    result = Axe().run(opened).response
    assert result["passes"]
    assert [(item["id"], item["nodes"][0]["html"]) for item in result["violations"]] == []


def test_the_page_has_no_horizontal_scroll_and_fetches_nothing(opened):
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [url.split(":")[0] for url in opened.requested_urls] == ["file"]


def test_the_map_has_the_colours_of_the_page(opened):
    ink = opened.evaluate("getComputedStyle(document.querySelector('.frame svg text')).fill")
    paper = opened.evaluate("getComputedStyle(document.querySelector('.frame')).backgroundColor")
    light, dark = (min, max) if opened.scheme == "light" else (max, min)
    brightness = {
        name: sum(map(int, colour[4:-1].split(","))) for name, colour in (("ink", ink), ("paper", paper))
    }
    assert light(brightness, key=brightness.get) == "ink"
    assert dark(brightness, key=brightness.get) == "paper"
