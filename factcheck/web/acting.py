"""For whom a command acts: a member of a desk, so that rules and trail hold there too."""

from django.core.management.base import CommandError
from django.utils.crypto import get_random_string

from factcheck.desks.models import Desk, User
from factcheck.terms import Role


def acting_on(slug: str, email: str = "") -> tuple[User, Desk]:
    """The member with this email address (an editor if none is given) and the desk; else a CommandError."""
    desk = Desk.objects.filter(slug=slug).first()
    if desk is None:
        raise CommandError(
            f"There is no desk “{slug}”. Known: {', '.join(Desk.objects.values_list('slug', flat=True))}."
        )
    members = User.objects.filter(memberships__desk=desk)
    if email:
        members = members.filter(email=email.strip().lower())
    else:
        members = members.filter(memberships__role__in=[Role.EDITOR, Role.ADMIN])
    user = members.order_by("memberships__id").first()
    if user is None:
        raise CommandError(f"The desk “{slug}” has no such member; name one with --as EMAIL.")
    return user, desk


def person(email: str) -> tuple[User, str]:
    """The person with this email address; one who is new gets a password, which is returned this once."""
    known = User.objects.filter(email=email.strip().lower()).first()
    if known is not None:
        return known, ""
    password = get_random_string(16)
    return User.objects.create_user(email, password), password
