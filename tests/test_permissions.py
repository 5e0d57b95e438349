"""Every permission is enforced by the actions that need it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from factcheck import permissions
from factcheck.audit.models import Event
from factcheck.enums import Role
from factcheck.exceptions import PermissionDenied
from factcheck.permissions import PERMISSIONS
from tests import factories as make
from tests.permission_cases import CASES, PermissionCase

EACH_CASE = pytest.mark.parametrize("case", CASES, ids=lambda case: case.prepare.__name__)

pytestmark = pytest.mark.django_db


def test_every_permission_has_a_case() -> None:
    assert {case.permission for case in CASES} == set(PERMISSIONS)


@EACH_CASE
def test_the_lowest_role_is_allowed(case: PermissionCase) -> None:
    team = make.team()
    case.prepare(team)(team.of(PERMISSIONS[case.permission].role))


@EACH_CASE
def test_the_role_below_is_denied_and_the_message_names_the_required_role(case: PermissionCase) -> None:
    team = make.team()
    action = case.prepare(team)
    least, name = PERMISSIONS[case.permission]
    below = list(Role)[: least.rank][-1:]
    for role in below:
        with pytest.raises(PermissionDenied) as error:
            action(team.of(role))
        assert (
            error.value.message == f"You need the role {least} to {name}. Your role on this desk is {role}."
        )


@EACH_CASE
def test_a_member_of_another_desk_is_denied_and_changes_nothing(case: PermissionCase) -> None:
    team = make.team()
    action = case.prepare(team)
    before = Event.objects.count()
    with pytest.raises(PermissionDenied, match="You are not a member of this desk"):
        action(team.stranger)
    assert Event.objects.count() == before


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_an_anonymous_user_has_no_permission(permission: str) -> None:
    assert not permissions.has_permission(AnonymousUser(), permission, make.desk())


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_each_role_adds_to_the_one_before(permission: str) -> None:
    team = make.team()
    allowed = [permissions.has_permission(team.of(role), permission, team.desk) for role in Role]
    assert allowed == sorted(allowed)
    assert allowed[-1]


def test_a_role_on_one_desk_is_not_a_role_on_another() -> None:
    team, other = make.team(), make.team()
    assert permissions.get_role(team.admin, team.desk) is Role.ADMIN
    assert permissions.get_role(team.admin, other.desk) is None


def test_an_undefined_permission_raises_key_error() -> None:
    with pytest.raises(KeyError):
        permissions.has_permission(make.person(), "claim.paint", make.desk())
