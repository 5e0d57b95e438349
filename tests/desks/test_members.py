"""Leaving and removing people, the last admin, and the settings of a desk."""

from collections.abc import Callable

import pytest

from factcheck.actions.desks import create_additional_desk, edit_desk
from factcheck.actions.members import leave_desk, remove_member, set_role
from factcheck.actions.rating_scales import add_scale
from factcheck.audit.models import Event
from factcheck.desks.default_scale import ScaleStep
from factcheck.desks.models import Desk, Membership
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
    "semantics": "df_quad",
    "thresholds": {"enough": 0.4},
}


def test_former_members_see_nothing_and_their_work_stays(team: Team) -> None:
    claim = make.claim(make.article(team.desk), state=ClaimState.PROPOSED)
    comment = make.comment(claim, author=team.reviewer)
    verdict = make.verdict(claim, proposed_by=team.checker)
    leave_desk(team.reviewer, desk=team.desk)
    remove_member(team.admin, desk=team.desk, user=team.checker)
    for former in (team.reviewer, team.checker):
        assert former.get_role(team.desk.pk) is None
        assert not Desk.objects.visible_to(former).exists()
    assert Comment.objects.get(pk=comment.pk).author == team.reviewer
    assert Verdict.objects.get(pk=verdict.pk).proposed_by == team.checker


REMOVALS: list[Callable[[Team], object]] = [
    lambda team: leave_desk(team.admin, desk=team.desk),
    lambda team: remove_member(team.admin, desk=team.desk, user=team.admin),
    lambda team: set_role(team.admin, desk=team.desk, user=team.admin, role=Role.EDITOR),
]


@pytest.mark.parametrize("remove", REMOVALS)
def test_last_admin_cannot_be_removed_but_one_of_two_can(
    team: Team, remove: Callable[[Team], object]
) -> None:
    with pytest.raises(ConflictError, match="last admin"):
        remove(team)
    assert team.desk.memberships.filter(user=team.admin, role=Role.ADMIN).exists()
    make.member(team.desk, Role.ADMIN)
    remove(team)
    assert not team.desk.memberships.filter(user=team.admin, role=Role.ADMIN).exists()


def test_removing_a_stranger_is_not_found(team: Team) -> None:
    with pytest.raises(NotFound):
        remove_member(team.admin, desk=team.desk, user=team.stranger)


def test_settings_are_stored_and_the_event_has_both_values(team: Team) -> None:
    edit_desk(team.admin, desk=team.desk, **SETTINGS)
    team.desk.refresh_from_db()
    assert {name: getattr(team.desk, name) for name in SETTINGS} == SETTINGS
    [event] = team.desk.events.all()
    assert (event.data["before"]["quorum"], event.data["after"]["quorum"]) == (2, 3)
    edit_desk(team.admin, desk=team.desk, **SETTINGS)
    assert team.desk.events.count() == 1


@pytest.mark.parametrize(
    ("invalid", "field"),
    [
        ({"name": " "}, "name"),
        ({"quorum": 0}, "quorum"),
        ({"signoffs": 0}, "signoffs"),
        ({"assignment_days": -1}, "assignment_days"),
        ({"assignment_days": 366}, "assignment_days"),
        ({"thresholds": {"enough": 1.1}}, "enough"),
    ],
)
def test_invalid_settings_are_named_in_the_error(team: Team, invalid: dict, field: str) -> None:
    with pytest.raises(InvalidInput) as error:
        edit_desk(team.admin, desk=team.desk, **SETTINGS | invalid)
    assert set(error.value.fields) == {field}


def test_verdicts_keep_the_version_of_their_scale(team: Team) -> None:
    verdict = make.verdict(make.claim(make.article(team.desk), state=ClaimState.PROPOSED), "mostly-true")
    add_scale(team.admin, desk=team.desk, steps=[ScaleStep("no", "No", 1), ScaleStep("yes", "Yes", 2)])
    verdict.refresh_from_db()
    assert (verdict.rating.slug, verdict.rating.scale.version) == ("mostly-true", 1)


def test_only_an_admin_can_create_another_desk(team: Team) -> None:
    second = create_additional_desk(team.admin, name="Second", slug="second")
    assert team.admin.get_role(second.pk) is Role.ADMIN
    assert Desk.objects.visible_to(team.admin).count() == 2
    with pytest.raises(PermissionDenied):
        create_additional_desk(team.editor, name="Third", slug="third")


def test_a_removed_member_is_recorded_with_who_removed_them(team: Team) -> None:
    membership = team.desk.memberships.get(user=team.checker)
    remove_member(team.admin, desk=team.desk, user=team.checker)
    event = Event.objects.get(action="member.removed")
    assert (event.actor, event.target_id) == (team.admin, membership.pk)
    assert event.data == {"user": team.checker.pk}


def test_a_member_who_leaves_is_recorded_as_leaving(team: Team) -> None:
    leave_desk(team.checker, desk=team.desk)
    event = Event.objects.get(action="member.left")
    assert (event.actor, event.data) == (team.checker, {"user": team.checker.pk})


def test_a_removed_member_stays_on_their_other_desks(team: Team) -> None:
    other = make.desk()
    Membership.objects.create(desk=other, user=team.checker, role=Role.VIEWER)
    remove_member(team.admin, desk=team.desk, user=team.checker)
    assert team.checker.get_role(other.pk) is Role.VIEWER


def test_the_only_admin_can_keep_the_role(team: Team) -> None:
    set_role(team.admin, desk=team.desk, user=team.admin, role=Role.ADMIN)
    assert team.admin.get_role(team.desk.pk) is Role.ADMIN


def test_a_role_is_changed_on_one_desk_and_recorded(team: Team) -> None:
    other = make.desk()
    Membership.objects.create(desk=other, user=team.checker, role=Role.VIEWER)
    membership = set_role(team.admin, desk=team.desk, user=team.checker, role=Role.EDITOR)
    assert team.checker.get_role(other.pk) is Role.VIEWER
    event = Event.objects.get(action="member.role_set")
    assert (event.actor, event.target_id) == (team.admin, membership.pk)
    assert event.data == {"user": team.checker.pk, "role": "editor"}


def test_each_scale_of_a_desk_has_the_next_version_and_is_recorded(team: Team) -> None:
    add_scale(make.member(desk := make.desk(), Role.ADMIN), desk=desk, steps=[ScaleStep("no", "No", 1)])
    steps = [ScaleStep("no", "No", 1), ScaleStep("yes", "Yes", 3), ScaleStep("eh", "Eh", None)]
    scale = add_scale(team.admin, desk=team.desk, steps=steps)
    assert (scale.version, scale.best) == (2, 3)
    assert [(rating.slug, rating.position) for rating in scale.ratings.order_by("position")] == [
        ("no", 1),
        ("yes", 2),
        ("eh", 3),
    ]
    event = Event.objects.get(action="scale.added", desk=team.desk)
    assert (event.actor, event.target_id, event.data) == (team.admin, scale.pk, {"version": 2})
