import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.argument.palette import build_stylesheet
from factcheck.argument.semantics import evaluate
from factcheck.argument.svg_document import draw_map
from factcheck.enums import RelationKind, StatementKind
from tests.argument.random_maps import build_map
from tests.argument.sketch import sketch

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "<b>bold</b> & <script>alert(1)</script>",
    "ends in a backslash \\",
    "line\nbreak\r\ttab",
    "]]> --> {{ x }} %(s)s",
    "bell \x07 null \x00 lone \ud800 end",
    "👩\u200d👩\u200d👧 🏳️\u200d🌈",
    "x" * 100_000,
]


def drawn(graph, **options):
    return ET.fromstring(draw_map(graph, **options))


def texts(root):
    return [element.text for element in root.iter(f"{SVG}text")]


def node(root, name):
    return next(element for element in root.iter(f"{SVG}g") if element.get("data-id") == name)


def test_every_statement_and_relation_is_drawn_once_with_its_id():
    graph = build_map(40)
    root = drawn(graph)
    found = [element.get("data-id") for element in root.iter() if element.get("data-id")]
    assert sorted(found) == sorted([*graph.statement, *graph.relation])
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_kind_and_state_are_classes():
    graph = sketch("c=.5 e=.8", "e-c", e={"kind": StatementKind.EVIDENCE, "active": False})
    root = drawn(graph)
    assert node(root, "c").get("class").split() == ["node", "claim"]
    assert node(root, "e").get("class").split() == ["node", "evidence", "withdrawn"]
    assert node(root, "e-c").get("class").split() == ["relation", "f-attack", "s-attack", "withdrawn"]


def test_strengths_and_verdicts_are_written_in_words_and_numbers():
    root = drawn(sketch("c=.5 e=.9", "e+c", c={"label": "Mostly true"}))
    lines = texts(node(root, "c"))
    assert lines[:2] == ["Claim", "0.90"]
    assert lines[2:4] == ["Verdict: Mostly true", "Computed: supported"]
    assert texts(drawn(sketch("c=.5")))[-3:-1] == ["No verdict yet", "Computed: not enough evidence"]


def test_withdrawn_evidence_is_struck_out_and_shows_no_strength():
    evidence = node(drawn(sketch("c=.5 e=.9", "e+c", e={"active": False})), "e")
    lines = list(evidence.iter(f"{SVG}text"))
    assert [line.text for line in lines] == ["Claim, withdrawn", "Text of e."]
    assert lines[1].get("text-decoration") == "line-through"


@pytest.mark.parametrize(
    ("relation", "sign", "dashes"), [("e+c", "+", None), ("e-c", "−", "7 4"), ("e~c", "=", None)]
)
def test_each_kind_of_relation_has_its_sign_and_pattern(relation, sign, dashes):
    drawing = node(drawn(sketch("c=.5 e=.9", relation)), relation)
    assert texts(drawing) == [sign]
    assert drawing.find(f"{SVG}path").get("stroke-dasharray") == dashes


def test_an_undercut_is_dotted():
    drawing = node(drawn(sketch("c=.5 e=.9 u=.5", "e+c u/e+c")), "u/e+c")
    assert texts(drawing) == ["×"]
    assert drawing.find(f"{SVG}path").get("stroke-dasharray") == "1.5 4"


def test_a_card_links_to_the_page_of_its_statement():
    root = drawn(sketch("c=.5 d=.5", c={"url": "/claims/1/?a=1&b=2"}))
    assert node(root, "c").find(f"{SVG}a").get("href") == "/claims/1/?a=1&b=2"
    assert node(root, "d").find(f"{SVG}a") is None


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//elsewhere.example", "/\\elsewhere", "x"]
)
def test_an_unsafe_url_is_not_a_link(url):
    assert node(drawn(sketch("c=.5", c={"url": url})), "c").find(f"{SVG}a") is None


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_stays_text(text):
    statements = (
        Statement("c", text, label=text, url=f"/claims/{text}"),
        Statement(text[:50], "Evidence", kind=StatementKind.EVIDENCE, base=0.8, origin=text),
    )
    relation = Relation("r", RelationKind.SUPPORT, (text[:50],), "c", scheme=text)
    root = drawn(Graph(statements, (relation,), text))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        *("svg", "title", "desc", "style", "g", "a", "rect", "text", "path", "polygon", "circle")
    }


def test_a_drawing_carries_no_script_and_no_style_attribute():
    root = drawn(build_map(30))
    for element in root.iter():
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


def test_a_drawing_for_a_page_has_neither_style_nor_title():
    alone, inside = draw_map(build_map(5)), draw_map(build_map(5), standalone=False)
    assert "<style>" in alone
    assert "<style>" not in inside
    assert "A map for tests" in texts(ET.fromstring(alone))
    assert "A map for tests" not in texts(ET.fromstring(inside))


def test_the_stylesheet_names_every_colour_for_light_and_dark():
    rules = build_stylesheet()
    assert rules.count("--map-support:") == 2
    assert "prefers-color-scheme:dark" in rules


def test_right_to_left_text_starts_at_the_right_edge_and_is_isolated():
    root = drawn(sketch("c=.5", c={"text": "مدينة صغيرة"}))
    line = next(element for element in node(root, "c").iter(f"{SVG}text") if "مدينة" in element.text)
    assert line.get("text-anchor") == "end"
    assert (line.text[0], line.text[-1]) == ("\u2067", "\u2069")


def test_a_character_without_a_glyph_is_reported():
    assert "U+13000" in drawn(sketch("c=.5", c={"text": "A \U00013000 sign"})).find(f"{SVG}desc").text
    assert "U+" not in drawn(sketch("c=.5", c={"text": "A sign 🙂"})).find(f"{SVG}desc").text


def test_the_map_has_a_title_and_a_description_for_screen_readers():
    root = drawn(build_map(12))
    assert root.find(f"{SVG}title").text == "A map for tests"
    assert root.find(f"{SVG}desc").text.startswith("12 statements and 11 relations between them.")


def test_strengths_that_did_not_converge_are_noted():
    graph = sketch("a=1 b=1", "a-b b-a")
    divergent = replace(evaluate(graph), converged=False)
    assert "did not converge" in drawn(graph, evaluation=divergent).find(f"{SVG}desc").text


def test_a_given_evaluation_is_shown():
    graph = sketch("c=.5 e=.9", "e+c")
    assert "0.95" in texts(node(drawn(graph, evaluation=evaluate(graph, "df_quad")), "c"))


def test_an_empty_map_can_be_drawn():
    assert drawn(Graph((), ())).find(f"{SVG}title").text == "Argument map"


def test_the_same_map_is_the_same_drawing():
    assert draw_map(build_map(40)) == draw_map(build_map(40))
