"""The maps of articles and claims, built from the database."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from factcheck.actions import maps
from factcheck.argument.explanation import explain
from factcheck.argument.graph import Graph
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, EvidenceStatus, ExclusionReason, RelationKind, Stance, StatementKind
from factcheck.maps.selectors import build_article_map, build_claim_map
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return make.claim(
        make.article(make.desk()), text="The bridge cost 4.2 million.", state=ClaimState.PROPOSED
    )


def map_kinds(graph: Graph) -> dict[str, str]:
    return {statement.id: statement.kind for statement in graph.statements}


def test_a_claim_is_a_statement_with_label_and_url(claim: Claim) -> None:
    make.verdict(claim, "true")
    make.verdict(claim, "mostly-false")
    (statement,) = build_article_map(claim.article).statements
    assert (statement.id, statement.text, statement.kind) == (f"c{claim.pk}", claim.text, StatementKind.CLAIM)
    assert statement.label == "Mostly false"
    assert statement.url.endswith(f"/claims/{claim.pk}/")


@pytest.mark.parametrize(
    ("stance", "kind"), [(Stance.SUPPORTS, RelationKind.SUPPORT), (Stance.REFUTES, RelationKind.ATTACK)]
)
def test_evidence_has_a_relation_by_its_stance_and_a_base_by_its_strength(
    claim: Claim, stance: Stance, kind: str
) -> None:
    piece = make.evidence(claim, stance=stance, strength=0.7)
    graph = build_article_map(claim.article)
    (relation,) = graph.relations
    assert (relation.kind, relation.premises, relation.target) == (kind, (f"e{piece.pk}",), f"c{claim.pk}")
    assert graph.statement[f"e{piece.pk}"].base == 0.7


def test_context_has_no_relation(claim: Claim) -> None:
    piece = make.evidence(claim, stance=Stance.CONTEXT)
    graph = build_article_map(claim.article)
    assert graph.relations == ()
    assert graph.find_context_claim(graph.statement[f"e{piece.pk}"]) == f"c{claim.pk}"


@pytest.mark.parametrize("lifecycle", EvidenceStatus)
def test_evidence_that_does_not_count_is_in_the_map_but_not_active(
    claim: Claim, lifecycle: EvidenceStatus
) -> None:
    piece = make.evidence(claim, lifecycle=lifecycle)
    assert build_article_map(claim.article).statement[f"e{piece.pk}"].active is lifecycle.is_counted


def test_sources_with_the_same_original_have_one_origin(claim: Claim) -> None:
    pieces = [
        make.evidence(claim, source=make.source(claim.desk, origin=name)) for name in ("wire", "wire", "", "")
    ]
    graph = build_article_map(claim.article)
    origins = [graph.statement[f"e{piece.pk}"].origin for piece in pieces]
    assert origins[0] == origins[1]
    assert len(set(origins)) == 3


def test_excluded_claims_and_their_evidence_are_not_in_the_map(claim: Claim) -> None:
    aside = make.claim(claim.article, set_aside=ExclusionReason.DROPPED)
    make.evidence(aside)
    assert list(map_kinds(build_article_map(claim.article))) == [f"c{claim.pk}"]


def test_a_part_supports_the_compound_claim(claim: Claim) -> None:
    part = make.claim(claim.article, parent=claim)
    (relation,) = build_article_map(claim.article).relations
    assert relation.target == f"c{claim.pk}"
    assert relation.premises == (f"c{part.pk}",)


def test_claims_of_another_article_are_not_in_the_map(claim: Claim) -> None:
    make.evidence(make.claim(make.article(claim.desk)))
    assert list(map_kinds(build_article_map(claim.article))) == [f"c{claim.pk}"]


def test_a_large_map_takes_no_more_queries_than_a_small_one(
    claim: Claim, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for other in make.claims(claim.article, 20):
        make.evidence(other)
    with django_assert_max_num_queries(10):
        assert len(build_article_map(claim.article).statements) == 41


@pytest.mark.parametrize("seed", range(5))
def test_the_map_of_a_claim_explains_it_as_the_whole_map_does(seed: int) -> None:
    team, chance = make.team(), random.Random(seed)
    article = make.article(team.desk)
    wholes = make.claims(article, 6, text="A whole.")
    claims = [*wholes, *(make.claim(article, parent=chance.choice(wholes)) for _ in range(3))]
    pieces = [make.evidence(chance.choice(claims), stance=chance.choice(list(Stance))) for _ in range(6)]
    targets = [f"c{claim.pk}" for claim in claims] + [f"e{piece.pk}" for piece in pieces]
    targets += [f"e{piece.pk}-c{piece.claim_id}" for piece in pieces if piece.stance != Stance.CONTEXT]
    for _ in range(4):
        premise = maps.add_premise(team.editor, article=article, text="A premise.")
        target = chance.choice(targets)
        kind = RelationKind.UNDERCUT if "-" in target or target[0] == "r" else RelationKind.SUPPORT
        targets.append(f"p{premise.pk}")
        relation = maps.add_relation(
            team.editor, article=article, kind=kind, premises=[f"p{premise.pk}"], target=target
        )
        targets.append(f"r{relation.pk}")
    graph = build_article_map(article)
    for claim in claims:
        around = build_claim_map(claim)
        assert explain(around, f"c{claim.pk}") == explain(graph, f"c{claim.pk}")
    assert any(len(build_claim_map(claim).statements) < len(graph.statements) for claim in claims)


def test_an_unrelated_claim_is_not_in_the_map_of_a_claim(claim: Claim) -> None:
    make.evidence(make.claim(claim.article))
    assert list(map_kinds(build_claim_map(claim))) == [f"c{claim.pk}"]
