"""Create accounts, by an invitation or by an operator's command, and rename them."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from factcheck.actions.invitations import accept_invitation
from factcheck.audit.services import record_event
from factcheck.desks.invitations import get_invitation_by_token
from factcheck.desks.models import User
from factcheck.exceptions import InvalidInput


@transaction.atomic
def register_with_invitation(*, token: str, name: str, email: str, password: str) -> User:
    """Create an account and accept the invitation with it. Raises NotFound and InvalidInput."""
    invitation = get_invitation_by_token(token)
    email = invitation.email or email.strip().lower()
    name = name.strip()
    _validate_account(User(email=email, name=name), password)
    user = User.objects.create_user(email, password, name=name)
    accept_invitation(user, token=token)
    return user


def get_or_create_account(email: str) -> tuple[User, str]:
    """Return the account with this email address and an empty string, or a new one and its random password."""
    user = User.objects.filter(email=email.strip().lower()).first()
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
    for desk_id in user.memberships.values_list("desk_id", flat=True):
        record_event(user, "member.renamed", user, desk_id=desk_id)
    return user


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
