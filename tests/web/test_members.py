"""The pages of a desk's members, invitations, settings and scale."""

import dataclasses
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client

from factcheck.argument.computed_labels import Thresholds
from factcheck.desks.invitations import make_token
from factcheck.desks.models import Desk, User
from factcheck.desks.selectors import list_ratings
from factcheck.enums import Role
from factcheck.web.forms.members import SettingsForm
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client, team: Team) -> Client:
    client.force_login(team.admin)
    return client


def test_admin_can_manage_members_and_viewer_can_only_read(admin: Client, team: Team) -> None:
    make.invitation(team.desk)
    page = admin.get("/desks/harbour/people/").content.decode()
    assert "/invitations/" in page
    admin.post(f"/desks/harbour/people/{team.viewer.pk}/role/", {"role": "checker"})
    assert User.objects.get(pk=team.viewer.pk).get_role(team.desk.pk) is Role.CHECKER
    admin.force_login(team.viewer)
    page = admin.get("/desks/harbour/people/").content.decode()
    assert "/invitations/" not in page
    assert "Leave the desk" in page
    assert "Remove" not in page


def test_unknown_role_is_refused(admin: Client, team: Team) -> None:
    assert admin.post(f"/desks/harbour/people/{team.viewer.pk}/role/", {"role": "king"}).status_code == 400


def test_invitation_link_lets_a_new_user_join_once_the_address_is_verified(
    admin: Client, team: Team, eager: None
) -> None:
    admin.post("/desks/harbour/people/invite/", {"role": "reviewer", "days": 3})
    page = admin.get("/desks/harbour/people/").content.decode()
    [link] = re.findall(r'value="http://testserver(/invitations/[^"]+)"', page)
    newcomer = Client()
    assert "as reviewer" in newcomer.get(link).content.decode()
    answers = {"name": "Kim", "email": "Kim@Test.example", "password": "four wooden chairs"}
    assert "A link was sent to kim@test.example" in newcomer.post(link, answers).content.decode()
    assert not User.objects.filter(email="kim@test.example").exists()
    own_link = urlsplit(re.search(r"https?://\S+", mail.outbox[0].body)[0]).path
    assert 'value="kim@test.example"' in newcomer.get(own_link).content.decode()
    answers["email"] = "somebody-else@test.example"
    assert newcomer.post(own_link, answers).url == "/desks/harbour/"
    assert newcomer.get("/desks/harbour/").status_code == 200
    assert User.objects.get(name="Kim").email == "kim@test.example"


def test_links_are_not_mailed_without_end(team: Team, client: Client, eager: None) -> None:
    link = f"/invitations/{make_token(make.invitation(team.desk))}/"
    statuses = [client.post(link, {"email": "kim@test.example"}).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    assert len(mail.outbox) == 3


def test_link_that_cannot_be_mailed_is_an_error_of_the_form(team: Team, client: Client) -> None:
    link = f"/invitations/{make_token(make.invitation(team.desk))}/"
    response = client.post(link, {"email": "kim@test.example"})
    assert response.status_code == 422
    assert "Email cannot be sent now" in response.content.decode()


def test_signed_in_user_joins_with_their_account(client: Client, team: Team) -> None:
    link = f"/invitations/{make_token(make.invitation(team.desk))}/"
    client.force_login(team.stranger)
    assert "Join as Stranger" in client.get(link).content.decode()
    assert client.post(link).url == "/desks/harbour/"
    assert client.get("/desks/harbour/").status_code == 200


def test_registration_error_is_shown_at_its_field(client: Client, team: Team) -> None:
    link = f"/invitations/{make_token(make.invitation(team.desk, email='kim@test.example'))}/"
    response = client.post(link, {"name": "Kim", "password": "kim"})
    assert response.status_code == 422
    assert "too short" in response.content.decode()


def test_expired_invitation_does_not_name_the_desk(client: Client, team: Team) -> None:
    response = client.get("/invitations/nonsense/")
    assert response.status_code == 404
    assert "harbour" not in response.content.decode().lower()


def test_last_admin_cannot_leave(admin: Client, team: Team) -> None:
    response = admin.post("/desks/harbour/people/leave/")
    assert response.status_code == 409
    assert "last admin" in response.content.decode()


def test_settings_can_be_saved(admin: Client, team: Team) -> None:
    form: dict[str, Any] = {"name": "Harbour desk", "quorum": 3, "signoffs": 2, "assignment_days": 5}
    form |= {"semantics": "df_quad", "dead_band": 0.1}
    form |= {"enough": 0.4, "strong": 0.5, "middle": 0.2, "supported": 0.7, "refuted": 0.3}
    response = admin.post("/desks/harbour/settings/", form)
    assert response.url == "/desks/harbour/settings/"
    desk = Desk.objects.get(pk=team.desk.pk)
    assert (desk.name, desk.quorum, desk.signoffs, desk.assignment_days) == ("Harbour desk", 3, 2, 5)
    assert desk.semantics == "df_quad"
    assert desk.thresholds["supported"] == 0.7
    assert admin.post("/desks/harbour/settings/", form | {"quorum": 0}).status_code == 422


def test_every_setting_has_a_help_text(team: Team) -> None:
    given_once = {"id", "slug", "created_at"}
    settings = {field.name for field in Desk._meta.concrete_fields} - given_once - {"thresholds"}
    thresholds = {field.name for field in dataclasses.fields(Thresholds)}
    form = SettingsForm(desk=team.desk)
    assert set(form.fields) == settings | thresholds
    assert all(field.help_text for field in form.fields.values())
    assert set(form.initial) == set(form.fields)


def rows(labels: list[tuple[str, int, bool, str]]) -> dict[str, Any]:
    """Return the data of the scale form from rows of label, position, is_step and slug."""
    sent: dict[str, Any] = {"form-TOTAL_FORMS": len(labels), "form-INITIAL_FORMS": 0}
    for number, (label, position, is_step, slug) in enumerate(labels):
        sent |= {
            f"form-{number}-label": label,
            f"form-{number}-position": position,
            f"form-{number}-slug": slug,
        }
        sent |= {f"form-{number}-is_step": "on"} if is_step else {}
    return sent


def test_editing_the_scale_creates_a_new_version(admin: Client, team: Team) -> None:
    sent = rows(
        [("Right", 3, True, "true"), ("Wrong", 1, True, "false"), ("Odd", 9, False, ""), ("", 2, True, "x")]
    )
    assert admin.post("/desks/harbour/scale/", sent).url == "/desks/harbour/scale/"
    assert [(one.slug, one.label, one.value, one.scale.version) for one in list_ratings(team.desk.pk)] == [
        ("false", "Wrong", 1, 2),
        ("true", "Right", 2, 2),
        ("odd", "Odd", None, 2),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        [("One", 1, True, "")],
        [("Same", 1, True, ""), ("same", 2, True, "")],
        [("?", 1, True, ""), ("Yes", 2, True, "")],
    ],
)
def test_invalid_scale_is_refused(admin: Client, team: Team, wrong: list) -> None:
    assert admin.post("/desks/harbour/scale/", rows(wrong)).status_code == 422
    assert team.desk.scales.count() == 1


def test_admin_creates_another_desk(admin: Client, team: Team) -> None:
    assert admin.post("/new-desk/", {"name": "Second", "slug": "second"}).url == "/desks/second/people/"
    assert admin.post("/new-desk/", {"name": "Again", "slug": "second"}).status_code == 422
