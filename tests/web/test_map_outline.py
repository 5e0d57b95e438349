"""The map as a nested outline: every statement appears, and cycles end."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind, StatementKind
from factcheck.web.map_outline import SIGNS, OutlineLine, build_outline, with_relative_links

SUPPORT, ATTACK, UNDERCUT = RelationKind.SUPPORT, RelationKind.ATTACK, RelationKind.UNDERCUT


def graph(statements: str, *relations: Relation, **extra: dict[str, str]) -> Graph:
    """Return a graph of statements named by letters: capitals are claims, others premises."""
    kinds = {True: StatementKind.CLAIM, False: StatementKind.PREMISE}
    made = (
        Statement(name, name, kind=kinds[name.isupper()], extra=extra.get(name, {})) for name in statements
    )
    return Graph(tuple(made), relations)


def step(name: str, premises: str, target: str, kind: RelationKind = SUPPORT) -> Relation:
    return Relation(name, kind, tuple(premises), target)


def drawn(lines: list[OutlineLine]) -> str:
    """Format an outline in one line: B(+a −c(/d))."""
    text, before = "", -1
    for line in lines:
        text += "(" if line.level > before >= 0 else ")" * (before - line.level) + " "
        text += f"{line.sign}{line.statement.id}"
        before = line.level
    return (text + ")" * before).strip()


def test_supporters_and_attackers_are_below_a_claim_with_their_sign() -> None:
    made = graph("Abc", step("r1", "b", "A"), step("r2", "c", "A", ATTACK))
    assert drawn(build_outline(made)) == "A(+b −c)"
    assert [line.relation for line in build_outline(made)] == ["", "supports", "attacks"]


def test_claims_come_before_unconnected_premises() -> None:
    assert drawn(build_outline(graph("bAcD"))) == "A D b c"


def test_undercut_is_below_the_target_of_its_relation() -> None:
    made = graph("Abc", step("r1", "b", "A"), step("r2", "c", "r1", UNDERCUT))
    assert drawn(build_outline(made)) == "A(+b /c)"


def test_statement_with_two_targets_appears_twice() -> None:
    made = graph("ABc", step("r1", "c", "A"), step("r2", "c", "B", ATTACK))
    assert drawn(build_outline(made)) == "A(+c) B(−c)"


def test_context_is_not_a_top_item() -> None:
    made = graph("Ab", b={"context_of": "A"})
    assert drawn(build_outline(made)) == "A(·b)"


def test_cycle_is_cut_where_it_repeats() -> None:
    made = graph("Abc", step("r1", "b", "A"), step("r2", "c", "b"), step("r3", "b", "c", ATTACK))
    assert drawn(build_outline(made)) == "A(+b(+c))"


def test_claims_in_a_cycle_are_not_lost() -> None:
    made = graph("AB", step("r1", "A", "B", ATTACK), step("r2", "B", "A", ATTACK))
    assert drawn(build_outline(made)) == "A(−B)"


def test_mutual_undercuts_terminate() -> None:
    made = graph(
        "Abc", step("r1", "b", "r2", UNDERCUT), step("r2", "c", "r1", UNDERCUT), step("r3", "b", "A")
    )
    assert drawn(build_outline(made)) == "A(+b) c"


def test_own_links_become_relative() -> None:
    urls = ["https://site.example/claims/1/", "https://site.example.evil/", "https://paper.example/", ""]
    made = Graph(tuple(Statement(url, url, url=url) for url in urls), ())
    shown = [one.url for one in with_relative_links(made, "https://site.example").statements]
    assert shown == ["/claims/1/", "https://site.example.evil/", "https://paper.example/", ""]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    statements = draw(st.sampled_from(["A", "Ab", "ABc", "ABcd"]))
    names = [f"r{number}" for number in range(draw(st.integers(0, 4)))]
    return graph(
        statements,
        *(
            Relation(
                name,
                draw(st.sampled_from(RelationKind)),
                (draw(st.sampled_from(statements)),),
                draw(st.sampled_from([*statements, *names])),
            )
            for name in names
        ),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs())
def test_every_statement_appears_and_nothing_is_below_itself(made: Graph) -> None:
    lines = build_outline(made)
    way: list[str] = []
    for line in lines:
        del way[line.level :]
        assert line.statement.id not in way
        assert line.sign in {"", "·"} | {sign for sign, _ in SIGNS.values()}
        way.append(line.statement.id)
    assert {line.statement.id for line in lines} == {one.id for one in made.statements}
    assert sum(line.begins for line in lines) == 1 + sum(len(line.ends) for line in lines)


def test_lists_begin_and_end_around_what_is_below() -> None:
    made = graph("ABcd", step("r1", "c", "A"), step("r2", "d", "c"))
    lines = build_outline(made)
    assert [(line.begins, line.has_children, len(line.ends)) for line in lines] == [
        (True, True, 0),
        (True, True, 0),
        (True, False, 2),
        (False, False, 0),
    ]


def test_second_place_is_marked_as_repeated() -> None:
    made = graph("ABc", step("r1", "c", "A"), step("r2", "c", "B", ATTACK))
    assert [line.is_repeated for line in build_outline(made)] == [False, False, False, True]


def test_outline_of_a_dense_map_is_linear_in_its_relations() -> None:
    """Each of thirty statements supports all before it: once below each, with its own supporters at one place only."""
    names = [f"s{number}" for number in range(30)]
    pairs = [(later, earlier) for place, later in enumerate(names) for earlier in names[:place]]
    dense = Graph(
        tuple(Statement(name, name) for name in names),
        tuple(Relation(f"r{at}", RelationKind.SUPPORT, (a,), b) for at, (a, b) in enumerate(pairs)),
    )
    assert len(build_outline(dense)) == 1 + len(pairs)


def test_outline_of_a_deep_map_ends() -> None:
    names = [f"s{number}" for number in range(3000)]
    steps = tuple(Relation(f"r{low}", RelationKind.SUPPORT, (low,), high) for high, low in pairwise(names))
    deep = build_outline(Graph(tuple(Statement(name, name) for name in names), steps))
    assert deep[-1].level == 2999
