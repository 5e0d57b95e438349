"""Forms that a script submits, in a browser: inside sections that load their content, with a file, and line breaks."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState
from factcheck.suggestions.models import Suggestion
from tests import factories as make
from tests.factories import Team
from tests.web.browser import let_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claim(team: Team) -> Claim:
    return make.claim(make.article(team.desk), "The bridge cost 4.2 million pounds", state=ClaimState.OPEN)


def test_form_in_a_loaded_section_is_submitted_in_place(
    live_server: Any, page: Page, team: Team, claim: Claim, settings: Any
) -> None:
    settings.LLM_URL, settings.LLM_MODEL = "http://localhost:9", "small-model"
    suggestion = make.suggestion(claim.article, kind="claims")
    suggestion.request.claim = claim
    suggestion.request.save()
    let_in(page, live_server, team.checker).goto(f"{live_server.url}/claims/{claim.pk}/")
    page.evaluate("window.sameDocument = true")
    page.locator("#language-model").get_by_role("button", name="Dismiss").click()
    expect(page.locator("#language-model").get_by_role("button", name="Dismiss")).to_have_count(0)
    assert page.evaluate("window.sameDocument")
    assert Suggestion.objects.get().decided_by == team.checker


def test_file_is_uploaded(live_server: Any, page: Page, team: Team, broker: str, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("The bridge is old. It cost 4.2 million pounds.")
    let_in(page, live_server, team.editor).goto(f"{live_server.url}/desks/{team.desk.slug}/submit/")
    page.locator("input[type=file]").set_input_files(tmp_path / "article.txt")
    page.get_by_role("button", name="Find claims").click()
    page.wait_for_url("**/articles/*/")
    assert Article.objects.get().reading.filename == "article.txt"


def test_line_breaks_are_stored_as_those_of_a_form_without_script(
    live_server: Any, page: Page, team: Team, claim: Claim
) -> None:
    let_in(page, live_server, team.editor).goto(f"{live_server.url}/claims/{claim.pk}/")
    page.locator("#discussion").get_by_label("Comment", exact=True).fill("First line.\nSecond line.")
    page.locator("#discussion").get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator(".remark")).to_contain_text("Second line.")
    assert claim.comments.get().body == "First line.\r\nSecond line."
