"""Adding, changing, removing and restoring premises and relations of a map, and what is refused."""

from typing import Any

import pytest

from factcheck.actions.maps import add_premise, add_relation, undo_last_change, update_element
from factcheck.articles.models import Article
from factcheck.enums import ExclusionReason, RelationKind
from factcheck.exceptions import ConflictError, InvalidInput, PermissionDenied
from factcheck.maps.models import MapRelation, Premise
from factcheck.maps.selectors import build_article_map
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db
SUPPORT, UNDERCUT, REPHRASE = RelationKind.SUPPORT, RelationKind.UNDERCUT, RelationKind.REPHRASE


def add_supported(team: Team, article: Article, target: str, **more: Any) -> tuple[Premise, MapRelation]:
    premise = add_premise(team.checker, article=article, text="Archives are kept with care.", base=0.6)
    params = {"kind": SUPPORT, "premises": [f"p{premise.pk}"], "target": target, **more}
    return premise, add_relation(team.checker, article=article, **params)


def test_a_premise_supports_a_claim_in_the_map(team: Team, article: Article) -> None:
    claim = make.claim(article)
    premise, relation = add_supported(team, article, f"c{claim.pk}", scheme="Expert opinion", base=0.7)
    graph = build_article_map(article)
    assert graph.statement[f"p{premise.pk}"].base == 0.6
    stored = graph.relation[f"r{relation.pk}"]
    assert (stored.kind, stored.premises, stored.target) == (SUPPORT, (f"p{premise.pk}",), f"c{claim.pk}")
    assert (stored.base, stored.scheme) == (0.7, "Expert opinion")


def test_the_relation_of_evidence_can_be_undercut(team: Team, article: Article) -> None:
    claim = make.claim(article)
    evidence = make.evidence(claim)
    _, relation = add_supported(team, article, f"e{evidence.pk}-c{claim.pk}", kind=UNDERCUT)
    assert build_article_map(article).relation[f"r{relation.pk}"].target == f"e{evidence.pk}-c{claim.pk}"


def test_an_undercut_can_be_undercut(team: Team, article: Article) -> None:
    claim = make.claim(article)
    evidence = make.evidence(claim)
    _, first = add_supported(team, article, f"e{evidence.pk}-c{claim.pk}", kind=UNDERCUT)
    _, second = add_supported(team, article, f"r{first.pk}", kind=UNDERCUT)
    assert build_article_map(article).relation[f"r{second.pk}"].target == f"r{first.pk}"


def test_a_relation_can_have_several_premises(team: Team, article: Article) -> None:
    target, first, second = make.claims(article, 3)
    relation = add_relation(
        team.checker,
        article=article,
        kind=SUPPORT,
        premises=[f"c{first.pk}", f"c{second.pk}"],
        target=f"c{target.pk}",
    )
    assert build_article_map(article).relation[f"r{relation.pk}"].premises == (
        f"c{first.pk}",
        f"c{second.pk}",
    )


REFUSED = {
    "to itself": ({"premises": ["{c}"], "target": "{c}"}, "cannot be related to itself"),
    "an undercut of a statement": (
        {"kind": UNDERCUT, "premises": ["{p}"], "target": "{c}"},
        "target of an undercut is a relation",
    ),
    "a support of a relation": ({"premises": ["{p}"], "target": "{link}"}, "Only an undercut"),
    "without a premise": ({"premises": [], "target": "{c}"}, "needs a premise"),
    "a rephrase with two": (
        {"kind": RelationKind.REPHRASE, "premises": ["{p}", "{e}"], "target": "{c}"},
        "one premise",
    ),
    "to nothing": ({"premises": ["{p}"], "target": "c999999"}, "no “c999999”"),
    "to nonsense": ({"premises": ["{p}"], "target": "x'; DROP"}, "There is no"),
    "from a relation": ({"premises": ["{link}"], "target": "{c}"}, "There is no"),
    "too strong": ({"premises": ["{p}"], "target": "{c}", "base": 1.5}, "out of range"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_invalid_relation_is_refused_and_not_stored(team: Team, article: Article, name: str) -> None:
    claim = make.claim(article)
    evidence = make.evidence(claim)
    premise = add_premise(team.checker, article=article, text="So it is.")
    ids = {
        "c": f"c{claim.pk}",
        "e": f"e{evidence.pk}",
        "p": f"p{premise.pk}",
        "link": f"e{evidence.pk}-c{claim.pk}",
    }
    changes, why = REFUSED[name]
    params = {"kind": SUPPORT, **changes}
    params["premises"] = [premise.format(**ids) for premise in params["premises"]]
    params["target"] = params["target"].format(**ids)
    with pytest.raises(InvalidInput, match=why):
        add_relation(team.checker, article=article, **params)
    assert not MapRelation.objects.exists()


def test_a_statement_of_another_article_is_refused(team: Team, article: Article) -> None:
    elsewhere = make.claim(make.article(team.desk))
    with pytest.raises(InvalidInput, match="There is no"):
        add_supported(team, article, f"c{elsewhere.pk}")


def test_an_edit_of_an_old_version_is_refused_with_the_changes_since(team: Team, article: Article) -> None:
    _, relation = add_supported(team, article, f"c{make.claim(article).pk}")
    update_element(team.checker, row=relation, version=1, base=0.4)
    with pytest.raises(ConflictError, match=r"Checker set base to “0\.4”"):
        update_element(team.editor, row=relation, version=1, scheme="Sign")
    assert MapRelation.objects.get().scheme == ""


def test_a_removed_relation_is_restored_by_undo(team: Team, article: Article) -> None:
    premise, relation = add_supported(team, article, f"c{make.claim(article).pk}")
    update_element(team.checker, row=relation, version=1, active=False)
    assert f"r{relation.pk}" not in build_article_map(article).relation
    undo_last_change(team.checker, article=article)
    assert f"r{relation.pk}" in build_article_map(article).relation
    assert f"p{premise.pk}" in build_article_map(article).statement


def test_undo_goes_back_through_the_actors_own_changes(team: Team, article: Article) -> None:
    premise = add_premise(team.checker, article=article, text="First.")
    update_element(team.checker, row=premise, version=1, text="Second.")
    undo_last_change(team.checker, article=article)
    assert Premise.objects.get().text == "First."
    undo_last_change(team.checker, article=article)
    assert not build_article_map(article).statements
    for member in (team.checker, team.editor):
        with pytest.raises(ConflictError, match="no changes to undo"):
            undo_last_change(member, article=article)


def test_undo_does_not_overwrite_a_later_change(team: Team, article: Article) -> None:
    premise = add_premise(team.checker, article=article, text="First.")
    update_element(team.checker, row=premise, version=1, text="Second.")
    update_element(team.editor, row=premise, version=2, text="Third.")
    with pytest.raises(ConflictError, match="text changed since"):
        undo_last_change(team.checker, article=article)
    assert Premise.objects.get().text == "Third."


def test_a_support_of_a_statement_cannot_become_an_undercut(team: Team, article: Article) -> None:
    _, relation = add_supported(team, article, f"c{make.claim(article).pk}")
    with pytest.raises(InvalidInput, match="target of an undercut is a relation"):
        update_element(team.checker, row=relation, version=1, kind="undercut")


def test_relations_of_an_excluded_claim_are_not_in_the_map(team: Team, article: Article) -> None:
    claim = make.claim(article)
    _, relation = add_supported(team, article, f"c{claim.pk}")
    type(claim).objects.filter(pk=claim.pk).update(set_aside=ExclusionReason.DROPPED)
    assert f"r{relation.pk}" not in build_article_map(article).relation


@pytest.mark.parametrize("role", ["viewer", "contributor", "stranger"])
def test_adding_a_premise_requires_the_permission_to_edit_maps(
    team: Team, article: Article, role: str
) -> None:
    with pytest.raises(PermissionDenied):
        add_premise(team.of(role), article=article, text="So it is.")


def test_the_queries_of_a_map_do_not_grow_with_it(
    team: Team, article: Article, django_assert_max_num_queries: Any
) -> None:
    for claim in make.claims(article, 6):
        make.evidence(claim)
        add_supported(team, article, f"c{claim.pk}")
    with django_assert_max_num_queries(7):
        build_article_map(article)
