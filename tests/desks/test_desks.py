"""Desks, their members and their scales."""

import pytest
from django.contrib.auth.models import AnonymousUser

from factcheck.actions.desks import create_desk
from factcheck.actions.members import set_role
from factcheck.actions.rating_scales import add_scale
from factcheck.desks.default_scale import DEFAULT_SCALE, ScaleStep
from factcheck.desks.models import User
from factcheck.desks.selectors import get_default_desk, get_rating, list_desks, list_members, list_ratings
from factcheck.enums import Role
from factcheck.exceptions import ConflictError, InvalidInput, NotFound
from factcheck.permissions import get_role
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_founder_of_a_desk_is_its_admin_and_it_has_the_default_scale() -> None:
    founder = make.person()
    desk = create_desk(founder, name="New desk", slug="new")
    assert get_role(founder, desk) is Role.ADMIN
    assert [rating.slug for rating in list_ratings(desk.pk)] == [step.slug for step in DEFAULT_SCALE]
    assert desk.scales.get().best == 5


def test_the_address_of_a_desk_is_its_own() -> None:
    make.desk("taken")
    with pytest.raises(ConflictError) as refusal:
        create_desk(make.person(), name="Another", slug="taken")
    assert set(refusal.value.fields) == {"slug"}


def test_a_changed_role_holds_at_once() -> None:
    team = make.team()
    assert get_role(team.viewer, team.desk) is Role.VIEWER
    set_role(team.admin, desk=team.desk, user=team.viewer, role=Role.EDITOR)
    assert get_role(team.viewer, team.desk) is Role.EDITOR
    assert team.desk.memberships.filter(user=team.viewer).count() == 1


def test_the_default_desk_is_the_first_that_one_joined_however_old_the_others_are() -> None:
    older, younger = make.desk(), make.desk()
    make.member(older)
    make.member(younger)
    user = make.member(younger)
    older.memberships.create(user=user, role=Role.VIEWER)
    assert get_default_desk(user) == younger
    assert set(list_desks(user)) == {older, younger}


@pytest.mark.parametrize("somebody", [make.person, AnonymousUser])
def test_who_is_on_no_desk_is_told_what_to_do(somebody: type[User]) -> None:
    with pytest.raises(NotFound, match="Ask a desk's admin"):
        get_default_desk(somebody())


def test_members_are_listed_by_name() -> None:
    desk = make.desk()
    zoe, ann = make.member(desk, name="Zoe"), make.member(desk, name="Ann")
    make.member(make.desk(), name="Bob")
    assert list(list_members(desk)) == [ann, zoe]


def test_a_new_scale_is_used_and_the_old_ratings_stay() -> None:
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
    with pytest.raises(InvalidInput, match="no, yes, eh") as refusal:
        get_rating(team.desk.pk, "false")
    assert set(refusal.value.fields) == {"rating"}


@pytest.mark.parametrize("typed", ["Ann@Example.ORG", " ann@example.org "])
def test_a_person_is_found_however_the_address_is_written(typed: str) -> None:
    made = User.objects.create_user("Ann@example.org", "a password", name="Ann")
    assert User.objects.get_by_natural_key(typed) == made
    assert str(made) == "Ann"
    assert str(User(email="x@example.org")) == "x@example.org"
