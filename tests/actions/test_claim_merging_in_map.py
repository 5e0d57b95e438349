"""Merging claims that have relations in the argument map."""

import pytest

from factcheck.actions.claim_merging import merge_claims
from factcheck.actions.maps import add_premise, add_relation
from factcheck.claims.models import Claim
from factcheck.enums import RelationKind
from factcheck.exceptions import ConflictError
from factcheck.maps.models import MapRelation
from factcheck.maps.selectors import build_article_map
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(team: Team) -> tuple[Claim, Claim]:
    article = make.article(team.desk)
    return make.claim(article, "The bridge cost"), make.claim(article, "4.2 million pounds")


def relate(team: Team, premise: str, kind: RelationKind, target: str, claim: Claim) -> MapRelation:
    return add_relation(team.checker, article=claim.article, kind=kind, premises=[premise], target=target)


@pytest.mark.parametrize("is_premise", [True, False])
def test_a_claim_with_relations_in_the_map_is_not_merged_away(
    team: Team, pair: tuple[Claim, Claim], is_premise: bool
) -> None:
    kept, other = pair
    names = [f"c{other.pk}", f"p{add_premise(team.checker, article=kept.article, text='It is old.').pk}"]
    premise, target = names if is_premise else reversed(names)
    relate(team, premise, RelationKind.SUPPORT, target, kept)
    with pytest.raises(ConflictError, match=f"Claim {other.number} has relations"):
        merge_claims(team.checker, claim=kept, others=[other])
    assert Claim.objects.filter(set_aside="").count() == 2
    assert merge_claims(team.checker, claim=other, others=[kept]).pk == other.pk


def test_a_removed_relation_does_not_prevent_a_merge(team: Team, pair: tuple[Claim, Claim]) -> None:
    kept, other = pair
    premise = add_premise(team.checker, article=kept.article, text="It is old.")
    relation = relate(team, f"p{premise.pk}", RelationKind.SUPPORT, f"c{other.pk}", kept)
    MapRelation.objects.filter(pk=relation.pk).update(active=False)
    assert merge_claims(team.checker, claim=kept, others=[other]).pk == kept.pk


def test_an_undercut_of_evidence_moves_with_the_evidence(team: Team, pair: tuple[Claim, Claim]) -> None:
    kept, other = pair
    piece = make.evidence(other)
    premise = add_premise(team.checker, article=kept.article, text="The books were lost.")
    cut = relate(team, f"p{premise.pk}", RelationKind.UNDERCUT, f"e{piece.pk}-c{other.pk}", kept)
    merge_claims(team.checker, claim=kept, others=[other])
    graph = build_article_map(kept.article)
    assert graph.relation[f"r{cut.pk}"].target == f"e{piece.pk}-c{kept.pk}"
    assert graph.find_conclusion(graph.relation[f"r{cut.pk}"]) == f"c{kept.pk}"


def test_a_compound_claim_whose_parts_are_undercut_is_not_merged_away(
    team: Team, pair: tuple[Claim, Claim]
) -> None:
    kept, other = pair
    make.claim(kept.article, "city archive", parent=other)
    premise = add_premise(team.checker, article=kept.article, text="The books were lost.")
    relate(team, f"p{premise.pk}", RelationKind.UNDERCUT, f"parts-c{other.pk}", kept)
    with pytest.raises(ConflictError, match=f"Claim {other.number} has relations"):
        merge_claims(team.checker, claim=kept, others=[other])
