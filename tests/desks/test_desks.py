"""Desks, their members and their scales."""

import pytest
from django.contrib.auth.models import AnonymousUser

from factcheck.actions.desks import create_desk
from factcheck.actions.members import set_role
from factcheck.actions.rating_scales import add_scale
from factcheck.desks.default_scale import DEFAULT_SCALE, ScaleStep
from factcheck.desks.models import User
from factcheck.desks.selectors import (
    get_default_desk,
    get_member,
    get_rating,
    list_desks,
    list_members,
    list_ratings,
    member_names,
)
from factcheck.enums import Role
from factcheck.exceptions import ConflictError, InvalidInput, NotFound
from factcheck.permissions import get_role
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_new_desk_has_its_founder_as_admin_and_the_default_scale() -> None:
    founder = make.person()
    desk = create_desk(founder, name="New desk", slug="new")
    assert get_role(founder, desk) is Role.ADMIN
    assert [rating.slug for rating in list_ratings(desk.pk)] == [step.slug for step in DEFAULT_SCALE]
    scale = desk.scales.get()
    assert (scale.version, scale.best) == (1, 5)


def test_slug_of_a_desk_is_unique() -> None:
    make.desk("taken")
    with pytest.raises(ConflictError) as error:
        create_desk(make.person(), name="Another", slug="taken")
    assert set(error.value.fields) == {"slug"}


def test_changed_role_applies_at_once() -> None:
    team = make.team()
    assert get_role(team.viewer, team.desk) is Role.VIEWER
    set_role(team.admin, desk=team.desk, user=team.viewer, role=Role.EDITOR)
    assert get_role(team.viewer, team.desk) is Role.EDITOR
    assert team.desk.memberships.filter(user=team.viewer).count() == 1


def test_default_desk_is_the_first_that_the_user_joined() -> None:
    older, younger = make.desk(), make.desk()
    make.member(older)
    make.member(younger)
    user = make.member(younger)
    older.memberships.create(user=user, role=Role.VIEWER)
    assert get_default_desk(user) == younger
    assert set(list_desks(user)) == {older, younger}


@pytest.mark.parametrize("make_user", [make.person, AnonymousUser])
def test_user_without_a_desk_gets_advice(make_user: type[User]) -> None:
    with pytest.raises(NotFound, match="Ask the admin of a desk"):
        get_default_desk(make_user())


def test_members_are_listed_by_name() -> None:
    desk = make.desk()
    zoe, ann = make.member(desk, name="Zoe"), make.member(desk, name="Ann")
    make.member(make.desk(), name="Bob")
    assert list(list_members(desk)) == [ann, zoe]


def test_new_scale_is_used_and_old_ratings_stay() -> None:
    team = make.team()
    old = make.rating(team.desk, "false")
    add_scale(
        team.admin,
        desk=team.desk,
        steps=[ScaleStep("no", "No", 1), ScaleStep("yes", "Yes", 2), ScaleStep("eh", "Eh", None)],
    )
    assert [rating.slug for rating in list_ratings(team.desk.pk)] == ["no", "yes", "eh"]
    assert team.desk.scales.latest("version").best == 2
    old.refresh_from_db()
    with pytest.raises(InvalidInput, match="no, yes, eh") as error:
        get_rating(team.desk.pk, "false")
    assert set(error.value.fields) == {"rating"}


@pytest.mark.parametrize("typed", ["Ann@Example.ORG", " ann@example.org "])
def test_user_is_found_by_any_spelling_of_the_address(typed: str) -> None:
    user = User.objects.create_user("Ann@example.org", "a password", name="Ann")
    assert User.objects.get_by_natural_key(typed) == user
    assert str(user) == "Ann"
    assert str(User(email="x@example.org")) == "x@example.org"


def test_the_ratings_of_a_desk_are_those_of_its_own_newest_scale() -> None:
    team, other = make.team(), make.team()
    add_scale(other.admin, desk=other.desk, steps=[ScaleStep("no", "No", 1)])
    assert [rating.slug for rating in list_ratings(team.desk.pk)] == [step.slug for step in DEFAULT_SCALE]
    assert get_rating(team.desk.pk, "false").scale.desk == team.desk


def test_member_names_are_those_of_the_desk_in_order() -> None:
    desk = make.desk()
    zoe, ann = make.member(desk, name="Zoe"), make.member(desk, name="Ann")
    make.member(make.desk(), name="Bob")
    assert list(member_names(desk.pk).items()) == [(ann.pk, "Ann"), (zoe.pk, "Zoe")]


def test_a_member_is_found_on_their_own_desk_only() -> None:
    desk, other = make.desk(), make.desk()
    user = make.member(desk)
    make.member(desk)
    assert get_member(desk, user.pk) == user
    with pytest.raises(NotFound, match="no such member"):
        get_member(other, user.pk)
