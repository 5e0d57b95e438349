"""Critical questions: open, answered, or an objection, which is an undercut in the map."""

from typing import Any

import pytest

from factcheck.actions.critical_questions import answer_question
from factcheck.actions.maps import add_relation, undo_last_change, update_element
from factcheck.claims.models import Claim
from factcheck.enums import QuestionState, RelationKind
from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.maps.critical_questions import QuestionStatus, list_questioned_relations, list_questions
from factcheck.maps.models import CriticalAnswer, MapRelation, Premise
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db

Q = QuestionState


@pytest.fixture
def relation(claim: Claim) -> MapRelation:
    return make.relation(claim, scheme="Argument from Sign")


def answer(team: Team, relation: MapRelation, state: QuestionState, note: str = "", **more: Any) -> None:
    values = {"question": "present", "state": state, "note": note, **more}
    answer_question(team.checker, relation=relation, **values)


def status(relation: MapRelation) -> QuestionStatus:
    return {each.question.slug: each for each in list_questions(relation)}["present"]


def undercuts(relation: MapRelation) -> list[MapRelation]:
    return list(MapRelation.objects.filter(target_relation=relation, kind=RelationKind.UNDERCUT, active=True))


def test_every_question_of_the_scheme_is_open_at_first(relation: MapRelation) -> None:
    questions = list_questions(relation)
    assert [each.question.slug for each in questions] == ["strength", "other-reasons", "present"]
    assert {(each.state, each.note) for each in questions} == {(Q.OPEN, "")}


def test_an_answer_is_a_note_that_changes_no_map(team: Team, relation: MapRelation) -> None:
    answer(team, relation, Q.ANSWERED, " It is there. ")
    assert (status(relation).state, status(relation).note) == (Q.ANSWERED, "It is there.")
    assert MapRelation.objects.count() == 1


def test_an_objection_undercuts_the_relation_with_its_text(team: Team, relation: MapRelation) -> None:
    answer(team, relation, Q.OBJECTION, "It is not there.")
    [undercut] = undercuts(relation)
    assert undercut.premises.get().premise.text == "It is not there."
    assert status(relation) == QuestionStatus(
        status(relation).question, Q.OBJECTION, "It is not there.", undercut.pk
    )


@pytest.mark.parametrize(("state", "note"), [(Q.OPEN, ""), (Q.ANSWERED, "It is there after all.")])
def test_withdrawing_an_objection_withdraws_its_undercut(
    team: Team, relation: MapRelation, state: QuestionState, note: str
) -> None:
    answer(team, relation, Q.OBJECTION, "It is not there.")
    answer(team, relation, state, note)
    assert undercuts(relation) == []
    assert not Premise.objects.get(text="It is not there.").active
    assert (status(relation).state, status(relation).note) == (state, note)


def test_an_objection_in_other_words_changes_its_premise(team: Team, relation: MapRelation) -> None:
    answer(team, relation, Q.OBJECTION, "It is not there.")
    before = undercuts(relation)
    answer(team, relation, Q.OBJECTION, "It was never there.")
    assert undercuts(relation) == before
    assert before[0].premises.get().premise.text == "It was never there."
    assert Premise.objects.count() == 2


def test_a_premise_that_is_needed_elsewhere_stays(team: Team, relation: MapRelation) -> None:
    answer(team, relation, Q.OBJECTION, "It is not there.")
    premise = Premise.objects.get(text="It is not there.")
    add_relation(
        team.checker,
        article=relation.article,
        kind=RelationKind.ATTACK,
        premises=[f"p{premise.pk}"],
        target=f"c{relation.target_claim_id}",
    )
    answer(team, relation, Q.OPEN)
    premise.refresh_from_db()
    assert premise.active
    assert undercuts(relation) == []


def test_a_question_is_open_while_its_undercut_is_removed_from_the_map(
    team: Team, relation: MapRelation
) -> None:
    answer(team, relation, Q.OBJECTION, "It is not there.")
    [undercut] = undercuts(relation)
    update_element(team.checker, row=undercut, version=1, active=False)
    assert status(relation).state is Q.OPEN
    undo_last_change(team.checker, article=relation.article)
    assert status(relation).state is Q.OBJECTION
    update_element(team.checker, row=undercut, version=3, active=False)
    answer(team, relation, Q.OBJECTION, "Again.")
    assert len(undercuts(relation)) == 1
    assert status(relation).note == "Again."


def test_the_text_of_an_objection_is_that_of_its_premise(team: Team, relation: MapRelation) -> None:
    answer(team, relation, Q.OBJECTION, "It is not there.")
    premise = Premise.objects.get(text="It is not there.")
    update_element(team.checker, row=premise, version=1, text="It left.")
    assert status(relation).note == "It left."


def test_answers_belong_to_the_scheme_that_they_were_given_for(team: Team, relation: MapRelation) -> None:
    answer(team, relation, Q.ANSWERED, "It is there.")
    relation.scheme = "analogy"
    assert {each.state for each in list_questions(relation)} == {Q.OPEN}
    relation.scheme = "sign"
    assert status(relation).state is Q.ANSWERED


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"question": "colour"}, "question"),
        ({"note": "  "}, "note"),
        ({"note": "", "state": Q.OBJECTION}, "note"),
        ({"note": "x" * 20_001}, "note"),
        ({"note": "a\0b"}, "note"),
    ],
)
def test_a_wrong_answer_is_refused_with_its_field(
    team: Team, relation: MapRelation, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        answer(team, relation, **{"state": Q.ANSWERED, "note": "It is.", **wrong})
    assert field in refused.value.fields
    assert not CriticalAnswer.objects.exists()


def test_the_relation_needs_a_known_scheme_and_a_place_in_the_map(team: Team, claim: Claim) -> None:
    foreign = make.relation(claim, scheme="Slippery slope")
    assert list_questions(foreign) == []
    with pytest.raises(InvalidInput, match="Slippery slope"):
        answer(team, foreign, Q.ANSWERED, "It is.")
    with pytest.raises(InvalidInput, match="has no scheme"):
        answer(team, make.relation(claim), Q.ANSWERED, "It is.")
    removed = make.relation(claim, scheme="sign", active=False)
    with pytest.raises(ConflictError, match="removed"):
        answer(team, removed, Q.ANSWERED, "It is.")


def test_the_relations_of_a_claim_are_listed_with_what_is_open(
    team: Team, claim: Claim, relation: MapRelation, django_assert_max_num_queries: Any
) -> None:
    for scheme in ("", "Slippery slope", "analogy"):
        make.relation(claim, scheme=scheme)
    answer(team, relation, Q.OBJECTION, "It is not there.")
    with django_assert_max_num_queries(4):
        found = list_questioned_relations(claim)
    assert [(each.scheme.slug, each.open_count) for each in found] == [("sign", 2), ("analogy", 4)]
