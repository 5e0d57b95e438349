"""The page of the argument map in a browser: outline and drawing together, folding, focus, search, zoom and picking."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from factcheck.actions.maps import add_premise, add_relation
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, RelationKind
from tests import factories as make
from tests.factories import Team
from tests.web.browser import let_in, violations

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claims(team: Team) -> list[Claim]:
    article = make.article(team.desk)
    dear, old = [
        make.claim(article, state=ClaimState.OPEN, text=text) for text in ("It is dear", "It is old")
    ]
    make.evidence(dear, quote="It cost 3.1 million.", strength=0.8)
    make.evidence(old, quote="It opened in 1931.")
    reason = add_premise(team.checker, article=article, text="Costs were counted.")
    doubt = add_premise(team.checker, article=article, text="Not all of them.")
    for premise, target in ((reason, f"c{dear.pk}"), (doubt, f"p{reason.pk}")):
        add_relation(
            team.checker,
            article=article,
            kind=RelationKind.SUPPORT,
            premises=[f"p{premise.pk}"],
            target=target,
        )
    return [dear, old]


@pytest.fixture
def address(live_server: Any, claims: list[Claim]) -> str:
    return f"{live_server.url}/articles/{claims[0].article_id}/map/"


@pytest.fixture
def map_page(live_server: Any, page: Page, team: Team, address: str) -> Page:
    let_in(page, live_server, team.checker).goto(address)
    return page


def outlined(page: Page, text: str) -> Locator:
    return page.locator("#outline .said", has_text=text)


def drawn(page: Page, text: str) -> Locator:
    return page.locator("#drawing .node", has=page.locator(".body", has_text=text))


def control(page: Page, name: str) -> Locator:
    return page.locator("#outline").get_by_label(name)


def test_click_in_the_outline_highlights_the_drawn_statement_and_back(map_page: Page) -> None:
    outlined(map_page, "It is dear").click()
    expect(map_page.locator("#drawing .lit")).to_contain_text("dear")
    drawn(map_page, "It cost 3.1").locator(".body").click()
    expect(map_page.locator("#outline .lit")).to_have_text("It cost 3.1 million.")
    expect(map_page.locator("#map-status")).to_contain_text("It cost 3.1 million.")


def test_arrow_key_moves_to_the_next_statement_of_the_drawing(map_page: Page) -> None:
    map_page.locator("#drawing .node").first.focus()
    for key in ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"):
        map_page.keyboard.press(key)
    expect(map_page.locator("#drawing .lit")).to_have_count(1)
    expect(map_page.locator("#drawing .node[tabindex='0']")).to_have_count(1)


def test_fold_in_the_outline_folds_the_drawing_and_is_in_the_address(map_page: Page) -> None:
    fold = "Fold what is below “It is dear”"
    control(map_page, fold).click()
    expect(outlined(map_page, "Costs were counted.")).to_have_count(0)
    expect(drawn(map_page, "Costs were counted.")).to_have_count(0)
    opened = control(map_page, "Show 2 more below “It is dear”")
    expect(opened).to_be_focused()
    expect(opened).to_have_attribute("aria-expanded", "false")
    assert "fold=c" in map_page.url
    expect(map_page.locator("#map-status")).to_contain_text("of 6 statements are shown")
    map_page.go_back()
    expect(drawn(map_page, "Costs were counted.")).to_have_count(1)


def test_space_folds_a_drawn_card_and_the_outline_with_it(map_page: Page) -> None:
    drawn(map_page, "It is dear").focus()
    map_page.keyboard.press("Space")
    expect(outlined(map_page, "Costs were counted.")).to_have_count(0)
    expect(drawn(map_page, "It is dear")).to_be_focused()
    map_page.keyboard.press("Space")
    expect(outlined(map_page, "Costs were counted.")).to_have_count(1)


def test_focus_in_the_drawing_shows_what_bears_on_one_statement(map_page: Page) -> None:
    drawn(map_page, "Costs were counted.").focus()
    map_page.keyboard.press("f")
    expect(map_page.locator("#drawing .node")).to_have_count(2)
    expect(map_page.locator("#outline .said")).to_have_count(2)
    expect(map_page.locator("#map-view")).to_be_focused()
    map_page.get_by_role("link", name="Up to “It is dear”").click()
    expect(map_page.locator("#drawing .node")).to_have_count(4)


def test_card_that_is_folded_stays_where_it_is(map_page: Page) -> None:
    card = drawn(map_page, "It is dear")
    before = card.bounding_box()
    frame = map_page.locator("#drawing").bounding_box()
    card.locator("[data-view=fold]").click()
    expect(card.locator("[data-view=open]")).to_have_count(1)
    after, moved = card.bounding_box(), map_page.locator("#drawing").bounding_box()
    assert abs((before["x"] - frame["x"]) - (after["x"] - moved["x"])) < 2


def test_search_unfolds_scrolls_to_and_marks(map_page: Page, address: str) -> None:
    map_page.goto(f"{address}?depth=1")
    expect(drawn(map_page, "Not all of them.")).to_have_count(0)
    map_page.get_by_label("Find", exact=True).fill("not ALL")
    found = outlined(map_page, "Not all of them.")
    expect(found).to_have_class("said found lit")
    expect(found).to_be_in_viewport()
    expect(drawn(map_page, "Not all of them.")).to_be_in_viewport()
    expect(map_page.locator("#map-status")).to_contain_text("1 statement contains “not ALL”.")
    expect(map_page.get_by_label("Find", exact=True)).to_be_focused()


def test_zoom_keeps_the_point_under_the_pointer(map_page: Page) -> None:
    map_page.set_viewport_size({"width": 1200, "height": 700})
    map_page.get_by_role("button", name="Zoom in").click(click_count=3)
    card = drawn(map_page, "It is dear").locator("rect").first
    card.evaluate("card => card.scrollIntoView({block: 'center', inline: 'center'})")
    before = card.bounding_box()
    # The middle of the card is where it was, and its edges are a tenth further away from it.
    map_page.mouse.move(before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
    map_page.keyboard.down("Control")
    map_page.mouse.wheel(0, -100)
    map_page.wait_for_function(
        "before => document.querySelector('#drawing svg').width.baseVal.value > before",
        arg=map_page.locator("#drawing svg").evaluate("svg => svg.viewBox.baseVal.width * 1.25 ** 3 * 1.01"),
    )
    after = card.bounding_box()
    assert after["width"] > before["width"] * 1.05
    for start, size in (("x", "width"), ("y", "height")):
        assert abs(after[start] + after[size] / 2 - before[start] - before[size] / 2) < 3


def test_small_scale_shows_names_and_says_so(map_page: Page) -> None:
    note = map_page.locator("#zoom-note")
    expect(note).to_be_hidden()
    for _ in range(6):
        map_page.get_by_role("button", name="Zoom out").click()
    expect(note).to_be_visible()
    name = drawn(map_page, "It is dear").locator(".name")
    expect(name).to_be_visible()
    assert name.evaluate("name => name.getBoundingClientRect().height") >= 10
    expect(drawn(map_page, "It is dear").locator(".body text").first).to_be_hidden()
    map_page.get_by_role("button", name="Readable size").click()
    expect(note).to_be_hidden()
    expect(name).to_be_hidden()


def test_evidence_can_be_hidden(map_page: Page) -> None:
    evidence = map_page.locator("#outline [data-kind=evidence]").first
    expect(evidence).to_be_visible()
    map_page.get_by_label("hide evidence").check()
    expect(evidence).to_be_hidden()


def test_ends_of_a_relation_are_picked_in_the_outline(map_page: Page) -> None:
    map_page.locator("[data-pick=target]").evaluate("button => button.click()")
    outlined(map_page, "It is old").click()
    target = map_page.locator("#relate select[name=target]")
    expect(target).to_be_focused()
    expect(target.locator("option:checked")).to_contain_text("It is old")


def test_undo_and_redo_keep_what_is_shown(map_page: Page, address: str) -> None:
    map_page.goto(f"{address}?depth=3")
    expect(map_page.get_by_role("button", name="Redo")).to_be_disabled()
    map_page.get_by_role("button", name="Undo").click()
    expect(map_page.get_by_role("button", name="Redo")).to_be_enabled()
    expect(drawn(map_page, "Not all of them.")).to_have_count(0)
    map_page.get_by_role("button", name="Redo").click()
    expect(drawn(map_page, "Not all of them.")).to_have_count(1)
    assert "depth=3" in map_page.url


def test_telephone_shows_the_outline_and_the_drawing_when_it_is_asked_for(
    map_page: Page, address: str
) -> None:
    map_page.set_viewport_size({"width": 390, "height": 844})
    map_page.goto(address)
    expect(outlined(map_page, "It is dear")).to_be_visible()
    expect(map_page.locator("#drawing")).to_be_hidden()
    map_page.get_by_role("link", name="Show the drawing").click()
    expect(drawn(map_page, "It is dear")).to_be_in_viewport()


def test_page_says_when_there_is_no_connection(map_page: Page) -> None:
    map_page.context.set_offline(True)
    control(map_page, "Fold what is below “It is dear”").click()
    expect(map_page.get_by_role("alert")).to_contain_text("No connection")
    expect(outlined(map_page, "Costs were counted.")).to_have_count(1)
    map_page.context.set_offline(False)
    control(map_page, "Fold what is below “It is dear”").click()
    expect(outlined(map_page, "Costs were counted.")).to_have_count(0)
    expect(map_page.get_by_role("alert")).to_have_count(0)


def test_page_works_without_a_script(map_page: Page, address: str) -> None:
    context = map_page.context.browser.new_context(java_script_enabled=False)
    context.add_cookies(map_page.context.cookies())
    plain = context.new_page()
    plain.goto(address)
    control(plain, "Fold what is below “It is dear”").click()
    expect(outlined(plain, "Costs were counted.")).to_have_count(0)
    plain.get_by_label("Find", exact=True).fill("counted")
    plain.get_by_role("button", name="Show", exact=True).click()
    expect(outlined(plain, "Costs were counted.")).to_have_class("said found")
    context.close()


def test_part_of_a_map_has_no_accessibility_faults(map_page: Page, address: str) -> None:
    map_page.goto(f"{address}?depth=1&find=million")
    expect(map_page.locator("#drawing .found")).to_have_count(1)
    assert violations(map_page) == []
