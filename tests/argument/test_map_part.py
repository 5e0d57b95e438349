"""The part of a map that is shown: confirmed claims, near the main one, at most so many, and what is left out."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.argument.focus import Focus
from factcheck.argument.graph import CONTEXT_KEY, Graph, Relation, Statement
from factcheck.argument.map_part import (
    MAX_SHOWN,
    SHOWN_AT_FIRST,
    MapPart,
    cut_graph,
    find_drafts,
    find_statements,
    restrict_graph,
)
from factcheck.enums import RelationKind, StatementKind
from factcheck.exceptions import InvalidInput
from tests.argument.random_maps import build_map
from tests.argument.sketch import sketch

PREMISE = {"kind": StatementKind.PREMISE}
DRAFT = {"confirmed": False}


def shown(part: MapPart) -> str:
    return " ".join(item.id for item in part.graph.statements)


def chain(length: int) -> Graph:
    names = [f"s{number}" for number in range(length)]
    return sketch(" ".join(f"{name}=.5" for name in names), " ".join(f"{b}+{a}" for a, b in pairwise(names)))


def star(leaves: int) -> Graph:
    names = [f"e{number}" for number in range(leaves)]
    return sketch("c=.5 " + " ".join(f"{name}=.5" for name in names), " ".join(f"{name}+c" for name in names))


def test_small_map_is_shown_whole() -> None:
    part = cut_graph(sketch("a=.5 b=.5 c=.5", "b+a c/b+a"), Focus())
    assert (shown(part), dict(part.left_out), part.total) == ("a b c", {}, 3)
    assert [relation.id for relation in part.graph.relations] == ["b+a", "c/b+a"]


def test_depth_is_counted_from_the_roots_and_from_the_focus() -> None:
    assert shown(cut_graph(chain(5), Focus(depth=2))) == "s0 s1 s2"
    assert shown(cut_graph(chain(5), Focus("s2", depth=1))) == "s2 s3"


def test_undercut_is_one_level_below_the_target_of_its_relation() -> None:
    part = cut_graph(sketch("a=.5 b=.5 u=.5 v=.5", "b+a u/b+a v+u"), Focus(depth=1))
    assert (shown(part), dict(part.left_out)) == ("a b u", {"u": 1})


def test_what_is_left_out_is_counted_where_it_is_left_out() -> None:
    part = cut_graph(sketch("a=.5 b=.5 c=.5 d=.5", "b+a c+b d-b"), Focus(depth=1))
    assert dict(part.left_out) == {"b": 2}
    assert part.below["b"] == 2


def test_opened_statement_shows_what_is_below_it_whatever_the_depth() -> None:
    graph = sketch("a=.5 b=.5 c=.5 d=.5 e=.5", "b+a c+b d+c e+a")
    assert shown(cut_graph(graph, Focus(depth=1))) == "a b e"
    assert shown(cut_graph(graph, Focus(depth=1).opening("b"))) == "a b c e"
    assert shown(cut_graph(graph, Focus(depth=1).opening("c"))) == "a b c d e"


def test_opening_a_statement_of_a_large_map_leaves_the_others_where_they_are() -> None:
    graph = build_map(2000)
    before = cut_graph(graph, Focus())
    name = next(name for name in reversed(before.graph.statement) if before.left_out.get(name))
    after = cut_graph(graph, Focus().opening(name))
    assert before.graph.statement.keys() < after.graph.statement.keys()
    assert not after.left_out.get(name)


def test_folded_statement_shows_nothing_below_it() -> None:
    assert shown(cut_graph(chain(4), Focus().folding("s1"))) == "s0 s1"


def test_statement_below_two_is_shown_if_one_of_them_is_folded() -> None:
    part = cut_graph(sketch("a=.5 b=.5 c=.5", "c+a c+b"), Focus().folding("a"))
    assert (shown(part), dict(part.left_out)) == ("a b c", {})


def test_way_to_what_is_found_is_opened() -> None:
    graph = sketch("a=.5 b=.5 c=.5 d=.5", "b+a c+b d+c")
    part = cut_graph(graph, Focus(depth=1, find="text of C"))
    assert (shown(part), part.found) == ("a b c", ("c",))


def test_text_is_found_below_what_is_folded_and_beside_the_focus() -> None:
    graph = sketch("a=.5 b=.5 c=.5 d=.5", "b+a c+b")
    assert "c" in cut_graph(graph, Focus(folded=("a", "b"), find="of c")).graph.statement
    assert "c" in cut_graph(graph, Focus("d", find="of c")).graph.statement


def test_drafts_that_contain_the_text_are_counted() -> None:
    part = cut_graph(sketch("a=.5 x=.5", x=DRAFT), Focus(find="text"))
    assert (part.found, part.found_drafts) == (("a",), 1)


def test_large_map_opens_with_what_is_nearest_to_the_main_claim() -> None:
    part = cut_graph(build_map(2000), Focus())
    assert len(part.graph.statements) == SHOWN_AT_FIRST
    assert part.main == "s0" == part.graph.statements[0].id
    assert sum(part.left_out.values()) > 0


@pytest.mark.parametrize("depth", [0, 50])
def test_no_more_than_the_limit_is_shown_however_much_is_opened(depth: int) -> None:
    graph = build_map(2000)
    everything = Focus(depth=depth, opened=tuple(graph.statement))
    assert len(cut_graph(graph, everything).graph.statements) <= MAX_SHOWN
    assert len(cut_graph(graph, replace(everything, find="t")).graph.statements) <= MAX_SHOWN


def test_statement_of_a_large_map_is_found() -> None:
    graph = build_map(2000)
    last = replace(graph.statements[-1], title="Needle")
    graph = replace(graph, statements=(*graph.statements[:-1], last))
    assert last.id in cut_graph(graph, Focus(find="needle")).graph.statement


def test_next_ones_of_a_statement_with_too_many_are_reached_by_skipping() -> None:
    graph = star(700)
    first = cut_graph(graph, Focus("c", depth=9))
    assert first.left_out["c"] == 700 - (MAX_SHOWN - 1)
    seen, skip = set(first.graph.statement), first.next_skip
    while skip:
        part = cut_graph(graph, Focus("c", depth=9, skip=skip))
        seen, skip = seen | part.graph.statement.keys(), part.next_skip
    assert seen == set(graph.statement)


def test_next_roots_are_reached_by_skipping() -> None:
    graph = sketch("a=.5 b=.5 c=.5 d=.5", "b+a d+c")
    assert shown(cut_graph(graph, Focus(skip=1))) == "c d"
    assert cut_graph(graph, Focus(), limit=2).next_skip == 1
    assert cut_graph(graph, Focus()).next_skip == 0


def test_main_claim_is_the_one_that_most_of_the_map_bears_on() -> None:
    graph = sketch("a=.5 b=.5 c=.5 d=.5 e=.5", "b+a d+c e+d")
    assert cut_graph(graph, Focus()).main == "c"
    premise = replace(graph.statement["c"], kind=StatementKind.PREMISE)
    changed = replace(
        graph, statements=tuple(premise if item.id == "c" else item for item in graph.statements)
    )
    assert cut_graph(changed, Focus()).main == "a"


def test_main_claim_of_a_map_with_too_many_roots_is_shown() -> None:
    pairs = " ".join(f"a{number}=.5 b{number}=.5" for number in range(400))
    relations = " ".join(f"b{number}+a{number}" for number in range(400))
    part = cut_graph(sketch(f"{pairs} x=.5", f"{relations} x+a399"), Focus())
    assert part.main == "a399"
    assert {"a399", "b399", "x"} <= part.graph.statement.keys()


def test_isolated_statements_are_listed_and_in_no_graph() -> None:
    part = cut_graph(sketch("a=.5 b=.5 c=.5", "b+a"), Focus())
    assert ([item.id for item in part.isolated], shown(part)) == (["c"], "a b")


def test_context_belongs_to_its_claim() -> None:
    part = cut_graph(sketch("a=.5 b=.5", b={"extra": {CONTEXT_KEY: "a"}}), Focus())
    assert (shown(part), part.isolated) == ("a b", ())


def test_drafts_and_what_bears_on_nothing_else_are_left_out_by_default() -> None:
    graph = sketch("a=.5 b=.5 c=.5 d=.5 x=.5", "b+a c+x d+c", x=DRAFT, c=PREMISE, d=PREMISE)
    part = cut_graph(graph, Focus())
    assert (shown(part), part.drafts, part.total) == ("a b", 3, 2)
    assert shown(cut_graph(graph, Focus(drafts=True))) == "a b c d x"


def test_evidence_of_a_draft_and_of_a_confirmed_claim_stays() -> None:
    graph = sketch("a=.5 c=.5 x=.5", "c+a c+x", x=DRAFT, c=PREMISE)
    assert shown(cut_graph(graph, Focus())) == "a c"


def test_confirmed_claim_that_supports_a_draft_stays() -> None:
    assert find_drafts(sketch("a=.5 x=.5", "a+x", x=DRAFT)) == {"x"}


def test_map_of_drafts_only_is_shown() -> None:
    part = cut_graph(sketch("x=.5 y=.5", "y+x", x=DRAFT, y=PREMISE), Focus())
    assert (shown(part), part.drafts) == ("x y", 0)


def test_focus_on_a_draft_shows_it() -> None:
    assert shown(cut_graph(sketch("a=.5 x=.5 y=.5", "y+x", x=DRAFT, y=PREMISE), Focus("x"))) == "x y"


def test_focus_on_an_unknown_statement_is_refused() -> None:
    with pytest.raises(InvalidInput, match="c99"):
        cut_graph(chain(2), Focus("c99"))


def test_linked_premises_are_shown_together_or_not_at_all() -> None:
    part = cut_graph(sketch("a=.5 b=.5 c=.5 d=.5", "b+a c&d+a"), Focus(), limit=3)
    assert (shown(part), dict(part.left_out)) == ("a b", {"a": 2})


def test_restricted_graph_loses_undercuts_of_lost_relations() -> None:
    graph = restrict_graph(sketch("a=.5 b=.5 c=.5", "b+a c/b+a"), ["a", "c"])
    assert (len(graph.statements), graph.relations) == (2, ())


def test_text_is_found_in_text_title_label_and_source() -> None:
    details = {"text": "It is DEAR.", "title": "Costs", "label": "False", "publisher": "Archive"}
    graph = sketch("a=.5 b=.5", a=details)
    for wanted in ("dear", "costs", "FALSE", " archive "):
        assert find_statements(graph, wanted) == ("a",)
    assert find_statements(graph, " ") == find_statements(graph, "cheap") == ()


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    names = "abcdefg"
    edges = draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=12))
    relations = tuple(
        Relation(f"r{at}", RelationKind.SUPPORT, (premise,), target)
        for at, (premise, target) in enumerate(edges)
    )
    return Graph(tuple(Statement(name, name, confirmed=draw(st.booleans())) for name in names), relations)


@settings(max_examples=80, deadline=None)
@given(graphs(), st.integers(0, 3), st.integers(1, 9), st.booleans())
def test_every_statement_is_shown_listed_or_counted(
    graph: Graph, depth: int, limit: int, drafts: bool
) -> None:
    part = cut_graph(graph, Focus(depth=depth, drafts=drafts), limit=limit)
    assert len(part.graph.statements) <= limit
    assert part.total + part.drafts == len(graph.statements)
    whole = cut_graph(graph, Focus(drafts=drafts))
    assert len(whole.graph.statements) + len(whole.isolated) == whole.total
    if len(part.graph.statements) < len(whole.graph.statements):
        assert sum(part.left_out.values()) > 0
