import pytest

from factcheck.argument.layout.map_layout import lay_out_components
from factcheck.argument.map_header import build_header
from factcheck.argument.node_cards import build_cards
from factcheck.argument.pagination import draw_pages
from factcheck.argument.print_plan import MIN_SCALE, Sheet, choose_plan, plan_print
from factcheck.argument.semantics import evaluate
from tests.argument.random_maps import build_map
from tests.argument.sketch import sketch

SHEET = Sheet(800, 1100, 37)
PAIRS = sketch(" ".join(f"c{n}=.5 e{n}=.8" for n in range(40)), " ".join(f"e{n}+c{n}" for n in range(40)))
CHAIN = sketch(" ".join(f"s{n}=.5" for n in range(9)), " ".join(f"s{n + 1}+s{n}" for n in range(8)))


def planned(graph, sheet=SHEET):
    return plan_print(lay_out_components(graph, build_cards(graph, evaluate(graph))), sheet, 100)


def drawn(graph, plan):
    return draw_pages(plan, graph, build_cards(graph, evaluate(graph)), build_header(graph.title, (), 700))


def list_texts(page):
    marks = [mark for item in page.primitives for mark in item.get("marks", [item])]
    return [mark["text"] for mark in marks if mark["kind"] == "text"]


def windows(page):
    return [item for item in page.primitives if item["kind"] == "window"]


def test_a_small_map_is_on_one_sheet_in_the_size_of_the_screen():
    graph = sketch("c=.5 e=.8", "e+c")
    plan = planned(graph)
    (page,) = drawn(graph, plan)
    assert (plan.is_tiled, plan.scale, plan.count) == (False, 1.0, 1)
    assert not any("Sheet" in text for text in list_texts(page))


@pytest.mark.parametrize("graph", [PAIRS, CHAIN, build_map(120)])
def test_every_card_is_whole_on_the_sheet_that_is_named_for_it(graph):
    plan = planned(graph)
    pages = drawn(graph, plan)
    assert plan.is_tiled
    assert plan.scale == MIN_SCALE
    for section, layout in enumerate(plan.sections):
        for box in layout.boxes:
            page = pages[plan.find_sheet(section, box) - 1]
            text = graph.statement[box.statement].text.split()[0]
            assert any(line.startswith(text) for line in list_texts(page))


def test_no_card_is_drawn_across_the_edge_of_its_sheet():
    graph = build_map(120)
    for page in drawn(graph, planned(graph))[1:]:
        (window,) = windows(page)
        for mark in window["marks"]:
            if mark["kind"] == "text" and mark["size"] > 12 and mark["anchor"] == "start":
                assert 0 <= mark["x"] <= window["width"] / window["scale"]
                assert 0 <= mark["y"] <= window["height"] / window["scale"]


def test_a_component_that_fits_on_a_sheet_is_not_cut():
    plan = planned(PAIRS)
    assert all(len(grid.xs) == len(grid.ys) == 1 for grid in plan.grids)
    assert not any("sheet " in text for page in drawn(PAIRS, plan)[1:] for text in list_texts(page))


def test_a_sheet_names_its_neighbours_and_marks_what_it_shares_with_them():
    pages = drawn(CHAIN, planned(CHAIN))
    assert "3" in list_texts(pages[1])
    assert {"2", "4"} <= set(list_texts(pages[2]))
    dashed = [item for item in pages[2].primitives if item["kind"] == "curve"]
    assert len(dashed) == 2


def test_the_overview_comes_first_and_has_the_number_of_every_sheet():
    plan = planned(build_map(120))
    pages = drawn(build_map(120), plan)
    assert len(pages) == plan.count > 4
    assert {str(number) for number in range(2, plan.count + 1)} <= set(list_texts(pages[0]))
    for window in windows(pages[0]):
        assert (
            SHEET.margin <= window["x"] <= window["x"] + window["width"] <= SHEET.width - SHEET.margin + 0.01
        )
        assert window["y"] + window["height"] <= SHEET.height - SHEET.margin + 0.01


def test_the_way_to_turn_the_paper_that_takes_fewer_sheets_is_chosen():
    graph = sketch(" ".join(f"s{n}=.5" for n in range(16)), " ".join(f"s{n + 1}+s{n}" for n in range(15)))
    components = lay_out_components(graph, build_cards(graph, evaluate(graph)))
    assert choose_plan(components, [(SHEET, 100), (SHEET.turn(), 100)]).sheet == SHEET.turn()


def test_a_map_is_planned_the_same_each_time():
    assert drawn(PAIRS, planned(PAIRS)) == drawn(PAIRS, planned(PAIRS))


def test_an_empty_map_has_one_page():
    graph = sketch("")
    assert len(drawn(graph, planned(graph))) == 1
