"""The map as a nested outline: every statement appears, and cycles end."""

from collections.abc import Iterable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind, StatementKind
from factcheck.web.map_outline import SIGNS, OutlineItem, build_outline, focus_graph, with_relative_links

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


def drawn(items: list[OutlineItem] | tuple[OutlineItem, ...]) -> str:
    """Format an outline in one line: B(+a −c(/d))."""
    return " ".join(
        f"{item.sign}{item.statement.id}" + (f"({drawn(item.children)})" if item.children else "")
        for item in items
    )


def test_supporters_and_attackers_are_below_a_claim_with_their_sign() -> None:
    made = graph("Abc", step("r1", "b", "A"), step("r2", "c", "A", ATTACK))
    assert drawn(build_outline(made)) == "A(+b −c)"
    assert [item.relation for item in build_outline(made)[0].children] == ["supports", "attacks"]


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


def test_focus_keeps_only_what_affects_the_statement() -> None:
    made = graph(
        "ABcde",
        step("r1", "c", "A"),
        step("r2", "d", "r1", UNDERCUT),
        step("r3", "A", "B"),
        e={"context_of": "c"},
    )
    part = focus_graph(made, "A")
    assert [one.id for one in part.statements] == ["A", "c", "d", "e"]
    assert [one.id for one in part.relations] == ["r1", "r2"]


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
def test_every_claim_appears_and_nothing_is_below_itself(made: Graph) -> None:
    seen: set[str] = set()

    def walk(item: OutlineItem, above: frozenset[str]) -> None:
        assert item.statement.id not in above
        assert item.sign == "" or item.sign in {sign for sign, _ in SIGNS.values()} | {"·"}
        seen.add(item.statement.id)
        for child in item.children:
            walk(child, above | {item.statement.id})

    for top in build_outline(made):
        walk(top, frozenset())
    assert seen == {one.id for one in made.statements}


def test_outline_of_a_dense_map_is_linear_in_its_relations() -> None:
    """Each of thirty statements supports all before it: once below each, with its own supporters at one place only."""
    names = [f"s{number}" for number in range(30)]
    pairs = [(later, earlier) for place, later in enumerate(names) for earlier in names[:place]]
    dense = Graph(
        tuple(Statement(name, name) for name in names),
        tuple(Relation(f"r{at}", RelationKind.SUPPORT, (a,), b) for at, (a, b) in enumerate(pairs)),
    )

    def count(items: Iterable[OutlineItem]) -> int:
        return sum(1 + count(item.children) for item in items)

    assert count(build_outline(dense)) == 1 + len(pairs)
