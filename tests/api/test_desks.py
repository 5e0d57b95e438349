import pytest

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


def test_settings_are_read_and_changed_one_at_a_time(team):
    admin = ApiClient(team.admin)
    before = admin.get("desks/harbour/").json()
    assert (before["semantics"], before["thresholds"]) == ("tiers", {})
    after = admin.patch("desks/harbour/", {"semantics": "df_quad", "thresholds": {"enough": 0.4}}).json()
    assert (after["semantics"], after["thresholds"], after["quorum"]) == (
        "df_quad",
        {"enough": 0.4},
        before["quorum"],
    )


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({"semantics": "majority"}, "tiers, quadratic_energy, df_quad"),
        ({"thresholds": {"loud": 0.4}}, "enough, strong"),
        ({"thresholds": {"enough": 2}}, "1"),
        ({"quorum": 0}, "1"),
    ],
)
def test_a_wrong_setting_is_refused_with_what_would_be_right(team, change, right):
    response = ApiClient(team.admin).patch("desks/harbour/", change)
    assert response.status_code == 400
    assert right in str(response.json()["error"])


def test_only_admins_change_the_settings(team, stranger):
    assert ApiClient(team.editor).patch("desks/harbour/", {"quorum": 3}).status_code == 403
    assert stranger.patch("desks/harbour/", {"quorum": 3}).status_code == 404
