"""Invitations by link or email, until they are used, revoked or expired."""

import datetime as dt
from typing import Any

import pytest
from django.conf import settings
from django.core import mail, signing
from django.utils import timezone

from factcheck.actions.accounts import register_with_invitation
from factcheck.actions.invitations import accept_invitation, create_invitation, revoke_invitation
from factcheck.audit.models import Event
from factcheck.desks.invitations import (
    get_invitation_by_token,
    get_vouched_address,
    list_open_invitations,
    make_token,
    make_token_for_address,
)
from factcheck.desks.models import Invitation, User
from factcheck.desks.selectors import get_invitation
from factcheck.enums import Role
from factcheck.exceptions import ConflictError, InvalidInput, NotFound
from factcheck.tasks.emails import email_invitation
from tests import factories as make
from tests.factories import Team

pytestmark = pytest.mark.django_db
VALID = {"name": "Kim", "password": "four wooden chairs"}


@pytest.fixture
def token(team: Team) -> str:
    return make_token(create_invitation(team.admin, desk=team.desk, role=Role.REVIEWER))


def test_link_can_be_accepted_by_any_number_of_people(team: Team, token: str) -> None:
    for person in (make.person(), make.person()):
        accept_invitation(person, token=token)
        assert person.get_role(team.desk.pk) is Role.REVIEWER
    assert list(team.desk.events.values_list("action", flat=True)) == [
        "member.invited",
        *["member.joined"] * 2,
    ]


def test_invitation_by_email_is_for_one_person_once(team: Team) -> None:
    token = make_token(
        create_invitation(team.admin, desk=team.desk, role=Role.EDITOR, email=" Kim@Test.example ")
    )
    with pytest.raises(ConflictError, match="is for kim@"):
        accept_invitation(make.person(), token=token)
    user = register_with_invitation(token=token, **VALID)
    assert (user.email, user.get_role(team.desk.pk)) == ("kim@test.example", Role.EDITOR)
    with pytest.raises(NotFound, match="was used"):
        accept_invitation(make.person(), token=token)


@pytest.fixture
def own_token(token: str) -> str:
    """The token of the link that was mailed to Kim, who has the link for anyone."""
    return make_token_for_address(get_invitation_by_token(token), "kim@test.example")


def test_registration_creates_an_account_with_a_password(own_token: str) -> None:
    user = register_with_invitation(token=own_token, **VALID)
    assert (user.name, user.email, user.check_password(VALID["password"])) == (
        "Kim",
        "kim@test.example",
        True,
    )


def test_link_for_anyone_vouches_for_no_address(token: str) -> None:
    with pytest.raises(InvalidInput) as error:
        register_with_invitation(token=token, **VALID)
    assert set(error.value.fields) == {"email"}


@pytest.mark.parametrize("email", ["kim@test.example", "a/b+c:d@test.example", "1@2.example"])
def test_mailed_link_vouches_for_the_address_that_it_was_mailed_to(token: str, email: str) -> None:
    own = make_token_for_address(get_invitation_by_token(token), email)
    assert get_vouched_address(own) == email
    assert "/" not in own
    for forged in (own[:-1], own.replace(own[5:9], "AAAA"), signing.Signer(salt="x").sign_object([1, email])):
        with pytest.raises(NotFound):
            get_vouched_address(forged)


def test_mailed_link_ends_with_its_invitation(team: Team, token: str, own_token: str) -> None:
    revoke_invitation(team.admin, invitation=get_invitation_by_token(token))
    with pytest.raises(NotFound):
        register_with_invitation(token=own_token, **VALID)


@pytest.mark.parametrize(("field", "value"), [("name", " "), ("password", "password"), ("password", "short")])
def test_invalid_account_is_not_created(team: Team, own_token: str, field: str, value: str) -> None:
    before = (User.objects.count(), team.desk.memberships.count())
    with pytest.raises(InvalidInput) as error:
        register_with_invitation(token=own_token, **VALID | {field: value})
    assert set(error.value.fields) == {field}
    assert (User.objects.count(), team.desk.memberships.count()) == before


def test_second_account_with_an_address_is_not_created(team: Team, own_token: str) -> None:
    make.person(email="kim@test.example")
    with pytest.raises(InvalidInput) as error:
        register_with_invitation(token=own_token, **VALID)
    assert set(error.value.fields) == {"email"}
    assert User.objects.filter(email="kim@test.example").count() == 1


def test_revoked_expired_or_forged_invitation_is_not_found(team: Team, token: str) -> None:
    expired = create_invitation(team.admin, desk=team.desk, role=Role.VIEWER)
    Invitation.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    revoke_invitation(team.admin, invitation=get_invitation_by_token(token))
    for unusable in (
        token,
        make_token(expired),
        token + "x",
        signing.Signer(salt="another").sign(str(expired.pk)),
        "",
        str(expired.pk),
    ):
        with pytest.raises(NotFound):
            accept_invitation(make.person(), token=unusable)
    assert not list_open_invitations(team.desk).exists()


def test_member_cannot_join_again_and_keeps_the_role(team: Team, token: str) -> None:
    with pytest.raises(ConflictError, match="already"):
        accept_invitation(team.viewer, token=token)
    assert team.viewer.get_role(team.desk.pk) is Role.VIEWER
    with pytest.raises(ConflictError, match="already"):
        create_invitation(team.admin, desk=team.desk, role=Role.ADMIN, email=team.viewer.email)


@pytest.mark.parametrize("days", [0, 91])
def test_invitation_needs_a_valid_number_of_days(team: Team, days: int) -> None:
    with pytest.raises(InvalidInput) as error:
        create_invitation(team.admin, desk=team.desk, role=Role.VIEWER, days=days)
    assert set(error.value.fields) == {"days"}


def test_email_contains_the_link_and_the_inviter(team: Team, eager: Any) -> None:
    invitation = create_invitation(team.admin, desk=team.desk, role=Role.VIEWER, email="kim@test.example")
    email_invitation.delay(invitation.pk)
    [email] = mail.outbox
    assert email.to == ["kim@test.example"]
    assert f"{settings.SITE_URL}/invitations/{make_token(invitation)}/" in email.body
    assert f"Admin invites you to “{team.desk}”" in email.body


@pytest.mark.parametrize("days", [1, 90])
def test_invitation_expires_after_its_number_of_days(team: Team, days: int) -> None:
    before = timezone.now()
    invitation = create_invitation(team.admin, desk=team.desk, role=Role.VIEWER, days=days)
    assert (
        dt.timedelta(0) <= invitation.expires_at - before - dt.timedelta(days=days) < dt.timedelta(minutes=1)
    )


def test_member_of_another_desk_can_be_invited(team: Team) -> None:
    invitation = create_invitation(
        team.admin, desk=team.desk, role=Role.VIEWER, email=team.stranger.email.upper()
    )
    assert (invitation.email, invitation.invited_by) == (team.stranger.email, team.admin)


@pytest.mark.parametrize(("email", "by_mail"), [("kim@test.example", True), ("", False)])
def test_invitation_is_recorded_with_its_role_and_without_the_address(
    team: Team, email: str, by_mail: bool
) -> None:
    invitation = create_invitation(team.admin, desk=team.desk, role=Role.EDITOR, email=email)
    event = Event.objects.get(action="member.invited")
    assert (event.actor, event.target_id) == (team.admin, invitation.pk)
    assert event.data == {"role": "editor", "by_mail": by_mail}


def test_revoking_twice_keeps_the_first_date_and_records_one_event(team: Team) -> None:
    invitation, other = (create_invitation(team.admin, desk=team.desk, role=Role.VIEWER) for _ in range(2))
    revoke_invitation(team.admin, invitation=invitation)
    invitation.refresh_from_db()
    first = invitation.revoked_at
    revoke_invitation(team.admin, invitation=invitation)
    invitation.refresh_from_db()
    other.refresh_from_db()
    assert (invitation.revoked_at, other.revoked_at) == (first, None)
    assert Event.objects.filter(action="member.invitation_revoked", target_id=invitation.pk).count() == 1


def test_only_an_accepted_invitation_by_email_counts_as_used(team: Team, token: str) -> None:
    by_email = create_invitation(team.admin, desk=team.desk, role=Role.VIEWER, email="kim@test.example")
    accept_invitation(make.person(email="kim@test.example"), token=make_token(by_email))
    accept_invitation(make.person(), token=token)
    used = Invitation.objects.filter(accepted_at__isnull=False)
    assert list(used) == [by_email]


def test_joining_is_recorded_with_the_role(team: Team, token: str) -> None:
    person = make.person()
    membership = accept_invitation(person, token=token)
    event = Event.objects.get(action="member.joined")
    assert (event.actor, event.target_id, event.data) == (person, membership.pk, {"role": "reviewer"})


def test_an_accepted_role_applies_at_once(team: Team, token: str) -> None:
    person = make.person()
    assert person.get_role(team.desk.pk) is None
    accept_invitation(person, token=token)
    assert person.get_role(team.desk.pk) is Role.REVIEWER


def test_an_invitation_is_found_by_members_only(team: Team) -> None:
    first, second = make.invitation(team.desk), make.invitation(team.desk)
    assert [get_invitation(team.admin, row.pk) for row in (first, second)] == [first, second]
    with pytest.raises(NotFound, match="no such invitation"):
        get_invitation(team.stranger, first.pk)
