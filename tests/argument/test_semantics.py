from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.argument.semantics import SEMANTICS, evaluate
from factcheck.enums import RelationKind, StatementKind
from factcheck.exceptions import UnknownChoice
from tests.argument.sketch import numbers, sketch

SLUGS = sorted(SEMANTICS)
CLOSE = 1e-6
EVIDENCE = {"kind": StatementKind.EVIDENCE}
WEAK = " ".join(f"s{n}=.3" for n in range(10)), " ".join(f"s{n}+c" for n in range(10))
STOCK = "buy=.5 sell=.5 p1=.8 p2=.7 p3=.3 p4=.9 p5=.9"
STOCK_LINES = "p1+sell p2+buy p4+p2 p5+buy buy-sell sell-buy p2-p1 p3-p2 p4-p3 p5-p1"
DEMOCRACY = "a1=.5 a2=.5 p1=.7 p2=.5 p3=.9 c1=.2 c2=.2 c3=.6 c4=.5"
DEMOCRACY_LINES = "p1+a1 p2+a1 p3+a2 c1-a2 c2-p2 c3-p2 c4-p2"
CHECKED = "c=.5 e1=.9 e2=.7 e3=.6 r=.8 u=.9"

# Agreed by independent implementations; from Potyka (2018), Rago et al. (2016) and by hand.
VECTORS = [
    ("c=.5 s=.8 a=.6", "s+c a-c", "c=.519230769", "c=.6"),
    ("c=.5 " + WEAK[0], WEAK[1], "c=.95", "c=.985876238"),
    ("c=.5 a=.8 b=.9", "a-c b-a", "a=.44198895 c=.41828605", "a=.08 c=.46"),
    (DEMOCRACY, DEMOCRACY_LINES, "a1=.719852179 a2=.66442953 p2=.185873606", "a1=.862 a2=.85 p2=.08"),
    (
        STOCK,
        STOCK_LINES,
        "p1=.204744261 p2=.805084583 p3=.165745856 buy=.821646443 sell=.362169694",
        "p1=.00312 p2=.961 p3=.03 buy=.99636 sell=.00338",
    ),
    ("c=.5 a=1 s=.9", "s+c a-c", "c=.495049505", "c=.45"),
    ("z=0 o=1 s=.7 a=.7", "s+z a-o", "o=.67114094 z=.32885906", "o=.3 z=.7"),
    ("a=.5 b=.5 c=.5", "a-b b-c c-a", "a=.423853799 b=.423853799 c=.423853799", "a=.333333333 c=.333333333"),
    ("a=1 b=1", "a-b b-a", "a=.682327804 b=.682327804", "a=.5 b=.5"),
    ("a=1", "a-a", "a=.682327804", "a=.5"),
    ("a=.5 b=.5", "a+b b+a", "a=.647798871 b=.647798871", "a=1 b=1"),
    (
        CHECKED,
        "e1+c e2+c e3-c r-e1 u-r",
        "c=.710558336 e1=.75291489 r=.44198895",
        "c=.6742 e1=.828 r=.08",
    ),
    ("c=.5 e=.9 u=.8", "e+c u/e+c", "c=.615727512 e+c=.609756098", "c=.59 e+c=.2"),
    ("c=.5 e=.9 f=.5", "e&f+c", "c=.584199584", "c=.725"),
]


BASES = st.floats(0.01, 0.99)
ENDS = st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from("+-"))
MAPS = st.tuples(
    st.lists(BASES, min_size=8, max_size=8), st.lists(ENDS, max_size=14, unique_by=lambda e: e[:2])
)


def drawn(bases, ends, acyclic=True):
    """A map from random numbers, with the statements n0 to n7.

    With `acyclic`, later ones support or attack earlier ones.
    """
    ends = (
        [(max(one, two), min(one, two), sign) for one, two, sign in ends if one != two] if acyclic else ends
    )
    words = dict.fromkeys(f"n{one}{sign}n{two}" for one, two, sign in ends)
    return sketch(" ".join(f"n{n}={base}" for n, base in enumerate(bases)), " ".join(words))


@pytest.mark.parametrize(("statements", "relations", "energy", "quad"), VECTORS)
def test_strengths_agree_with_the_published_models(statements, relations, energy, quad):
    graph = sketch(statements, relations)
    for slug, expected in (("quadratic_energy", numbers(energy)), ("df_quad", numbers(quad))):
        evaluation = evaluate(graph, slug)
        assert evaluation.converged
        assert {name: evaluation.strength[name] for name in expected} == pytest.approx(expected, abs=CLOSE)


def test_a_statement_without_relations_keeps_its_base_score():
    evaluation = evaluate(sketch(CHECKED, "e1+c e2+c e3-c r-e1 u-r"))
    assert [evaluation.strength[name] for name in ("e2", "e3", "u")] == [0.7, 0.6, 0.9]


@pytest.mark.parametrize("slug", ["df_quad", "quadratic_energy"])
def test_groups_that_attack_each_other_converge_to_strengths_that_fit_the_formula(slug):
    names = [f"{side}{n}" for side in "ab" for n in range(5)]
    attacks = " ".join(f"a{m}-b{n} b{n}-a{m}" for m in range(5) for n in range(5))
    evaluation = evaluate(
        sketch(" ".join(f"{name}={0.5 if name < 'b' else 0.49}" for name in names), attacks), slug
    )
    assert evaluation.converged
    assert evaluation.iterations > 100
    for base, own, other in ((0.5, "a", "b"), (0.49, "b", "a")):
        others = [evaluation.strength[f"{other}{n}"] for n in range(5)]
        assert evaluation.strength[f"{own}0"] == pytest.approx(
            SEMANTICS[slug].influence(base, [], others), abs=CLOSE
        )


def test_an_iteration_that_does_not_converge_is_reported(monkeypatch):
    monkeypatch.setattr("factcheck.argument.evaluation.solver.MAX_ITERATIONS", 5)
    evaluation = evaluate(sketch("a=1 b=1", "a-b b-a"), "quadratic_energy")
    assert (evaluation.converged, evaluation.iterations) == (False, 5)


def test_a_map_without_a_cycle_needs_no_iterations():
    assert evaluate(sketch("a=.5 b=.5", "a+b")).iterations == 0


def test_an_undercut_weakens_the_relation_and_not_its_premise():
    evaluation = evaluate(sketch("c=.5 e=.9 u=.8", "e+c u/e+c"), "df_quad")
    assert (evaluation.strength["e"], evaluation.strength["e+c"]) == (0.9, pytest.approx(0.2))
    assert evaluation.strength["c"] == pytest.approx(0.59)


def test_an_undercut_can_be_undercut():
    once = evaluate(sketch("c=.5 e=.9 u=.8", "e+c u/e+c"))
    twice = evaluate(sketch("c=.5 e=.9 u=.8 v=.9", "e+c u/e+c v/u/e+c"))
    assert twice.strength["c"] > once.strength["c"]


def test_linked_premises_are_as_weak_as_their_product():
    evaluation = evaluate(sketch("c=.5 e=.9 f=.5", "e&f+c"), "df_quad")
    assert evaluation.strength["c"] == pytest.approx(0.5 + 0.5 * 0.45)


def test_the_base_strength_of_a_relation_counts():
    graph = Graph(
        (Statement("c", "C"), Statement("e", "E", base=0.8)),
        (Relation("r", RelationKind.SUPPORT, ("e",), "c", base=0.5),),
    )
    assert evaluate(graph, "df_quad").support["c"] == pytest.approx(0.4)


def test_rephrased_statements_are_evaluated_once():
    apart = evaluate(sketch("c=.5 d=.5 e=.8", "e+d"))
    evaluation = evaluate(sketch("c=.5 d=.5 e=.8", "e+d c~d"))
    assert evaluation.strength["c"] == evaluation.strength["d"] == apart.strength["d"]


def test_rephrased_statements_take_the_base_score_furthest_from_neutral():
    evaluation = evaluate(sketch("c=.5 d=.8 e=.3", "c~d d~e"))
    assert {evaluation.strength[name] for name in "cde"} == {0.8}


def test_a_rephrased_argument_counts_once():
    once = evaluate(sketch("c=.5 e=.8 f=.5", "e+c"))
    twice = evaluate(sketch("c=.5 e=.8 f=.5", "e+c f+c e~f"))
    assert twice.strength["c"] == once.strength["c"]


def test_evidence_with_one_original_source_counts_once_with_its_strongest_piece():
    wire = {"origin": "wire"}
    graph = sketch("c=.5 e=.8 f=.6 g=.5", "e+c f+c g+c", e=wire, f=wire)
    evaluation = evaluate(graph)
    assert evaluation.strength["c"] == evaluate(sketch("c=.5 e=.8 g=.5", "e+c g+c")).strength["c"]
    (merged,) = evaluation.merged
    assert (merged.target, merged.supports, merged.counted, merged.not_counted) == (
        "c",
        True,
        "e+c",
        ("f+c",),
    )


def test_an_original_source_counts_once_for_each_side_and_claim():
    wire = {"origin": "wire"}
    evaluation = evaluate(sketch("c=.5 d=.5 e=.8 f=.6 g=.7", "e+c f-c g+d", e=wire, f=wire, g=wire))
    assert evaluation.merged == ()
    assert evaluation.attack["c"] == evaluate(sketch("c=.5 f=.6", "f-c")).attack["c"]


def test_the_strongest_piece_of_a_source_is_chosen_after_undercuts():
    wire = {"origin": "wire"}
    evaluation = evaluate(sketch("c=.5 e=.8 f=.6 u=.9", "e+c f+c u/e+c", e=wire, f=wire))
    assert evaluation.merged[0].counted == "f+c"


@pytest.mark.parametrize(
    ("kind", "premises", "target"),
    [
        ("support", ("gone",), "c"),
        ("support", ("e",), "gone"),
        ("support", (), "c"),
        ("undercut", ("e",), "gone"),
    ],
)
def test_incomplete_relations_do_not_count(kind, premises, target):
    relation = Relation("r", RelationKind(kind), premises, target)
    evaluation = evaluate(Graph(sketch("c=.5 e=.8").statements, (relation,)))
    assert (evaluation.strength["c"], evaluation.support["c"]) == (0.5, 0.0)


def test_an_unknown_slug_of_semantics_raises_an_error_that_lists_the_known_ones():
    with pytest.raises(UnknownChoice, match="df_quad, quadratic_energy"):
        evaluate(sketch("a=.5"), "majority")


@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=40, deadline=None)
@given(drawing=MAPS)
def test_strengths_are_between_0_and_1(slug, drawing):
    evaluation = evaluate(drawn(*drawing, acyclic=False), slug)
    assert all(0 <= strength <= 1 for strength in evaluation.strength.values())


@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=40, deadline=None)
@given(drawing=MAPS, base=BASES)
def test_more_support_never_weakens_and_more_attack_never_strengthens(slug, drawing, base):
    graph = drawn(*drawing)
    new = Statement("new", "New.", base=base)
    before = evaluate(graph, slug).strength["n0"]
    for kind, sign in ((RelationKind.SUPPORT, 1), (RelationKind.ATTACK, -1)):
        more = Graph((*graph.statements, new), (*graph.relations, Relation("r", kind, ("new",), "n0")))
        assert sign * (evaluate(more, slug).strength["n0"] - before) >= -1e-12


@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=40, deadline=None)
@given(supports=st.lists(BASES, max_size=4), attacks=st.lists(BASES, max_size=4), base=BASES)
def test_swapping_supports_and_attacks_and_inverting_the_base_inverts_the_strength(
    slug, supports, attacks, base
):
    influence = SEMANTICS[slug].influence
    turned = influence(1 - base, attacks, supports)
    assert turned == pytest.approx(1 - influence(base, supports, attacks), abs=1e-12)


@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=40, deadline=None)
@given(drawing=MAPS, order=st.randoms(use_true_random=False), cyclic=st.booleans())
def test_the_order_of_a_map_does_not_matter(slug, drawing, order, cyclic):
    graph = drawn(*drawing, acyclic=not cyclic)
    statements, relations = list(graph.statements), list(graph.relations)
    order.shuffle(statements)
    order.shuffle(relations)
    shuffled = Graph(tuple(statements), tuple(relations))
    assert evaluate(shuffled, slug).strength == pytest.approx(evaluate(graph, slug).strength, abs=1e-7)


@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=40, deadline=None)
@given(drawing=MAPS, gone=st.integers(1, 7), cyclic=st.booleans())
def test_withdrawing_a_statement_equals_removing_it(slug, drawing, gone, cyclic):
    graph = drawn(*drawing, acyclic=not cyclic)
    name = f"n{gone}"
    withdrawn = Graph(
        tuple(replace(item, active=item.id != name) for item in graph.statements), graph.relations
    )
    without = Graph(
        tuple(item for item in graph.statements if item.id != name),
        tuple(item for item in graph.relations if name not in (*item.premises, item.target)),
    )
    withdrawn_strengths, expected = evaluate(withdrawn, slug).strength, evaluate(without, slug).strength
    assert {other: withdrawn_strengths[other] for other in expected} == expected
    assert withdrawn_strengths[name] == 0


def test_a_chain_of_ten_thousand_relations_does_not_exhaust_the_stack():
    chain = Graph(
        tuple(Statement(f"s{n}", "S", base=0.5) for n in range(10_000)),
        tuple(Relation(f"r{n}", RelationKind.SUPPORT, (f"s{n + 1}",), f"s{n}") for n in range(9_999)),
    )
    assert evaluate(chain, "quadratic_energy").strength["s9998"] == pytest.approx(0.6)


def test_linked_premises_weigh_as_the_weakest_of_them_by_tiers():
    graph = sketch("c=.5 e=.9 f=.6", "e&f+c", e=EVIDENCE, f=EVIDENCE)
    assert evaluate(graph, "tiers").support["c"] == pytest.approx(0.6)


def test_an_undecided_or_refuted_claim_weighs_nothing_by_tiers():
    graph = sketch("c=.5 undecided=.5 refuted=.5 e=.9", "undecided+c refuted-c e-refuted", e=EVIDENCE)
    assert evaluate(graph, "tiers").strength["c"] == 0.5


def test_a_claim_weighs_what_it_departs_from_undecided_by_tiers():
    evaluation = evaluate(sketch("c=.5 d=.5 e=.8", "e+d d+c", e=EVIDENCE), "tiers")
    assert evaluation.strength["c"] == evaluation.strength["d"] == pytest.approx(0.9)


def test_a_full_undercut_cancels_its_step_by_tiers():
    graph = sketch("c=.5 e=.9 u=1", "e-c u/e-c", e=EVIDENCE, u=EVIDENCE)
    assert evaluate(graph, "tiers").strength["c"] == 0.5


@pytest.mark.parametrize("slug", SLUGS)
def test_an_unconfirmed_claim_weighs_nothing_in_other_claims(slug):
    lines = "c=.5 d=.5 e=.9 f=.8", "d-c e+d f+c"
    known = {"e": EVIDENCE, "f": EVIDENCE}
    draft = evaluate(sketch(*lines, d={"confirmed": False}, **known), slug)
    without = evaluate(sketch("c=.5 f=.8", "f+c", f=EVIDENCE), slug)
    assert draft.strength["c"] == without.strength["c"]
    assert draft.strength["d"] > 0.5


def compound(parts, evidence):
    """A compound claim c with a list of parts; `evidence` are relations such as "e+p"."""
    names = {word[0]: EVIDENCE for word in evidence.split()}
    graph = sketch(
        " ".join(["c=.5", *(f"{p}=.5" for p in parts), *(f"{e}=.9" for e in names)]), evidence, **names
    )
    joined = Relation("parts-c", RelationKind.SUPPORT, tuple(parts), "c", joins_parts=True)
    return replace(graph, relations=(*graph.relations, joined))


@pytest.mark.parametrize(
    ("evidence", "strength", "label"),
    [
        ("e+p f+q", 0.95, "supported"),
        ("e+p f-q", 0.05, "partly"),
        ("e-q", 0.05, "refuted"),
        ("e+p", 0.5, "not_enough"),
        ("e-p f-q", 0.05, "refuted"),
    ],
)
def test_a_compound_claim_follows_its_weakest_part_by_tiers(evidence, strength, label):
    evaluation = evaluate(compound("pq", evidence), "tiers")
    assert (evaluation.strength["c"], evaluation.label("c")) == (pytest.approx(strength), label)
