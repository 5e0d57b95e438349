"""Merging claims that stand in the argument map: what was drawn to them stays in it, or nothing is merged."""

import pytest

from factcheck.actions.claim_merging import merge_claims
from factcheck.actions.maps import add_premise, add_relation
from factcheck.claims.models import Claim
from factcheck.enums import RelationKind
from factcheck.exceptions import ConflictError
from factcheck.maps.models import Relation
from factcheck.maps.selectors import build_article_map
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(team: Team) -> tuple[Claim, Claim]:
    article = make.article(team.desk)
    return make.claim(article, "The bridge cost"), make.claim(article, "4.2 million pounds")


def drawn(team: Team, premise: str, kind: RelationKind, target: str, claim: Claim) -> Relation:
    return add_relation(team.checker, article=claim.article, kind=kind, premises=[premise], target=target)


@pytest.mark.parametrize("is_premise", [True, False])
def test_a_claim_that_relations_were_drawn_to_is_not_merged_away(
    team: Team, pair: tuple[Claim, Claim], is_premise: bool
) -> None:
    kept, other = pair
    names = [f"c{other.pk}", f"p{add_premise(team.checker, article=kept.article, text='It is old.').pk}"]
    premise, target = names if is_premise else reversed(names)
    drawn(team, premise, RelationKind.SUPPORT, target, kept)
    with pytest.raises(ConflictError, match=f"Claim {other.number} has relations"):
        merge_claims(team.checker, claim=kept, others=[other])
    assert Claim.objects.filter(set_aside="").count() == 2
    assert merge_claims(team.checker, claim=other, others=[kept]).pk == other.pk


def test_relations_that_were_removed_stand_in_nobodys_way(team: Team, pair: tuple[Claim, Claim]) -> None:
    kept, other = pair
    premise = add_premise(team.checker, article=kept.article, text="It is old.")
    relation = drawn(team, f"p{premise.pk}", RelationKind.SUPPORT, f"c{other.pk}", kept)
    Relation.objects.filter(pk=relation.pk).update(active=False)
    assert merge_claims(team.checker, claim=kept, others=[other]).pk == kept.pk


def test_what_cuts_a_piece_of_evidence_comes_along_with_it(team: Team, pair: tuple[Claim, Claim]) -> None:
    kept, other = pair
    piece = make.evidence(other)
    premise = add_premise(team.checker, article=kept.article, text="The books were lost.")
    cut = drawn(team, f"p{premise.pk}", RelationKind.UNDERCUT, f"e{piece.pk}-c{other.pk}", kept)
    merge_claims(team.checker, claim=kept, others=[other])
    graph = build_article_map(kept.article)
    assert graph.relation[f"r{cut.pk}"].target == f"e{piece.pk}-c{kept.pk}"
    assert graph.find_conclusion(graph.relation[f"r{cut.pk}"]) == f"c{kept.pk}"
