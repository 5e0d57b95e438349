"""The map of an article as it stands in the database."""

from collections.abc import Callable
from typing import Any

import pytest

from factcheck.argument.graph import Graph
from factcheck.claims.models import Claim
from factcheck.maps.selectors import map_of
from factcheck.terms import ClaimState, Lifecycle, RelationKind, SetAside, Stance, StatementKind
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return make.claim(
        make.article(make.desk()), text="The bridge cost 4.2 million.", state=ClaimState.PROPOSED
    )


def kinds(graph: Graph) -> dict[str, str]:
    return {one.id: one.kind for one in graph.statements}


def test_a_claim_is_a_statement_with_its_verdicts_label_and_its_page(claim: Claim) -> None:
    make.verdict(claim, "true")
    make.verdict(claim, "mostly-false")
    (statement,) = map_of(claim.article).statements
    assert (statement.id, statement.text, statement.kind) == (f"c{claim.pk}", claim.text, StatementKind.CLAIM)
    assert statement.label == "Mostly false"
    assert statement.url.endswith(f"/claims/{claim.pk}/")


@pytest.mark.parametrize(
    ("stance", "kind"), [(Stance.SUPPORTS, RelationKind.SUPPORT), (Stance.REFUTES, RelationKind.ATTACK)]
)
def test_evidence_bears_on_its_claim_by_its_stance_and_strength(
    claim: Claim, stance: Stance, kind: str
) -> None:
    piece = make.evidence(claim, stance=stance, strength=0.7)
    graph = map_of(claim.article)
    (relation,) = graph.relations
    assert (relation.kind, relation.premises, relation.target) == (kind, (f"e{piece.pk}",), f"c{claim.pk}")
    assert graph.statement[f"e{piece.pk}"].base == 0.7


def test_context_stands_beside_its_claim_and_bears_on_nothing(claim: Claim) -> None:
    piece = make.evidence(claim, stance=Stance.CONTEXT)
    graph = map_of(claim.article)
    assert graph.relations == ()
    assert graph.context_of(graph.statement[f"e{piece.pk}"]) == f"c{claim.pk}"


@pytest.mark.parametrize("lifecycle", Lifecycle)
def test_what_does_not_count_stays_visible_and_is_not_active(claim: Claim, lifecycle: Lifecycle) -> None:
    piece = make.evidence(claim, lifecycle=lifecycle)
    assert map_of(claim.article).statement[f"e{piece.pk}"].active is lifecycle.counts


def test_sources_that_go_back_to_one_root_are_one_origin(claim: Claim) -> None:
    pieces = [
        make.evidence(claim, source=make.source(claim.desk, origin=name)) for name in ("wire", "wire", "", "")
    ]
    graph = map_of(claim.article)
    origins = [graph.statement[f"e{piece.pk}"].origin for piece in pieces]
    assert origins[0] == origins[1]
    assert len(set(origins)) == 3


def test_what_was_set_aside_is_not_drawn_nor_its_evidence(claim: Claim) -> None:
    aside = make.claim(claim.article, set_aside=SetAside.DROPPED)
    make.evidence(aside)
    assert list(kinds(map_of(claim.article))) == [f"c{claim.pk}"]


def test_a_part_bears_on_its_whole(claim: Claim) -> None:
    part = make.claim(claim.article, parent=claim)
    (relation,) = map_of(claim.article).relations
    assert relation.target == f"c{claim.pk}"
    assert relation.premises == (f"c{part.pk}",)


def test_another_articles_claims_are_in_another_map(claim: Claim) -> None:
    make.evidence(make.claim(make.article(claim.desk)))
    assert list(kinds(map_of(claim.article))) == [f"c{claim.pk}"]


def test_a_large_map_takes_no_more_queries(
    claim: Claim, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for one in make.claims(claim.article, 20):
        make.evidence(one)
    with django_assert_max_num_queries(10):
        assert len(map_of(claim.article).statements) == 41
