"""Assigned reviewers, the quorum of a claim, and recusal."""

import pytest

from factcheck.actions.assessments import rate_claim
from factcheck.actions.assignments import assign, recuse, set_quorum, set_reviewers, unassign
from factcheck.actions.verdicts import propose_verdict
from factcheck.actions.workflow import perform_step
from factcheck.audit.models import Event
from factcheck.enums import ClaimState, Role
from factcheck.exceptions import ConflictError, InvalidInput, PermissionDenied
from factcheck.review.models import Assessment
from factcheck.review.selectors import list_eligible_reviewers
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(team: Team) -> make.Claim:
    return make.claim(make.article(team.desk, by=team.editor), state=ClaimState.OPEN)


@pytest.fixture
def second(team: Team) -> make.User:
    return make.member(team.desk, Role.REVIEWER, name="Second")


def test_only_assigned_reviewers_rate_a_claim(team: Team, claim: make.Claim, second: make.User) -> None:
    assign(team.editor, claim=claim, reviewers=[team.reviewer, second])
    perform_step(team.checker, claim=claim, slug="start-rating")
    rate_claim(team.reviewer, claim=claim, rating="false")
    with pytest.raises(ConflictError, match="rated by the reviewers assigned to it"):
        rate_claim(team.admin, claim=claim, rating="true")
    rate_claim(second, claim=claim, rating="false")
    claim.refresh_from_db()
    assert claim.state == ClaimState.REVEALED


def test_without_assignments_every_reviewer_may_rate(team: Team, claim: make.Claim) -> None:
    perform_step(team.checker, claim=claim, slug="start-rating")
    assert rate_claim(team.admin, claim=claim, rating="true").reviewer == team.admin


def test_after_the_reveal_others_may_add_ratings(team: Team, claim: make.Claim, second: make.User) -> None:
    assign(team.editor, claim=claim, reviewers=[team.reviewer, second])
    perform_step(team.checker, claim=claim, slug="start-rating")
    perform_step(team.editor, claim=claim, slug="reveal", reason="Both are ill.")
    assert rate_claim(team.admin, claim=claim, rating="true").blind_rating is None


def test_a_rating_starts_only_with_enough_reviewers_for_the_quorum(team: Team, claim: make.Claim) -> None:
    assign(team.editor, claim=claim, reviewers=[team.reviewer])
    with pytest.raises(ConflictError, match="The quorum is 2, and 1 are assigned"):
        perform_step(team.checker, claim=claim, slug="start-rating")
    set_quorum(team.editor, claim=claim, quorum=1)
    assert perform_step(team.checker, claim=claim, slug="start-rating").state == ClaimState.RATING


@pytest.mark.parametrize(("quorum", "revealed"), [(1, True), (2, False), (None, False)])
def test_the_quorum_of_a_claim_overrides_the_quorum_of_the_desk(
    team: Team, claim: make.Claim, quorum: int | None, revealed: bool
) -> None:
    set_quorum(team.editor, claim=claim, quorum=quorum)
    perform_step(team.checker, claim=claim, slug="start-rating")
    rate_claim(team.reviewer, claim=claim, rating="false")
    claim.refresh_from_db()
    assert (claim.state == ClaimState.REVEALED) is revealed


@pytest.mark.parametrize("quorum", [0, -1, 21])
def test_an_invalid_quorum_is_rejected_at_its_field(team: Team, claim: make.Claim, quorum: int) -> None:
    with pytest.raises(InvalidInput) as refusal:
        set_quorum(team.editor, claim=claim, quorum=quorum)
    assert set(refusal.value.fields) == {"quorum"}


def test_quorum_and_reviewers_are_fixed_while_a_claim_is_rated(
    team: Team, claim: make.Claim, second: make.User
) -> None:
    assign(team.editor, claim=claim, reviewers=[team.reviewer, second])
    perform_step(team.checker, claim=claim, slug="start-rating")
    with pytest.raises(ConflictError, match="before its rating starts"):
        set_quorum(team.editor, claim=claim, quorum=1)
    with pytest.raises(ConflictError, match="they may recuse themselves"):
        unassign(team.editor, claim=claim, reviewer=second)
    assert claim.reviewer_assignments.count() == 2


def test_reviewers_can_be_added_until_the_reveal(team: Team, claim: make.Claim, second: make.User) -> None:
    assign(team.editor, claim=claim, reviewers=[team.reviewer, second])
    perform_step(team.checker, claim=claim, slug="start-rating")
    assign(team.editor, claim=claim, reviewers=[team.admin])
    perform_step(team.editor, claim=claim, slug="reveal", reason="All are ill.")
    with pytest.raises(ConflictError, match="before the ratings are revealed"):
        assign(team.editor, claim=claim, reviewers=[team.editor])


def test_assigning_twice_changes_nothing_and_removal_is_recorded(team: Team, claim: make.Claim) -> None:
    for _ in range(2):
        assign(team.editor, claim=claim, reviewers=[team.reviewer])
    for _ in range(2):
        unassign(team.editor, claim=claim, reviewer=team.reviewer)
    actions = Event.objects.filter(action__startswith="reviewer.").values_list("action", flat=True)
    assert list(actions) == ["reviewer.assigned", "reviewer.unassigned"]
    assert not claim.reviewer_assignments.exists()


@pytest.mark.parametrize("role", ["viewer", "checker", "stranger"])
def test_a_person_who_cannot_rate_cannot_be_assigned(team: Team, claim: make.Claim, role: str) -> None:
    with pytest.raises(InvalidInput, match="choose a reviewer of this desk"):
        assign(team.editor, claim=claim, reviewers=[team.of(role)])


def test_eligible_reviewers_are_listed(team: Team) -> None:
    assert set(list_eligible_reviewers(team.desk.pk)) == {team.reviewer, team.editor, team.admin}


def test_a_recused_reviewer_can_neither_rate_nor_be_assigned(team: Team, claim: make.Claim) -> None:
    row = recuse(team.reviewer, claim=claim, reason="I wrote the article.")
    assert (row.assigned_by, row.recused_reason) == (None, "I wrote the article.")
    with pytest.raises(ConflictError, match="recused themselves"):
        assign(team.editor, claim=claim, reviewers=[team.reviewer])
    perform_step(team.checker, claim=claim, slug="start-rating")
    with pytest.raises(ConflictError, match="You recused yourself"):
        rate_claim(team.reviewer, claim=claim, rating="true")
    assert rate_claim(team.admin, claim=claim, rating="true")


def test_a_recusal_deletes_a_blind_rating_but_not_a_revealed_one(
    team: Team, claim: make.Claim, second: make.User
) -> None:
    perform_step(team.checker, claim=claim, slug="start-rating")
    mine = rate_claim(team.reviewer, claim=claim, rating="true")
    recuse(team.reviewer, claim=claim, reason="I wrote the article.")
    assert not Assessment.objects.filter(pk=mine.pk).exists()
    assert mine.history.model.objects.filter(id=mine.pk, history_type="-").exists()
    rate_claim(second, claim=claim, rating="true")
    perform_step(team.editor, claim=claim, slug="reveal", reason="Nobody else is left.")
    recuse(second, claim=claim, reason="I know the author.")
    assert claim.assessments.get().reviewer == second


def test_a_recusal_needs_a_reason_and_the_role_reviewer(team: Team, claim: make.Claim) -> None:
    with pytest.raises(InvalidInput, match="needs a reason"):
        recuse(team.reviewer, claim=claim, reason="  ")
    with pytest.raises(PermissionDenied, match="need the role reviewer"):
        recuse(team.checker, claim=claim, reason="I wrote it.")


def test_a_claim_that_is_rated_again_starts_without_old_ratings(team: Team, claim: make.Claim) -> None:
    perform_step(team.checker, claim=claim, slug="start-rating")
    rate_claim(team.reviewer, claim=claim, rating="true")
    perform_step(team.editor, claim=claim, slug="back-to-open", reason="The wording is wrong.")
    assert not claim.assessments.exists()
    perform_step(team.checker, claim=claim, slug="start-rating")
    rate_claim(team.admin, claim=claim, rating="false")
    claim.refresh_from_db()
    assert claim.state == ClaimState.RATING


@pytest.mark.parametrize(
    ("ratings", "verdict", "adjudicated"),
    [
        (["false", "false"], "false", False),
        (["false", "mostly-false"], "mostly-false", False),
        (["false", "false"], "true", True),
        (["false", "true"], "false", True),
    ],
)
def test_a_checker_proposes_the_agreed_rating_and_an_editor_any_other(
    team: Team, claim: make.Claim, ratings: list[str], verdict: str, adjudicated: bool
) -> None:
    make.evidence(claim)
    perform_step(team.checker, claim=claim, slug="start-rating")
    for reviewer, rating in zip((team.reviewer, team.admin), ratings, strict=True):
        rate_claim(reviewer, claim=claim, rating=rating)
    proposal = {
        "claim": claim,
        "rating": verdict,
        "reasons": "The books say so.",
        "departure": "It lacks context.",
    }
    if adjudicated:
        with pytest.raises(PermissionDenied, match="need the role editor to override"):
            propose_verdict(team.checker, **proposal)
    by = team.editor if adjudicated else team.checker
    assert propose_verdict(by, **proposal).adjudicated is adjudicated


def reviewers_of(claim: make.Claim) -> set[make.User]:
    return {row.reviewer for row in claim.reviewer_assignments.all()}


def test_setting_the_reviewers_assigns_the_new_ones_and_unassigns_the_others(
    team: Team, claim: make.Claim, second: make.User
) -> None:
    assign(team.editor, claim=claim, reviewers=[team.reviewer, second])
    set_reviewers(team.editor, claim=claim, reviewers=[second, team.admin], quorum=3)
    claim.refresh_from_db()
    assert reviewers_of(claim) == {second, team.admin}
    assert claim.quorum == 3


def test_setting_the_reviewers_keeps_recusals(team: Team, claim: make.Claim, second: make.User) -> None:
    recuse(team.reviewer, claim=claim, reason="I wrote the article.")
    set_reviewers(team.editor, claim=claim, reviewers=[second], quorum=None)
    assert claim.reviewer_assignments.get(reviewer=team.reviewer).recused_at


def test_reviewers_can_be_added_with_an_unchanged_quorum_while_a_claim_is_rated(
    team: Team, claim: make.Claim, second: make.User
) -> None:
    perform_step(team.checker, claim=claim, slug="start-rating")
    set_reviewers(team.editor, claim=claim, reviewers=[team.reviewer, second], quorum=None)
    assert reviewers_of(claim) == {team.reviewer, second}


def test_only_a_new_quorum_is_recorded(team: Team, claim: make.Claim) -> None:
    for quorum in (3, 3, None):
        set_quorum(team.editor, claim=claim, quorum=quorum)
    events = Event.objects.filter(action="claim.quorum_set")
    assert [event.data for event in events.order_by("number")] == [{"quorum": 3}, {"quorum": None}]


@pytest.mark.parametrize("quorum", [1, 20])
def test_a_quorum_is_from_1_to_20(team: Team, claim: make.Claim, quorum: int) -> None:
    assert set_quorum(team.editor, claim=claim, quorum=quorum).quorum == quorum


def test_the_reason_of_a_recusal_is_stored_without_outer_spaces_and_recorded_without_it(
    team: Team, claim: make.Claim
) -> None:
    row = recuse(team.reviewer, claim=claim, reason=f"  {'a' * 500} ")
    assert row.recused_reason == "a" * 400
    event = Event.objects.get(action="reviewer.recused")
    assert (event.actor, event.target_id, event.data) == (team.reviewer, row.pk, {"claim": claim.pk})


def test_an_assigned_reviewer_who_recuses_keeps_who_assigned_them(team: Team, claim: make.Claim) -> None:
    assign(team.editor, claim=claim, reviewers=[team.reviewer])
    row = recuse(team.reviewer, claim=claim, reason="I wrote the article.")
    assert (row.assigned_by, claim.reviewer_assignments.count()) == (team.editor, 1)


def test_a_recusal_deletes_only_the_own_rating_of_that_claim(
    team: Team, claim: make.Claim, second: make.User
) -> None:
    other = make.claim(claim.article, state=ClaimState.RATING)
    kept = {make.assessment(claim, second), make.assessment(other, team.reviewer)}
    make.assessment(claim, team.reviewer)
    recuse(team.reviewer, claim=claim, reason="I wrote the article.")
    assert set(Assessment.objects.all()) == kept


def test_unassigning_removes_only_that_reviewer_of_that_claim(
    team: Team, claim: make.Claim, second: make.User
) -> None:
    other = make.claim(claim.article, state=ClaimState.OPEN)
    for of in (other, claim):
        assign(team.editor, claim=of, reviewers=[team.reviewer, second])
    unassign(team.editor, claim=claim, reviewer=second)
    assert reviewers_of(claim) == {team.reviewer}
    assert reviewers_of(other) == {team.reviewer, second}


def test_assignments_and_recusals_of_another_claim_do_not_keep_from_rating(
    team: Team, claim: make.Claim, second: make.User
) -> None:
    other = make.claim(claim.article, state=ClaimState.RATING)
    assign(team.editor, claim=other, reviewers=[second])
    recuse(team.reviewer, claim=other, reason="I wrote it.")
    perform_step(team.checker, claim=claim, slug="start-rating")
    assert rate_claim(team.reviewer, claim=claim, rating="true").claim == claim
