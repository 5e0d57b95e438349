"""Every permission, asked where it counts: through the services that need it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from factcheck import permissions
from factcheck.audit.models import Event
from factcheck.enums import Role
from factcheck.exceptions import PermissionDenied
from factcheck.permissions import PERMISSIONS
from tests import factories as make
from tests.deeds import DEEDS, Deed

EACH_DEED = pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.prepare.__name__)

pytestmark = pytest.mark.django_db


def test_every_permission_has_a_deed_here() -> None:
    assert {deed.permission for deed in DEEDS} == set(PERMISSIONS)


@EACH_DEED
def test_the_least_role_may(deed: Deed) -> None:
    team = make.team()
    deed.prepare(team)(team.of(PERMISSIONS[deed.permission].role))


@EACH_DEED
def test_the_role_below_may_not_and_is_told_which_role_it_takes(deed: Deed) -> None:
    team = make.team()
    act = deed.prepare(team)
    least, name = PERMISSIONS[deed.permission]
    below = list(Role)[: least.rank][-1:]
    for role in below:
        with pytest.raises(PermissionDenied) as refusal:
            act(team.of(role))
        assert refusal.value.message == f"You need the role {least} to {name}. Your role on this desk is {role}."


@EACH_DEED
def test_a_stranger_may_not_and_leaves_no_trace(deed: Deed) -> None:
    team = make.team()
    act = deed.prepare(team)
    before = Event.objects.count()
    with pytest.raises(PermissionDenied, match="You are not a member of this desk"):
        act(team.stranger)
    assert Event.objects.count() == before


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_nobody_signed_in_may_nothing(permission: str) -> None:
    assert not permissions.has_permission(AnonymousUser(), permission, make.desk())


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_each_role_adds_to_the_one_before(permission: str) -> None:
    team = make.team()
    allowed = [permissions.has_permission(team.of(role), permission, team.desk) for role in Role]
    assert allowed == sorted(allowed)
    assert allowed[-1]


def test_a_role_on_one_desk_is_none_on_another() -> None:
    team, other = make.team(), make.team()
    assert permissions.get_role(team.admin, team.desk) is Role.ADMIN
    assert permissions.get_role(team.admin, other.desk) is None


def test_a_permission_that_nobody_defined_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        permissions.has_permission(make.person(), "claim.paint", make.desk())
