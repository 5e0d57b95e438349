"""The map of an article as it stands in the database."""

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


def kinds(graph: Graph) -> dict[str, str]:
    return {one.id: one.kind for one in graph.statements}


def test_a_claim_is_a_statement_with_its_verdicts_label_and_its_page(claim: Claim) -> None:
    make.verdict(claim, "true")
    make.verdict(claim, "mostly-false")
    (statement,) = build_article_map(claim.article).statements
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
    graph = build_article_map(claim.article)
    (relation,) = graph.relations
    assert (relation.kind, relation.premises, relation.target) == (kind, (f"e{piece.pk}",), f"c{claim.pk}")
    assert graph.statement[f"e{piece.pk}"].base == 0.7


def test_context_stands_beside_its_claim_and_bears_on_nothing(claim: Claim) -> None:
    piece = make.evidence(claim, stance=Stance.CONTEXT)
    graph = build_article_map(claim.article)
    assert graph.relations == ()
    assert graph.find_context_claim(graph.statement[f"e{piece.pk}"]) == f"c{claim.pk}"


@pytest.mark.parametrize("lifecycle", EvidenceStatus)
def test_what_does_not_count_stays_visible_and_is_not_active(claim: Claim, lifecycle: EvidenceStatus) -> None:
    piece = make.evidence(claim, lifecycle=lifecycle)
    assert build_article_map(claim.article).statement[f"e{piece.pk}"].active is lifecycle.is_counted


def test_sources_that_go_back_to_one_root_are_one_origin(claim: Claim) -> None:
    pieces = [
        make.evidence(claim, source=make.source(claim.desk, origin=name)) for name in ("wire", "wire", "", "")
    ]
    graph = build_article_map(claim.article)
    origins = [graph.statement[f"e{piece.pk}"].origin for piece in pieces]
    assert origins[0] == origins[1]
    assert len(set(origins)) == 3


def test_what_was_set_aside_is_not_drawn_nor_its_evidence(claim: Claim) -> None:
    aside = make.claim(claim.article, set_aside=ExclusionReason.DROPPED)
    make.evidence(aside)
    assert list(kinds(build_article_map(claim.article))) == [f"c{claim.pk}"]


def test_a_part_bears_on_its_whole(claim: Claim) -> None:
    part = make.claim(claim.article, parent=claim)
    (relation,) = build_article_map(claim.article).relations
    assert relation.target == f"c{claim.pk}"
    assert relation.premises == (f"c{part.pk}",)


def test_another_articles_claims_are_in_another_map(claim: Claim) -> None:
    make.evidence(make.claim(make.article(claim.desk)))
    assert list(kinds(build_article_map(claim.article))) == [f"c{claim.pk}"]


def test_a_large_map_takes_no_more_queries(
    claim: Claim, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for one in make.claims(claim.article, 20):
        make.evidence(one)
    with django_assert_max_num_queries(10):
        assert len(build_article_map(claim.article).statements) == 41


@pytest.mark.parametrize("seed", range(5))
def test_what_hangs_together_with_a_claim_explains_it_as_the_whole_map_does(seed: int) -> None:
    team, chance = make.team(), random.Random(seed)
    article = make.article(team.desk)
    wholes = make.claims(article, 6, text="A whole.")
    claims = [*wholes, *(make.claim(article, parent=chance.choice(wholes)) for _ in range(3))]
    pieces = [make.evidence(chance.choice(claims), stance=chance.choice(list(Stance))) for _ in range(6)]
    drawn = [f"c{claim.pk}" for claim in claims] + [f"e{piece.pk}" for piece in pieces]
    drawn += [f"e{one.pk}-c{one.claim_id}" for one in pieces if one.stance != Stance.CONTEXT]
    for _ in range(4):
        premise = maps.add_premise(team.editor, article=article, text="A premise.")
        target = chance.choice(drawn)
        kind = RelationKind.UNDERCUT if "-" in target or target[0] == "r" else RelationKind.SUPPORT
        drawn.append(f"p{premise.pk}")
        relation = maps.add_relation(
            team.editor, article=article, kind=kind, premises=[f"p{premise.pk}"], target=target
        )
        drawn.append(f"r{relation.pk}")
    graph = build_article_map(article)
    for claim in claims:
        around = build_claim_map(claim)
        assert explain(around, f"c{claim.pk}") == explain(graph, f"c{claim.pk}")
    assert any(len(build_claim_map(claim).statements) < len(graph.statements) for claim in claims)


def test_an_unrelated_claim_is_not_loaded_to_explain_another(claim: Claim) -> None:
    make.evidence(make.claim(claim.article))
    assert list(kinds(build_claim_map(claim))) == [f"c{claim.pk}"]
