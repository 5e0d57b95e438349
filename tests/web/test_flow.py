"""The whole workflow of an article in a browser, with a worker, once with scripts and once without."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from celery import Celery
from playwright.sync_api import Browser, Page, expect

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, JobState, Role
from factcheck.exports.models import Export
from tests import factories as make
from tests import servers
from tests.factories import Team
from tests.web.browser import let_in

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a long enough password"


@pytest.fixture
def team() -> Team:
    team = make.team("harbour", quorum=1)
    team.editor.set_password(PASSWORD)
    team.editor.save()
    return team


@pytest.fixture
def plain_page(chromium: Browser, broker: str) -> Iterator[Page]:
    """Return a page in a browser with scripts disabled."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def walk(
    page: Page, site: str, team: Team, *, look_again: Callable[[str], None], accepted: Callable[[Page], None]
) -> None:
    """Go from sign-in to a downloaded report with the clicks of a user.

    `look_again` waits for text that appears when a worker has finished; `accepted` checks the page after a claim was
    accepted on its card.
    """
    page.goto(f"{site}/")
    page.get_by_label("Email").fill(team.editor.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()

    page.get_by_role("link", name="Check an article").click()
    page.get_by_label("Article text").fill(make.TEXT)
    page.get_by_role("button", name="Find claims").click()
    look_again("to confirm")
    claim = Claim.objects.get(quote__contains="4.2 million")

    page.get_by_role("button", name=f"Accept claim {claim.number}", exact=True).click()
    accepted(page)
    page.goto(f"{site}/claims/{claim.pk}/")
    expect(page.locator("blockquote").first).to_contain_text("The bridge cost 4.2 million pounds")

    page.locator("summary", has_text="Add evidence").click()
    page.get_by_label("Quote, word for word").fill("It cost 3.1 million pounds.")
    page.get_by_label("refutes").check()
    page.get_by_label("Title of the new source").fill("The books of the city")
    page.get_by_role("button", name="Add evidence").click()
    expect(page.locator(".against .piece")).to_contain_text("The books of the city")

    page.get_by_role("button", name="Start the blind rating").click()
    rate = page.locator("form.rate", has=page.get_by_role("button", name="Save rating"))
    rate.get_by_label("False", exact=True).check()
    rate.get_by_label("Reasons").fill("The books say so.")
    rate.get_by_role("button", name="Save rating").click()
    expect(page.locator(".ratings")).to_contain_text("The books say so.")

    verdict = page.locator("form", has=page.get_by_role("button", name="Propose verdict"))
    verdict.get_by_label("False", exact=True).check()
    verdict.get_by_label("Reasons").fill("The city's own books name **another** sum.")
    verdict.get_by_role("button", name="Propose verdict").click()
    expect(page.locator(".verdict strong").first).to_have_text("another")

    talk = page.locator("#discussion form", has=page.get_by_role("button", name="Comment", exact=True)).last
    talk.get_by_label("Comment").fill("Well found.")
    talk.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator("#discussion")).to_contain_text("Well found.")

    page.goto(f"{site}/articles/{claim.article_id}/exports/")
    page.get_by_role("button", name="Claims (table, CSV)").click()
    look_again("Download")
    with page.expect_download() as handed:
        page.get_by_role("link", name="Download").click()
    job = Export.objects.get(state=JobState.DONE)
    assert handed.value.suggested_filename == f"article-{job.article_id}.claims.csv"
    assert hashlib.sha256(Path(handed.value.path()).read_bytes()).hexdigest() == job.sha256

    claim.refresh_from_db()
    assert claim.state == ClaimState.PROPOSED


def test_article_goes_through_the_whole_workflow(
    live_server: Any, page: Page, worker: Celery, team: Team
) -> None:
    def accepted(page: Page) -> None:
        expect(page.locator(".card").get_by_text("Gathering evidence")).to_be_visible()
        assert "/articles/" in page.url

    def look_again(words: str) -> None:
        page.get_by_text(words).first.wait_for()

    walk(page, live_server.url, team, look_again=look_again, accepted=accepted)


def test_whole_workflow_works_without_scripts(
    live_server: Any, plain_page: Page, worker: Celery, team: Team
) -> None:
    def look_again(words: str) -> None:
        """Follow the reload link until the text appears: without scripts, the page does not update itself."""

        def is_there() -> bool:
            if plain_page.get_by_text(words).count():
                return True
            plain_page.get_by_role("link", name="Reload").click()
            return False

        servers.until(is_there, what=f"the page says {words}")

    def accepted(page: Page) -> None:
        assert "/claims/" in page.url

    walk(plain_page, live_server.url, team, look_again=look_again, accepted=accepted)


@pytest.fixture
def article(team: Team) -> Article:
    article = make.article(team.desk)
    for quote in (
        "The bridge cost 4.2 million pounds",
        "160,000 vehicles a day",
        "Traffic has doubled since 1990",
    ):
        make.claim(article, quote)
    return article


def test_claim_accepted_by_another_member_is_reported(
    live_server: Any, page: Page, team: Team, article: Article
) -> None:
    claim = article.claims.first()
    let_in(page, live_server, team.checker).goto(f"{live_server.url}/articles/{article.pk}/")
    Claim.objects.filter(pk=claim.pk).update(state=ClaimState.OPEN)
    page.get_by_role("button", name=f"Accept claim {claim.number}", exact=True).click()
    expect(page.locator(".notice.error")).to_contain_text("this one is open")
    expect(page.locator(f"#card-{claim.pk}")).to_contain_text("Gathering evidence")


def test_dropped_claim_is_restored_from_its_card(
    live_server: Any, page: Page, team: Team, article: Article
) -> None:
    claim = article.claims.first()
    let_in(page, live_server, team.checker).goto(f"{live_server.url}/articles/{article.pk}/")
    card = page.locator(f"#card-{claim.pk}")
    card.get_by_role("button", name="Drop").click()
    expect(card).to_contain_text("Dropped")
    card.get_by_role("button", name="Restore").click()
    expect(card).to_contain_text("Draft")


def test_shortcuts_move_between_claims_and_open_forms(
    live_server: Any, page: Page, team: Team, article: Article
) -> None:
    article.claims.update(state=ClaimState.RATING)
    first, second, third = article.claims.all()
    let_in(page, live_server, team.reviewer).goto(f"{live_server.url}/claims/{first.pk}/")
    for key, claim in (("j", second), ("j", third), ("k", second)):
        page.keyboard.press(key)
        page.wait_for_url(f"**/claims/{claim.pk}/")
    page.keyboard.press("e")
    expect(page.get_by_label("Quote, word for word")).to_be_focused()
    page.keyboard.type("jk")
    assert page.url.endswith(f"/claims/{second.pk}/")
    page.keyboard.press("Escape")
    page.locator("h1").first.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("r")
    expect(page.get_by_role("button", name="Save rating")).to_be_visible()
    expect(page.locator(".rate").get_by_label("False", exact=True)).to_be_focused()


def test_selection_fills_the_add_claim_form(
    live_server: Any, page: Page, team: Team, article: Article
) -> None:
    let_in(page, live_server, team.contributor).goto(f"{live_server.url}/articles/{article.pk}/")
    page.evaluate(
        """() => {
            const text = [...document.querySelectorAll(".reading .text")]
                .flatMap(one => [...one.childNodes]).find(one => one.textContent.includes("The city will build"));
            const at = text.textContent.indexOf("The city will build");
            const range = document.createRange();
            range.setStart(text, at);
            range.setEnd(text, at + 28);
            document.getSelection().removeAllRanges();
            document.getSelection().addRange(range);
        }"""
    )
    box = page.locator("#mark textarea")
    expect(box).to_have_value("The city will build a tunnel")
    page.get_by_role("button", name="Add claim").click()
    page.wait_for_url("**/claims/*/")
    assert article.claims.latest("id").quote == "The city will build a tunnel"


def test_failed_split_run_is_retried_from_the_page(
    live_server: Any, page: Page, worker: Celery, team: Team
) -> None:
    article = make.article(team.desk)
    make.split_run(article, state=JobState.FAILED, error="The disk was full.")
    let_in(page, live_server, team.checker).goto(f"{live_server.url}/articles/{article.pk}/")
    expect(page.get_by_role("alert")).to_contain_text("Finding claims failed: The disk was full.")
    page.get_by_role("button", name="Try again").click()
    page.get_by_text("to confirm").first.wait_for()
    assert article.claims.exists()


def test_theme_is_chosen_in_the_footer(live_server: Any, page: Page, team: Team) -> None:
    let_in(page, live_server, make.member(team.desk, Role.VIEWER)).goto(f"{live_server.url}/desks/harbour/")
    page.get_by_role("button", name="dark", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("button", name="dark", exact=True)).to_have_attribute("aria-pressed", "true")
