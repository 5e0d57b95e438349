"""Leaving and removing people, the last admin, and the settings of a desk."""

from collections.abc import Callable

import pytest

from factcheck.actions.desks import create_additional_desk, edit_desk
from factcheck.actions.members import leave_desk, remove_member, set_role
from factcheck.actions.rating_scales import add_scale
from factcheck.desks.default_scale import ScaleStep
from factcheck.desks.models import Desk
from factcheck.enums import ClaimState, Role
from factcheck.exceptions import ConflictError, InvalidInput, NotFound, PermissionDenied
from factcheck.review.models import Comment, Verdict
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db
SETTINGS = {
    "name": "Harbour",
    "quorum": 3,
    "signoffs": 2,
    "assignment_days": 0,
    "thresholds": {"enough": 0.4},
}


def test_who_leaves_or_is_removed_sees_nothing_more_and_their_work_stays(team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.PROPOSED)
    said = make.comment(claim, author=team.reviewer)
    verdict = make.verdict(claim, proposed_by=team.checker)
    leave_desk(team.reviewer, desk=team.desk)
    remove_member(team.admin, desk=team.desk, user=team.checker)
    for gone in (team.reviewer, team.checker):
        assert gone.get_role(team.desk.pk) is None
        assert not Desk.objects.visible_to(gone).exists()
    assert Comment.objects.get(pk=said.pk).author == team.reviewer
    assert Verdict.objects.get(pk=verdict.pk).proposed_by == team.checker


GOING: list[Callable[[Team], object]] = [
    lambda team: leave_desk(team.admin, desk=team.desk),
    lambda team: remove_member(team.admin, desk=team.desk, user=team.admin),
    lambda team: set_role(team.admin, desk=team.desk, user=team.admin, role=Role.EDITOR),
]


@pytest.mark.parametrize("go", GOING)
def test_the_last_admin_stays_one_and_one_of_two_may_go(team: Team, go: Callable[[Team], object]) -> None:
    with pytest.raises(ConflictError, match="last admin"):
        go(team)
    assert team.desk.memberships.filter(user=team.admin, role=Role.ADMIN).exists()
    make.member(team.desk, Role.ADMIN)
    go(team)
    assert not team.desk.memberships.filter(user=team.admin, role=Role.ADMIN).exists()


def test_who_is_no_member_is_not_removed(team: Team) -> None:
    with pytest.raises(NotFound):
        remove_member(team.admin, desk=team.desk, user=team.stranger)


def test_settings_are_kept_and_the_trail_says_from_which(team: Team) -> None:
    edit_desk(team.admin, desk=team.desk, **SETTINGS)
    team.desk.refresh_from_db()
    assert {name: getattr(team.desk, name) for name in SETTINGS} == SETTINGS
    [event] = team.desk.events.all()
    assert (event.data["before"]["quorum"], event.data["after"]["quorum"]) == (2, 3)
    edit_desk(team.admin, desk=team.desk, **SETTINGS)
    assert team.desk.events.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"quorum": 0}, "quorum"),
        ({"signoffs": 0}, "signoffs"),
        ({"assignment_days": -1}, "assignment_days"),
        ({"assignment_days": 366}, "assignment_days"),
        ({"thresholds": {"enough": 1.1}}, "enough"),
    ],
)
def test_settings_that_do_not_work_are_refused_by_name(team: Team, wrong: dict, field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        edit_desk(team.admin, desk=team.desk, **SETTINGS | wrong)
    assert set(refusal.value.fields) == {field}


def test_a_new_scale_leaves_verdicts_on_theirs(team: Team) -> None:
    verdict = make.verdict(make.claim(make.article(team.desk), state=ClaimState.PROPOSED), "mostly-true")
    add_scale(team.admin, desk=team.desk, steps=[ScaleStep("no", "No", 1), ScaleStep("yes", "Yes", 2)])
    verdict.refresh_from_db()
    assert (verdict.rating.slug, verdict.rating.scale.version) == ("mostly-true", 1)


def test_a_further_desk_is_founded_by_an_admin_of_one(team: Team) -> None:
    second = create_additional_desk(team.admin, name="Second", slug="second")
    assert team.admin.get_role(second.pk) is Role.ADMIN
    assert Desk.objects.visible_to(team.admin).count() == 2
    with pytest.raises(PermissionDenied):
        create_additional_desk(team.editor, name="Third", slug="third")
