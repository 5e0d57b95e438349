"""Two persons: nobody is the only signer of what they changed, whatever they changed, in which role and order."""

from collections.abc import Callable
from typing import Any

import pytest

from factcheck.actions.verdicts import propose_verdict, reaffirm_verdict
from factcheck.actions.workflow import perform_step
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import ClaimState, Role
from factcheck.exceptions import ConflictError
from factcheck.inbox.inbox import list_to_sign
from factcheck.review.review_status import load_review_status
from tests import factories as make
from tests.factories import Team
from tests.review.substance_edits import ALL_EDITS, CONTENT_EDITS, MAP_EDITS, WORDING_EDITS, Ground, ground

pytestmark = pytest.mark.django_db

Edit = Callable[[Ground, User], Any]
REFUSAL = "Changed by you: needs another person’s sign-off"


def propose(on: Ground, by: User, **fields: str) -> None:
    propose_verdict(
        by,
        claim=on.claim,
        rating="false",
        reasons="The books say so.",
        departure="It lacks context.",
        **fields,
    )


def proposed(team: Team) -> Ground:
    made = ground(team)
    propose(made, team.checker)
    return made


def refresh(on: Ground) -> Claim:
    """Return the claim as it is now. A change that makes the verdict stale is reaffirmed."""
    if on.verdict.stale_since:
        reaffirm_verdict(on.team.checker, verdict=on.verdict, reasons="It is still right.")
    return Claim.objects.get(pk=on.claim.pk)


def sign(on: Ground, by: User) -> str:
    return perform_step(by, claim=refresh(on), slug="approve").state


def refuse(on: Ground, by: User) -> None:
    with pytest.raises(ConflictError, match=REFUSAL):
        sign(on, by)


def signers_of(on: Ground) -> set[User]:
    return {signoff.member for signoff in on.verdict.signoffs.filter(dropped_at=None)}


EACH_EDIT = pytest.mark.parametrize("edit", ALL_EDITS.values(), ids=ALL_EDITS.keys())


@EACH_EDIT
@pytest.mark.parametrize(("role", "other_role"), [("editor", "admin"), ("admin", "editor")])
def test_the_last_one_to_change_it_does_not_sign_it_alone(
    team: Team, role: str, other_role: str, edit: Edit
) -> None:
    changer, other = team.of(role), team.of(other_role)
    on = proposed(team)
    edit(on, changer)
    refuse(on, changer)
    assert sign(on, other) == ClaimState.APPROVED
    # By the time of publication: two persons have read it.
    assert perform_step(changer, claim=refresh(on), slug="publish").state == ClaimState.PUBLISHED


@EACH_EDIT
def test_a_sign_off_before_the_change_does_not_count(team: Team, edit: Edit) -> None:
    changer, other = team.editor, team.admin
    for signer in (changer, other):
        on = proposed(team)
        assert sign(on, signer) == ClaimState.APPROVED
        edit(on, changer)
        assert (Claim.objects.get(pk=on.claim.pk).state, signers_of(on)) == (ClaimState.PROPOSED, set())
        refuse(on, changer)
        assert sign(on, other) == ClaimState.APPROVED


@EACH_EDIT
def test_a_change_before_the_proposal_is_the_proposers(team: Team, edit: Edit) -> None:
    changer = team.editor
    on = proposed(team)
    edit(on, changer)
    propose(on, team.checker)
    assert sign(on, changer) == ClaimState.APPROVED


@EACH_EDIT
def test_a_change_by_a_person_who_cannot_sign_needs_one_signer(team: Team, edit: Edit) -> None:
    on = proposed(team)
    edit(on, team.checker)
    assert sign(on, team.editor) == ClaimState.APPROVED


@EACH_EDIT
def test_where_two_sign_off_the_changer_is_one_of_them(team: Team, edit: Edit) -> None:
    changer, other = team.editor, team.admin
    team.desk.signoffs = 2
    team.desk.save()
    on = proposed(team)
    edit(on, changer)
    assert sign(on, changer) == ClaimState.PROPOSED
    assert sign(on, other) == ClaimState.APPROVED
    assert signers_of(on) == {changer, other}


@pytest.mark.parametrize("edit", CONTENT_EDITS.values(), ids=CONTENT_EDITS.keys())
def test_the_correction_of_a_published_claim_needs_another(team: Team, edit: Edit) -> None:
    changer, other = team.editor, team.admin
    on = proposed(team)
    sign(on, changer)
    perform_step(changer, claim=refresh(on), slug="publish")
    edit(on, changer)
    assert on.verdict.proposed_by == team.checker
    refuse(on, changer)
    assert sign(on, other) == ClaimState.APPROVED


@pytest.mark.parametrize("edit", MAP_EDITS.values(), ids=MAP_EDITS.keys())
def test_the_map_under_a_published_claim_counts_for_its_next_version(team: Team, edit: Edit) -> None:
    on = proposed(team)
    CONTENT_EDITS["evidence gets a note"](on, team.admin)
    sign(on, team.editor)
    perform_step(team.editor, claim=refresh(on), slug="publish")
    edit(on, team.editor)
    assert Claim.objects.get(pk=on.claim.pk).state == ClaimState.PUBLISHED
    CONTENT_EDITS["evidence changes sides"](on, team.checker)
    refuse(on, team.editor)
    assert sign(on, team.admin) == ClaimState.APPROVED  # what the admin changed was published


def test_whoever_replaces_a_change_takes_its_place(team: Team) -> None:
    other = make.member(team.desk, Role.EDITOR)
    on = proposed(team)
    WORDING_EDITS["the wording changes"](on, team.editor)
    WORDING_EDITS["a wording is restored"](on, other)
    refuse(on, other)
    assert sign(on, team.editor) == ClaimState.APPROVED


def test_a_later_change_of_something_else_does_not_take_its_place(team: Team) -> None:
    on = proposed(team)
    WORDING_EDITS["the wording changes"](on, team.editor)
    CONTENT_EDITS["evidence is added"](on, team.checker)
    refuse(on, team.editor)


def test_two_who_changed_it_read_what_the_other_changed(team: Team) -> None:
    on = proposed(team)
    WORDING_EDITS["the wording changes"](on, team.editor)
    CONTENT_EDITS["evidence is added"](on, team.admin)
    refuse(on, team.editor)
    refuse(on, team.admin)
    propose(on, team.editor)
    assert sign(on, team.admin) == ClaimState.APPROVED


def test_a_lower_number_of_sign_offs_does_not_leave_the_changer_alone(team: Team) -> None:
    team.desk.signoffs = 2
    team.desk.save()
    on = proposed(team)
    WORDING_EDITS["the wording changes"](on, team.editor)
    sign(on, team.editor)
    team.desk.signoffs = 1
    team.desk.save()
    with pytest.raises(ConflictError, match="It needs another person’s sign-off"):
        perform_step(team.editor, claim=refresh(on), slug="publish")
    assert sign(on, team.admin) == ClaimState.APPROVED


def test_an_admin_approves_without_another_only_by_name_and_reason(team: Team) -> None:
    on = proposed(team)
    WORDING_EDITS["the wording changes"](on, team.admin)
    refuse(on, team.admin)
    claim = perform_step(team.admin, claim=refresh(on), slug="break-glass", reason="Nobody is in.")
    assert perform_step(team.admin, claim=claim, slug="publish").state == ClaimState.PUBLISHED
    assert on.claim.publications.get().content["glass_reason"] == "Nobody is in."


def test_the_page_and_the_inbox_tell_the_changer(team: Team) -> None:
    on = proposed(team)
    WORDING_EDITS["the wording changes"](on, team.editor)
    roles = {team.desk.pk: Role.EDITOR}
    assert [list(list_to_sign(user, roles)) == [] for user in (team.editor, team.admin)] == [True, False]
    told = {user: load_review_status(user, refresh(on), on.verdict) for user in (team.editor, team.admin)}
    assert [status.needs_another_signer for status in told.values()] == [True, False]
    assert all(status.changers == [team.editor] for status in told.values())
    sign(on, team.admin)
    assert not load_review_status(team.editor, refresh(on), on.verdict).needs_another_signer
