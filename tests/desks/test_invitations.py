"""Ways onto a desk: by a link or by mail, until they are used, revoked or over."""

import datetime as dt
from typing import Any

import pytest
from django.conf import settings
from django.core import mail, signing
from django.utils import timezone

from factcheck.actions.accounts import register_with_invitation
from factcheck.actions.invitations import accept_invitation, create_invitation, revoke_invitation
from factcheck.desks.invitations import get_invitation_by_token, list_open_invitations, make_token
from factcheck.desks.models import Invitation, User
from factcheck.enums import Role
from factcheck.exceptions import ConflictError, InvalidInput, NotFound
from factcheck.tasks.emails import email_invitation
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db
GOOD = {"name": "Kim", "email": "Kim@test.example", "password": "four wooden chairs"}


@pytest.fixture
def token(team: Team) -> str:
    return make_token(create_invitation(team.admin, desk=team.desk, role=Role.REVIEWER))


def test_a_link_brings_any_number_of_people_onto_the_desk_in_its_role(team: Team, token: str) -> None:
    for person in (make.person(), make.person()):
        accept_invitation(person, token=token)
        assert person.get_role(team.desk.pk) is Role.REVIEWER
    assert list(team.desk.events.values_list("action", flat=True)) == [
        "member.invited",
        *["member.joined"] * 2,
    ]


def test_an_invitation_by_mail_is_for_one_person_once(team: Team) -> None:
    token = make_token(
        create_invitation(team.admin, desk=team.desk, role=Role.EDITOR, email=" Kim@Test.example ")
    )
    with pytest.raises(ConflictError, match="is for kim@"):
        accept_invitation(make.person(), token=token)
    user = register_with_invitation(token=token, **GOOD | {"email": "other@test.example"})
    assert (user.email, user.get_role(team.desk.pk)) == ("kim@test.example", Role.EDITOR)
    with pytest.raises(NotFound, match="was used"):
        accept_invitation(make.person(), token=token)


def test_joining_makes_an_account_that_can_sign_in(team: Team, token: str) -> None:
    user = register_with_invitation(token=token, **GOOD)
    assert (user.name, user.email, user.check_password(GOOD["password"])) == ("Kim", "kim@test.example", True)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("email", "kim"),
        ("password", "password"),
        ("password", "short"),
        ("email", "TAKEN@test.example"),
    ],
)
def test_an_account_that_cannot_be_is_not_made_and_nobody_joins(
    team: Team, token: str, field: str, value: str
) -> None:
    make.person(email="taken@test.example")
    before = (User.objects.count(), team.desk.memberships.count())
    with pytest.raises(InvalidInput) as refusal:
        register_with_invitation(token=token, **GOOD | {field: value})
    assert set(refusal.value.fields) == {field}
    assert (User.objects.count(), team.desk.memberships.count()) == before


def test_what_is_revoked_or_over_or_forged_leads_nowhere(team: Team, token: str) -> None:
    over = create_invitation(team.admin, desk=team.desk, role=Role.VIEWER)
    Invitation.objects.filter(pk=over.pk).update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    revoke_invitation(team.admin, invitation=get_invitation_by_token(token))
    for dead in (
        token,
        make_token(over),
        token + "x",
        signing.Signer(salt="another").sign(str(over.pk)),
        "",
        str(over.pk),
    ):
        with pytest.raises(NotFound):
            accept_invitation(make.person(), token=dead)
    assert not list_open_invitations(team.desk).exists()


def test_a_member_does_not_join_again_and_keeps_the_role(team: Team, token: str) -> None:
    with pytest.raises(ConflictError, match="already"):
        accept_invitation(team.viewer, token=token)
    assert team.viewer.get_role(team.desk.pk) is Role.VIEWER
    with pytest.raises(ConflictError, match="already"):
        create_invitation(team.admin, desk=team.desk, role=Role.ADMIN, email=team.viewer.email)


@pytest.mark.parametrize("days", [0, 91])
def test_an_invitation_has_an_end(team: Team, days: int) -> None:
    with pytest.raises(InvalidInput) as refusal:
        create_invitation(team.admin, desk=team.desk, role=Role.VIEWER, days=days)
    assert set(refusal.value.fields) == {"days"}


def test_the_mail_holds_the_link_and_who_invites(team: Team, eager: Any) -> None:
    invitation = create_invitation(team.admin, desk=team.desk, role=Role.VIEWER, email="kim@test.example")
    email_invitation.delay(invitation.pk)
    [sent] = mail.outbox
    assert sent.to == ["kim@test.example"]
    assert f"{settings.SITE_URL}/invitations/{make_token(invitation)}/" in sent.body
    assert f"Admin invites you to “{team.desk}”" in sent.body
