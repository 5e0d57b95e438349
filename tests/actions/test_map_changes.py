"""What edits of a map record, which claims they protect, and what undo leaves alone."""

import pytest

from factcheck.actions.maps import add_premise, add_relation, redo_last_undo, undo_last_change, update_element
from factcheck.articles.models import Article
from factcheck.audit.models import Event
from factcheck.enums import RelationKind
from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.maps.models import MapRelation, Premise
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def premise(team: Team, article: Article) -> Premise:
    return add_premise(team.checker, article=article, text=" Archives are kept with care. ")


@pytest.fixture
def relation(team: Team, article: Article, premise: Premise) -> MapRelation:
    return add_relation(
        team.checker,
        article=article,
        kind=RelationKind.SUPPORT,
        premises=[f"p{premise.pk}"],
        target=f"c{make.claim(article).pk}",
    )


def test_a_premise_is_stored_with_its_author_and_recorded(team: Team, premise: Premise) -> None:
    premise.refresh_from_db()
    assert (premise.text, premise.base, premise.created_by) == (
        "Archives are kept with care.",
        0.5,
        team.checker,
    )
    event = Event.objects.get()
    assert (event.actor, event.action, event.target_id) == (team.checker, "map.changed", premise.pk)
    assert event.data == {"fields": ["active"]}


def test_a_relation_protects_its_claims_and_no_other(team: Team, article: Article) -> None:
    target, premise, other = make.claims(article, 3)
    row = add_relation(
        team.checker,
        article=article,
        kind=RelationKind.ATTACK,
        premises=[f"c{premise.pk}", f"c{premise.pk}"],
        target=f"c{target.pk}",
    )
    for claim in (target, premise, other):
        claim.refresh_from_db()
    assert [claim.is_human_edited for claim in (target, premise, other)] == [True, True, False]
    assert [row.created_by, row.base, row.premises.count()] == [team.checker, 1.0, 1]


def test_an_edit_changes_the_named_fields_counts_a_version_and_is_recorded(
    team: Team, premise: Premise
) -> None:
    changed = update_element(team.editor, row=premise, version=1, text=premise.text, base=0.7)
    premise.refresh_from_db()
    assert (premise.base, premise.version, changed.version) == (0.7, 2, 2)
    event = Event.objects.latest("number")
    assert (event.actor, event.action, event.data) == (team.editor, "map.changed", {"fields": ["base"]})


def test_an_edit_without_changes_counts_no_version_and_is_not_recorded(team: Team, premise: Premise) -> None:
    before = Event.objects.count()
    update_element(team.editor, row=premise, version=1, base=0.5)
    premise.refresh_from_db()
    assert (premise.version, Event.objects.count()) == (1, before)


@pytest.mark.parametrize("values", [{"base": 0.0}, {"base": 1.0}, {"text": " "}])
def test_an_edit_with_an_invalid_value_is_refused(
    team: Team, premise: Premise, values: dict[str, object]
) -> None:
    with pytest.raises(InvalidInput):
        update_element(team.checker, row=premise, version=1, **values)
    premise.refresh_from_db()
    assert premise.version == 1


def test_a_relation_keeps_its_kind_of_target(team: Team, relation: MapRelation) -> None:
    update_element(team.checker, row=relation, version=1, kind=RelationKind.ATTACK)
    relation.refresh_from_db()
    assert (relation.kind, relation.version) == (RelationKind.ATTACK, 2)


def test_a_refusal_names_only_the_changes_after_the_version_that_was_seen(
    team: Team, premise: Premise
) -> None:
    other = add_premise(team.editor, article=premise.article, text="Another.")
    update_element(team.checker, row=premise, version=1, text="Second.")
    update_element(team.checker, row=other, version=1, base=0.9)
    update_element(team.editor, row=premise, version=2, base=0.7)
    with pytest.raises(ConflictError) as refusal:
        update_element(team.checker, row=premise, version=2, text="Third.")
    assert "Editor set base to “0.7”." in str(refusal.value)
    assert "Second" not in str(refusal.value)
    assert "0.9" not in str(refusal.value)


def test_undo_is_recorded_and_returns_the_row_in_a_new_version(team: Team, premise: Premise) -> None:
    update_element(team.checker, row=premise, version=1, text="Second.", base=0.7)
    undo_last_change(team.checker, article=premise.article)
    premise.refresh_from_db()
    assert (premise.text, premise.base, premise.version) == ("Archives are kept with care.", 0.5, 3)
    event = Event.objects.latest("number")
    assert (event.actor, event.action) == (team.checker, "map.undone")
    assert set(event.data["fields"]) == {"text", "base"}


def test_undo_changes_neither_another_article_nor_the_change_of_another_member(
    team: Team, premise: Premise
) -> None:
    elsewhere = add_premise(team.checker, article=make.article(team.desk), text="Elsewhere.")
    of_editor = add_premise(team.editor, article=premise.article, text="Of the editor.")
    undo_last_change(team.checker, article=premise.article)
    for row in (premise, elsewhere, of_editor):
        row.refresh_from_db()
    assert [row.active for row in (premise, elsewhere, of_editor)] == [False, True, True]


def test_redo_takes_back_undos_in_their_order(team: Team, premise: Premise) -> None:
    update_element(team.checker, row=premise, version=1, text="Second.")
    update_element(team.checker, row=premise, version=2, text="Third.")
    texts = []
    for step in (undo_last_change, undo_last_change, redo_last_undo, redo_last_undo, undo_last_change):
        step(team.checker, article=premise.article)
        premise.refresh_from_db()
        texts.append(premise.text)
    assert texts == ["Second.", "Archives are kept with care.", "Second.", "Third.", "Second."]


def test_redo_ends_with_the_last_undo_and_with_a_new_change(team: Team, premise: Premise) -> None:
    for value in (0.7, 0.8):
        with pytest.raises(ConflictError, match="nothing to redo"):
            redo_last_undo(team.checker, article=premise.article)
        update_element(team.checker, row=premise, version=premise.version, base=value)
        undo_last_change(team.checker, article=premise.article)
        redo_last_undo(team.checker, article=premise.article)
        premise.refresh_from_db()
    undo_last_change(team.checker, article=premise.article)
    add_premise(team.checker, article=premise.article, text="Another.")
    with pytest.raises(ConflictError):
        redo_last_undo(team.checker, article=premise.article)


def test_redo_takes_back_own_undos_only(team: Team, premise: Premise) -> None:
    update_element(team.checker, row=premise, version=1, text="Second.")
    undo_last_change(team.checker, article=premise.article)
    with pytest.raises(ConflictError):
        redo_last_undo(team.editor, article=premise.article)


def test_redo_is_refused_where_another_person_changed_the_same(team: Team, premise: Premise) -> None:
    update_element(team.checker, row=premise, version=1, text="Second.")
    undo_last_change(team.checker, article=premise.article)
    update_element(team.editor, row=premise, version=3, text="Of the editor.")
    with pytest.raises(ConflictError, match="text changed since"):
        redo_last_undo(team.checker, article=premise.article)


def test_undo_restores_a_relation(team: Team, relation: MapRelation) -> None:
    update_element(team.checker, row=relation, version=1, scheme="Expert opinion")
    undo_last_change(team.checker, article=relation.article)
    relation.refresh_from_db()
    assert (relation.scheme, relation.active, relation.version) == ("", True, 3)


@pytest.mark.parametrize("values", [{"text": " "}, {"text": "It is old.", "base": 1.0}])
def test_an_invalid_premise_is_refused_and_not_stored(
    team: Team, article: Article, values: dict[str, object]
) -> None:
    with pytest.raises(InvalidInput):
        add_premise(team.checker, article=article, **values)
    assert not Premise.objects.exists()


def test_a_relation_of_two_premises_cannot_become_a_rephrase(team: Team, article: Article) -> None:
    target, first, second = (f"c{claim.pk}" for claim in make.claims(article, 3))
    params = {"kind": RelationKind.SUPPORT, "premises": [first, second], "target": target}
    row = add_relation(team.checker, article=article, **params)
    with pytest.raises(InvalidInput, match="rephrase"):
        update_element(team.checker, row=row, version=1, kind=RelationKind.REPHRASE)


def test_a_premise_has_neither_a_kind_nor_a_scheme(team: Team, premise: Premise) -> None:
    update_element(team.checker, row=premise, version=1, kind=RelationKind.UNDERCUT, scheme="Sign")
    premise.refresh_from_db()
    assert premise.version == 1


def test_undo_returns_the_change_that_it_undid(team: Team, premise: Premise) -> None:
    update_element(team.checker, row=premise, version=1, base=0.7)
    change = undo_last_change(team.checker, article=premise.article)
    assert (change.subject, change.before, change.after) == (f"p{premise.pk}", {"base": 0.5}, {"base": 0.7})
