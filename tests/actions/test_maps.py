"""What people write into a map: added, related, changed by one at a time, undone, and refused where it cannot be."""

from typing import Any

import pytest

from factcheck.actions.maps import add_premise, add_relation, undo_last_change, update_element
from factcheck.articles.models import Article
from factcheck.enums import ExclusionReason, RelationKind
from factcheck.exceptions import ConflictError, InvalidInput, PermissionDenied
from factcheck.maps.models import Premise, Relation
from factcheck.maps.selectors import build_article_map
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db
SUPPORT, UNDERCUT, REPHRASE = RelationKind.SUPPORT, RelationKind.UNDERCUT, RelationKind.REPHRASE


def written(team: Team, article: Article, target: str, **more: Any) -> tuple[Premise, Relation]:
    premise = add_premise(team.checker, article=article, text="Archives are kept with care.", base=0.6)
    said = {"kind": SUPPORT, "premises": [f"p{premise.pk}"], "target": target, **more}
    return premise, add_relation(team.checker, article=article, **said)


def test_a_premise_supports_a_claim_in_the_map(team: Team, article: Article) -> None:
    claim = make.claim(article)
    premise, relation = written(team, article, f"c{claim.pk}", scheme="Expert opinion", base=0.7)
    graph = build_article_map(article)
    assert graph.statement[f"p{premise.pk}"].base == 0.6
    drawn = graph.relation[f"r{relation.pk}"]
    assert (drawn.kind, drawn.premises, drawn.target) == (SUPPORT, (f"p{premise.pk}",), f"c{claim.pk}")
    assert (drawn.base, drawn.scheme) == (0.7, "Expert opinion")


def test_the_step_that_evidence_makes_can_be_undercut(team: Team, article: Article) -> None:
    claim = make.claim(article)
    evidence = make.evidence(claim)
    _, relation = written(team, article, f"e{evidence.pk}-c{claim.pk}", kind=UNDERCUT)
    assert build_article_map(article).relation[f"r{relation.pk}"].target == f"e{evidence.pk}-c{claim.pk}"


def test_an_undercut_can_be_undercut(team: Team, article: Article) -> None:
    claim = make.claim(article)
    evidence = make.evidence(claim)
    _, first = written(team, article, f"e{evidence.pk}-c{claim.pk}", kind=UNDERCUT)
    _, second = written(team, article, f"r{first.pk}", kind=UNDERCUT)
    assert build_article_map(article).relation[f"r{second.pk}"].target == f"r{first.pk}"


def test_several_premises_make_one_argument(team: Team, article: Article) -> None:
    whole, one, other = make.claims(article, 3)
    relation = add_relation(
        team.checker,
        article=article,
        kind=SUPPORT,
        premises=[f"c{one.pk}", f"c{other.pk}"],
        target=f"c{whole.pk}",
    )
    assert build_article_map(article).relation[f"r{relation.pk}"].premises == (f"c{one.pk}", f"c{other.pk}")


REFUSED = {
    "onto itself": ({"premises": ["{c}"], "target": "{c}"}, "cannot be related to itself"),
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
def test_what_makes_no_argument_is_refused_and_leaves_nothing(
    team: Team, article: Article, name: str
) -> None:
    claim = make.claim(article)
    evidence = make.evidence(claim)
    premise = add_premise(team.checker, article=article, text="So it is.")
    ids = {
        "c": f"c{claim.pk}",
        "e": f"e{evidence.pk}",
        "p": f"p{premise.pk}",
        "link": f"e{evidence.pk}-c{claim.pk}",
    }
    asked, why = REFUSED[name]
    said = {"kind": SUPPORT, **asked}
    said["premises"] = [one.format(**ids) for one in said["premises"]]
    said["target"] = said["target"].format(**ids)
    with pytest.raises(InvalidInput, match=why):
        add_relation(team.checker, article=article, **said)
    assert not Relation.objects.exists()


def test_another_articles_statement_is_not_in_this_map(team: Team, article: Article) -> None:
    elsewhere = make.claim(make.article(team.desk))
    with pytest.raises(InvalidInput, match="There is no"):
        written(team, article, f"c{elsewhere.pk}")


def test_the_second_of_two_is_told_what_the_first_changed(team: Team, article: Article) -> None:
    _, relation = written(team, article, f"c{make.claim(article).pk}")
    update_element(team.checker, row=relation, version=1, base=0.4)
    with pytest.raises(ConflictError, match=r"Checker set base to “0\.4”"):
        update_element(team.editor, row=relation, version=1, scheme="Sign")
    assert Relation.objects.get().scheme == ""


def test_what_is_removed_leaves_the_map_and_comes_back_by_undo(team: Team, article: Article) -> None:
    premise, relation = written(team, article, f"c{make.claim(article).pk}")
    update_element(team.checker, row=relation, version=1, active=False)
    assert f"r{relation.pk}" not in build_article_map(article).relation
    undo_last_change(team.checker, article=article)
    assert f"r{relation.pk}" in build_article_map(article).relation
    assert f"p{premise.pk}" in build_article_map(article).statement


def test_undo_goes_back_step_by_step_and_only_through_ones_own(team: Team, article: Article) -> None:
    premise = add_premise(team.checker, article=article, text="First.")
    update_element(team.checker, row=premise, version=1, text="Second.")
    undo_last_change(team.checker, article=article)
    assert Premise.objects.get().text == "First."
    undo_last_change(team.checker, article=article)
    assert not build_article_map(article).statements
    for member in (team.checker, team.editor):
        with pytest.raises(ConflictError, match="no changes to undo"):
            undo_last_change(member, article=article)


def test_undo_does_not_overwrite_what_somebody_changed_since(team: Team, article: Article) -> None:
    premise = add_premise(team.checker, article=article, text="First.")
    update_element(team.checker, row=premise, version=1, text="Second.")
    update_element(team.editor, row=premise, version=2, text="Third.")
    with pytest.raises(ConflictError, match="text changed since"):
        undo_last_change(team.checker, article=article)
    assert Premise.objects.get().text == "Third."


def test_a_support_does_not_become_an_undercut_of_a_statement(team: Team, article: Article) -> None:
    _, relation = written(team, article, f"c{make.claim(article).pk}")
    with pytest.raises(InvalidInput, match="target of an undercut is a relation"):
        update_element(team.checker, row=relation, version=1, kind="undercut")


def test_a_claim_set_aside_takes_its_relations_out_of_the_map(team: Team, article: Article) -> None:
    claim = make.claim(article)
    _, relation = written(team, article, f"c{claim.pk}")
    type(claim).objects.filter(pk=claim.pk).update(set_aside=ExclusionReason.DROPPED)
    assert f"r{relation.pk}" not in build_article_map(article).relation


@pytest.mark.parametrize("role", ["viewer", "contributor", "stranger"])
def test_who_may_not_edit_claims_may_not_draw(team: Team, article: Article, role: str) -> None:
    with pytest.raises(PermissionDenied):
        add_premise(team.of(role), article=article, text="So it is.")


def test_a_maps_queries_do_not_grow_with_it(
    team: Team, article: Article, django_assert_max_num_queries: Any
) -> None:
    for claim in make.claims(article, 6):
        make.evidence(claim)
        written(team, article, f"c{claim.pk}")
    with django_assert_max_num_queries(7):
        build_article_map(article)
