import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.search.query_parser import (
    MAX_TERMS,
    ExcerptPart,
    Term,
    make_excerpt,
    parse_query,
    to_fts5,
    to_tsquery,
)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("", ()),
        ("* NEAR( 😀", (Term(("near",)),)),
        ("😀 bridge *", (Term(("bridge",)),)),
        ("😀", ()),
        ('"', ()),
        ("bridge", (Term(("bridge",), begins=True),)),
        ("Harbour bri", (Term(("harbour",)), Term(("bri",), begins=True))),
        ('"harbour bridge" cost', (Term(("harbour", "bridge")), Term(("cost",), begins=True))),
        ("“harbour bridge", (Term(("harbour", "bridge")),)),
        ("3.1", (Term(("3", "1"), begins=True),)),
        ("co-operate", (Term(("co", "operate"), begins=True),)),
        ("Brücke ", (Term(("brücke",), begins=True),)),
        ("a OR b", (Term(("a",)), Term(("or",)), Term(("b",), begins=True))),
    ],
)
def test_query_is_parsed(typed: str, terms: tuple[Term, ...]) -> None:
    assert parse_query(typed) == terms


def test_fts5_and_tsquery_have_the_same_terms() -> None:
    terms = parse_query('"harbour bridge" 3.1 cos')
    assert to_fts5(terms) == '"harbour bridge" AND "3 1" AND "cos"*'
    assert to_tsquery(terms) == "('harbour' <-> 'bridge') & ('3' <-> '1') & ('cos':*)"


@given(st.text(max_size=400))
@settings(max_examples=80, deadline=None)
def test_query_contains_no_operator_of_the_input(typed: str) -> None:
    terms = parse_query(typed)
    assert len(terms) <= MAX_TERMS
    for term in terms:
        assert term.words
        assert not re.search(r"[\"'*:&|!()<>\\\s\x00]", "".join(term.words))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("BRIDGE", ["bridge", "Bridge"]),
        ("bri", ["bridge", "Bridge"]),
        ('"the bridge"', ["the bridge"]),
        ("ridge", []),
        ("4.2", ["4.2"]),
    ],
)
def test_matches_are_marked(typed: str, found: list[str]) -> None:
    runs = make_excerpt("In 1931 the bridge cost 4.2 million. Bridge.", parse_query(typed))
    assert [run.text for run in runs if run.found] == found


def test_long_text_is_cut_around_the_first_match() -> None:
    body = "lorem ipsum " * 200 + "the needle stands here " + "dolor sit " * 200
    runs = make_excerpt(body, parse_query("needle"))
    text = "".join(run.text for run in runs)
    assert runs[0] == ExcerptPart("… ")
    assert runs[-1] == ExcerptPart(" …")
    assert "needle" in text
    assert len(text) < 300


@given(st.text(max_size=400), st.text(max_size=30))
@settings(max_examples=80, deadline=None)
def test_excerpt_is_a_part_of_the_body(body: str, typed: str) -> None:
    runs = make_excerpt(body, parse_query(typed))
    text = "".join(run.text for run in runs if run not in (ExcerptPart("… "), ExcerptPart(" …")))
    assert text in body
