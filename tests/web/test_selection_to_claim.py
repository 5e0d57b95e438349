"""Selecting text in a browser, in any script: the stored claim is exactly the selection."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factcheck.actions.articles import submit_text
from factcheck.actions.claims import add_claim
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from tests.factories import Team
from tests.web.browser import let_in

pytestmark = pytest.mark.django_db(transaction=True)

FAMILY = "👩\u200d👩\u200d👧\u200d👦"
TEXT = (
    f"A family {FAMILY} of four \u2028paid\u00a0 more  in 🇩🇪🇫🇷 than 🏳️\u200d🌈 in 2021.\r\n"
    "The\tsecond line\u00ad of it \r\rstands apart.\r\n\r\n"
    "Ange\u0301lique saw Zalgo t\u0334\u0321e\u0337x\u0336t and नमस्ते क्षत्रिय in Mu\u0308nchen twice.\r\n\r\n"
    "قال الوزير إن 1,200 شخصٍ (about half) غادروا المدينة في عام 2019 أمس.\r\n\r\n"
    "The minister said שָׁלוֹם עֲלֵיכֶם to 35 people, and مرحبا to nobody at all.\r\n\r\n"
    "Twice the same words. Twice the same words."
)
WORDS = [
    f"family {FAMILY} of four",
    FAMILY,
    "more  in 🇩🇪🇫🇷 than",
    "🇫🇷",
    "🏳️\u200d🌈 in 2021",
    "The\tsecond line of it",
    "Angélique saw",
    "t\u0334\u0321e\u0337x\u0336t",
    "क्षत्रिय in München twice.",
    "1,200 شخصٍ (about half) غادروا",
    "عام 2019 أمس.",
    "said שָׁלוֹם עֲלֵיכֶם to 35",
    "and مرحبا to",
]
# Selects the last place of some words in the article as a person would: by two points in the page's own text.
SELECT = """(words) => {
  for (const passage of [...document.querySelectorAll("[data-start]")].reverse()) {
    const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(".no")) nodes.push(walker.currentNode);
    const at = nodes.map((node) => node.data).join("").lastIndexOf(words);
    if (at < 0) continue;
    const point = (left) => {
      for (const node of nodes) { if (left <= node.length) return [node, left]; left -= node.length; }
    };
    getSelection().setBaseAndExtent(...point(at), ...point(at + words.length));
    return;
  }
  throw new Error(`not on the page: ${words}`);
}"""


@pytest.fixture
def article(team: Team) -> Article:
    return submit_text(team.checker, desk=team.desk, text=TEXT).article


def place_of(words: str, article: Article) -> tuple[int, int]:
    start = article.revisions.get().text.rindex(words)
    return start, start + len(words)


def marked(team: Team, article: Article, words: str) -> Claim:
    start, end = place_of(words, article)
    return add_claim(team.checker, article=article, start=start, end=end)


def is_where(claim: Claim, words: str) -> bool:
    claim.refresh_from_db()
    return (claim.quote, (claim.start, claim.end)) == (words, place_of(words, claim.article))


@pytest.fixture
def reading(live_server: Any, page: Page, team: Team, article: Article) -> Page:
    let_in(page, live_server, team.checker)
    page.goto(f"{live_server.url}/articles/{article.pk}/")
    return page


def card(page: Page, claim: Claim) -> Any:
    return page.locator(f"#card-{claim.pk}")


def opened(page: Page, claim: Claim) -> Any:
    page.reload()
    card(page, claim).locator("summary", has_text="Edit span").click()
    card(page, claim).get_by_role("button", name="Save span").wait_for()
    return card(page, claim)


def mark(page: Page, words: str) -> None:
    page.evaluate(SELECT, words)
    expect(page.locator("#mark [name=quote]")).to_have_value(words)
    page.keyboard.press("m")
    page.wait_for_url("**/claims/*/")


def test_selection_becomes_the_quote_of_the_claim(reading: Page, article: Article) -> None:
    place = reading.url
    for words in WORDS:
        reading.goto(place)
        mark(reading, words)
        assert is_where(article.claims.latest("pk"), words)


def test_selection_works_inside_and_across_highlights(reading: Page, team: Team, article: Article) -> None:
    for over in ("family", f"{FAMILY} of", "four", "saw Zalgo", "said שָׁלוֹם"):
        marked(team, article, over)
    place = reading.url
    for words in (f"A family {FAMILY} of four", "Angélique saw Zalgo", "said שָׁלוֹם עֲלֵיכֶם to", FAMILY):
        reading.goto(place)
        mark(reading, words)
        assert is_where(article.claims.latest("pk"), words)


def test_selected_occurrence_of_repeated_words_is_used(reading: Page, article: Article) -> None:
    mark(reading, "Twice the same words.")
    assert is_where(article.claims.get(), "Twice the same words.")


def test_triple_click_selects_the_paragraph_without_its_cards(
    reading: Page, team: Team, article: Article
) -> None:
    marked(team, article, "35 people")
    reading.reload()
    paragraph = reading.locator("p.text", has_text="The minister said")
    paragraph.click(click_count=3, position={"x": 30, "y": 12})
    reading.locator("#mark").get_by_role("button").click()
    reading.wait_for_url("**/claims/*/")
    block = "The minister said שָׁלוֹם עֲלֵיכֶם to 35 people, and مرحبا to nobody at all."
    assert is_where(article.claims.latest("pk"), block)


def test_selection_can_cross_paragraphs(reading: Page, team: Team, article: Article) -> None:
    claim = marked(team, article, "nobody at all.")
    part = opened(reading, claim)
    reading.evaluate(SELECT, "to nobody at all.")
    reading.evaluate(
        """() => { const { anchorNode, anchorOffset } = getSelection();
        const next = [...document.querySelectorAll("[data-start]")].at(-1).firstChild;
        getSelection().setBaseAndExtent(anchorNode, anchorOffset, next, "Twice the".length); }"""
    )
    part.get_by_role("button", name="Save span").click()
    expect(reading.locator(".notices")).to_contain_text("of claim 1 saved")
    assert is_where(claim, "to nobody at all.\n\nTwice the")


@pytest.mark.parametrize("words", WORDS)
def test_selection_becomes_the_span_of_a_claim(
    reading: Page, team: Team, article: Article, words: str
) -> None:
    text = article.revisions.get().text
    claim = marked(team, article, next(line for line in text.split("\n\n") if words in line).strip())
    part = opened(reading, claim)
    reading.evaluate(SELECT, words)
    part.get_by_role("button", name="Save span").click()
    expect(reading.locator(".notices")).to_contain_text("of claim 1 saved")
    assert is_where(claim, words)


def test_selection_is_split_off_as_a_claim(reading: Page, team: Team, article: Article) -> None:
    claim = marked(team, article, "قال الوزير إن 1,200 شخصٍ (about half) غادروا المدينة في عام 2019 أمس.")
    part = opened(reading, claim)
    reading.evaluate(SELECT, "1,200 شخصٍ (about half)")
    part.get_by_role("button", name="Split claim").click()
    expect(reading.locator(".notices")).to_contain_text("claims 2, 3 added")
    pieces = article.claims.order_by("start")
    assert [piece.quote for piece in pieces] == [
        "قال الوزير إن",
        "1,200 شخصٍ (about half)",
        "غادروا المدينة في عام 2019 أمس.",
    ]
    assert all(is_where(piece, piece.quote) for piece in pieces)


def test_selection_outside_the_article_is_ignored(reading: Page, team: Team, article: Article) -> None:
    claim = marked(team, article, "35 people")
    reading.reload()
    card(reading, claim).locator(".why").click(click_count=3)
    assert reading.locator("#mark [name=quote]").input_value() == ""
    reading.evaluate(
        "() => getSelection().selectAllChildren(document.querySelector('.mark .no').parentElement)"
    )
    assert reading.locator("#mark [name=quote]").input_value() == "35 people"


def test_right_to_left_paragraph_keeps_its_direction(reading: Page, team: Team, article: Article) -> None:
    marked(team, article, "قال الوزير")
    reading.reload()
    directions = reading.locator("p.text").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).direction)"
    )
    assert directions.count("rtl") == 1
