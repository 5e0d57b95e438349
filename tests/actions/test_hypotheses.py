"""Rival hypotheses: adding, changing, withdrawing, and comparing them with the evidence of their claim."""

import pytest

from factcheck.actions.hypotheses import add_hypothesis, answer_hypothesis, save_matrix, update_hypothesis
from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.enums import Consistency, EvidenceStatus, Stance
from factcheck.exceptions import InvalidInput
from factcheck.history.changes import list_claim_changes
from factcheck.limits import limit
from factcheck.review.hypotheses import load_matrices, load_matrix
from factcheck.review.models import Hypothesis
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


def test_the_claim_is_the_first_hypothesis_with_answers_from_the_stances(claim: Claim) -> None:
    pieces = [make.evidence(claim, stance=stance) for stance in Stance]
    rival = make.hypothesis(claim, answers={pieces[0]: "inconsistent"})
    found = load_matrix(claim)
    assert [each.text for each in found.hypotheses] == [claim.text, rival.text]
    assert list(found.hypotheses[0].answers.values()) == ["consistent", "inconsistent", "neutral"]
    assert found.hypotheses[1].answers == {str(pieces[0].pk): "inconsistent"}


def test_withdrawn_evidence_is_in_the_matrix_and_not_counted(claim: Claim) -> None:
    make.evidence(claim, lifecycle=EvidenceStatus.WITHDRAWN)
    make.hypothesis(claim)
    assert [piece.is_counted for piece in load_matrix(claim).evidence] == [False]


def test_only_claims_with_rivals_in_use_have_a_matrix(team: Team, claim: Claim) -> None:
    assert load_matrices([claim]) == {}
    rival = make.hypothesis(claim)
    assert list(load_matrices([claim])) == [claim.pk]
    update_hypothesis(team.checker, hypothesis=rival, active=False)
    assert load_matrices([claim]) == {}


def test_matrices_of_many_claims_take_three_queries(claim: Claim, django_assert_num_queries) -> None:
    claims = [claim, *(make.claim(claim.article) for _ in range(3))]
    for each in claims:
        make.hypothesis(each, answers={make.evidence(each): "neutral"})
    with django_assert_num_queries(3):
        assert len(load_matrices(claims)) == 4


def test_a_hypothesis_keeps_its_claim_through_another_split(team: Team, claim: Claim) -> None:
    add_hypothesis(team.checker, claim=claim, text="  Another.  ")
    claim.refresh_from_db()
    assert claim.is_human_edited
    assert claim.hypotheses.get().text == "Another."


@pytest.mark.parametrize("text", ["", "  ", "x" * (limit("hypothesis") + 1)])
def test_a_hypothesis_needs_a_text_within_its_limit(team: Team, claim: Claim, text: str) -> None:
    with pytest.raises(InvalidInput):
        add_hypothesis(team.checker, claim=claim, text=text)
    rival = make.hypothesis(claim)
    with pytest.raises(InvalidInput):
        update_hypothesis(team.checker, hypothesis=rival, text=text)


def test_a_claim_has_a_limited_number_of_rivals_in_use(team: Team, claim: Claim) -> None:
    rivals = [make.hypothesis(claim, text=f"Rival {number}") for number in range(limit("hypotheses"))]
    with pytest.raises(InvalidInput, match="Withdraw one first"):
        add_hypothesis(team.checker, claim=claim, text="One more.")
    update_hypothesis(team.checker, hypothesis=rivals[0], active=False)
    add_hypothesis(team.checker, claim=claim, text="One more.")
    with pytest.raises(InvalidInput, match="Withdraw one first"):
        update_hypothesis(team.checker, hypothesis=rivals[0], active=True)


def test_answers_are_set_changed_and_taken_back(team: Team, claim: Claim) -> None:
    first, second = make.evidence(claim), make.evidence(claim)
    rival = make.hypothesis(claim)

    def answer(values: dict[int, str]) -> dict[int, str]:
        answer_hypothesis(team.checker, hypothesis=rival, answers=values)
        return dict(rival.answers.values_list("evidence_id", "answer"))

    assert answer({first.pk: "neutral", second.pk: "consistent"}) == {
        first.pk: "neutral",
        second.pk: "consistent",
    }
    assert answer({first.pk: "inconsistent"}) == {first.pk: "inconsistent", second.pk: "consistent"}
    assert answer({second.pk: "", first.pk: "inconsistent"}) == {first.pk: "inconsistent"}
    events = Event.objects.filter(action="hypothesis.answered").order_by("number")
    assert [event.data["evidence"] for event in events] == [[first.pk, second.pk], [first.pk], [second.pk]]


def test_an_unknown_answer_is_refused_with_the_known_ones(team: Team, claim: Claim) -> None:
    piece, rival = make.evidence(claim), make.hypothesis(claim)
    with pytest.raises(InvalidInput) as refused:
        answer_hypothesis(team.checker, hypothesis=rival, answers={piece.pk: "perhaps"})
    assert refused.value.fields == {"answers": f"One of: {', '.join(Consistency)}."}


def test_evidence_of_another_claim_is_refused(team: Team, claim: Claim) -> None:
    foreign = make.evidence(make.claim(claim.article))
    rival = make.hypothesis(claim)
    with pytest.raises(InvalidInput, match=f"Evidence {foreign.pk} is not evidence of this claim"):
        answer_hypothesis(team.checker, hypothesis=rival, answers={foreign.pk: "neutral"})
    assert not rival.answers.exists()


def test_a_matrix_is_saved_whole_or_not_at_all(team: Team, claim: Claim) -> None:
    piece, rival = make.evidence(claim), make.hypothesis(claim)
    wanted = {"hypotheses": {rival.pk: {"text": "Changed."}}, "answers": {rival.pk: {piece.pk: "neutral"}}}
    with pytest.raises(InvalidInput):
        save_matrix(team.checker, claim=claim, **wanted, new_text="x" * 3000)
    assert Hypothesis.objects.get().text == rival.text
    save_matrix(team.checker, claim=claim, **wanted, new_text="New.")
    assert [row.text for row in claim.hypotheses.all()] == ["Changed.", "New."]
    assert rival.answers.get().answer == "neutral"


def test_the_hypotheses_of_another_claim_are_not_changed_by_a_matrix(team: Team, claim: Claim) -> None:
    foreign = make.hypothesis(make.claim(claim.article))
    save_matrix(team.checker, claim=claim, hypotheses={foreign.pk: {"text": "Taken."}}, answers={})
    foreign.refresh_from_db()
    assert foreign.text != "Taken."


def test_what_changes_nothing_records_nothing(team: Team, claim: Claim) -> None:
    piece = make.evidence(claim)
    rival = make.hypothesis(claim, answers={piece: "neutral"})
    before = Event.objects.count()
    update_hypothesis(team.checker, hypothesis=rival, text=rival.text, active=True)
    answer_hypothesis(team.checker, hypothesis=rival, answers={piece.pk: "neutral"})
    assert Event.objects.count() == before


def test_earlier_texts_are_in_the_history_of_the_claim(team: Team, claim: Claim) -> None:
    rival = add_hypothesis(team.checker, claim=claim, text="First.")
    update_hypothesis(team.checker, hypothesis=rival, text="Second.")
    update_hypothesis(team.checker, hypothesis=rival, active=False)
    changes = [one for one in list_claim_changes(team.viewer, claim) if one.kind == "hypothesis"]
    assert [(one.field, one.before, one.after) for one in changes] == [
        ("active", "yes", "no"),
        ("text", "First.", "Second."),
        ("", "", ""),
    ]
