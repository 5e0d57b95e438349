from factcheck.actions.rating_scales import add_scale
from factcheck.desks.default_scale import DEFAULT_SCALE
from tests import factories as make
from tests.api.client import ApiClient


def test_me_returns_the_user_with_desks_and_roles(team):
    data = ApiClient(team.checker).get("me/").json()
    assert (data["id"], data["email"]) == (team.checker.pk, team.checker.email)
    assert [(desk["slug"], desk["role"]) for desk in data["desks"]] == [("harbour", "checker")]


def test_a_desk_is_read_by_its_slug_with_its_scale_and_its_members(team, editor):
    data = editor.get("desks/harbour/").json()
    assert [rating["slug"] for rating in data["scale"]] == [step.slug for step in DEFAULT_SCALE]
    assert {member["id"]: member["role"] for member in data["members"]}[team.viewer.pk] == "viewer"
    assert data["role"] == "editor"


def test_the_scale_is_the_newest_version(team, editor):
    add_scale(team.admin, desk=team.desk, steps=DEFAULT_SCALE[:5])
    scale = editor.get("desks/harbour/").json()["scale"]
    assert (len(scale), scale[0]["scale_version"]) == (5, 2)


def test_a_member_without_a_name_is_shown_by_email(team, editor):
    nameless = make.member(team.desk, name="x")
    type(nameless).objects.filter(pk=nameless.pk).update(name="")
    names = [member["name"] for member in editor.get("desks/harbour/").json()["members"]]
    assert nameless.email in names


def test_only_own_desks_are_listed(team, stranger, editor):
    assert [desk["slug"] for desk in editor.get("desks/").json()["results"]] == ["harbour"]
    assert stranger.get("desks/harbour/").status_code == 404
