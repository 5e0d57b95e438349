"""Create accounts, by an invitation or by an operator's command; change their name, address, password and sign-on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from factcheck.actions.invitations import accept_invitation
from factcheck.audit.services import record_event
from factcheck.desks.api_keys import list_keys
from factcheck.desks.email_addresses import normalize_address, read_address_token
from factcheck.desks.invitations import get_invitation_by_token, get_vouched_address
from factcheck.desks.models import User
from factcheck.exceptions import ConflictError, InvalidInput


@transaction.atomic
def register_with_invitation(*, token: str, name: str, password: str) -> User:
    """Create an account with the address that the token vouches for, and accept the invitation with it.

    Raises NotFound, and InvalidInput also for the link of an invitation for anyone, which vouches for no address.
    """
    get_invitation_by_token(token)
    email, name = get_vouched_address(token), name.strip()
    _validate_account(User(email=email, name=name), password)
    with _unless_taken(email):
        user = User.objects.create_user(email, password, name=name)
    accept_invitation(user, token=token)
    return user


def get_or_create_account(email: str) -> tuple[User, str]:
    """Return the account with this email address and an empty string, or a new one and its random password."""
    user = User.objects.filter(email=normalize_address(email)).first()
    if user is not None:
        return user, ""
    password = get_random_string(16)
    return User.objects.create_user(email, password), password


@transaction.atomic
def rename_user(user: User, *, name: str) -> User:
    """Change the user's own name, as all of their desks show it. Raises InvalidInput."""
    if not name.strip():
        raise InvalidInput(
            _("The name is empty."), fields={"name": _("Enter the name that others will see.")}
        )
    user.name = name.strip()
    user.save(update_fields=["name"])
    record_on_all_desks(user, "member.renamed")
    return user


def validate_new_address(user: User, *, email: str) -> str:
    """Return the address in the form in which it is stored. Raises InvalidInput.

    Only the owner of its mailbox, who opens the link, learns whether another account has it.
    """
    email = normalize_address(email)
    try:
        validate_email(email)
    except ValidationError as invalid:
        raise InvalidInput(
            _("The address is not valid."), fields={"email": " ".join(invalid.messages)}
        ) from invalid
    if email == user.email:
        raise InvalidInput(_("This is your address already."), fields={"email": _("Enter another address.")})
    return email


@transaction.atomic
def change_address(user: User, *, token: str) -> str:
    """Replace the user's email address by the one that a mailed link verifies, and return the old one.

    Raises NotFound and ConflictError. The caller tells the old address (`tasks/emails.py`).
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    change = read_address_token(locked, token)
    user.email = locked.email = change.new
    with _unless_taken(change.new):
        locked.save(update_fields=["email"])
    # Allauth keeps a table of its own, which nothing here reads; a row in it must never outlive the address.
    EmailAddress.objects.filter(user=locked).delete()
    record_on_all_desks(user, "member.address_changed")
    return change.old


@transaction.atomic
def change_password(user: User, *, password: str) -> int:
    """Store a new password and return how many API keys end with it. The caller has checked who is asking."""
    ended = list_keys(user).count()
    user.set_password(password)
    user.save(update_fields=["password", "password_changed_at"])
    record_on_all_desks(user, "member.password_changed", ended_keys=ended)
    return ended


@transaction.atomic
def link_single_sign_on(user: User, *, link: Callable[[], None]) -> None:
    """Store that an account of the single sign-on provider belongs to the user. The caller has checked the address."""
    link()
    record_on_all_desks(user, "member.sign_on_linked")


def record_on_all_desks(user: User, action: str, **data: int) -> None:
    """Record what a user did to their own account in the log of each of their desks: it is the same on all of them."""
    for desk_id in user.memberships.order_by("desk_id").values_list("desk_id", flat=True):
        record_event(user, action, user, desk_id=desk_id, **data)


@contextmanager
def _unless_taken(email: str) -> Iterator[None]:
    """Turn the database's refusal of a second account with an address into a ConflictError."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as taken:
        raise ConflictError(
            _("There is another account with the address %(email)s.") % {"email": email}
        ) from taken


def _validate_account(user: User, password: str) -> None:
    """Raise InvalidInput with every field that is not valid; the password by the rules in the settings."""
    problems: dict[str, str] = {}
    if not user.name:
        problems["name"] = _("Enter the name that others will see.")
    validators: dict[str, Any] = {
        "email": lambda: validate_email(user.email),
        "password": lambda: validate_password(password, user),
    }
    for field, validate in validators.items():
        try:
            validate()
        except ValidationError as invalid:
            problems[field] = " ".join(invalid.messages)
    if "email" not in problems and User.objects.filter(email=user.email).exists():
        problems["email"] = _("There is an account with this address: sign in, then open the link again.")
    if problems:
        raise InvalidInput(_("The account cannot be created."), fields=problems)
