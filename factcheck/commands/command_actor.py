"""For whom a command acts: a member of a desk, so that rules and trail hold there too."""

from django.core.management.base import CommandError
from django.utils.crypto import get_random_string

from factcheck.desks.models import Desk, Membership, User
from factcheck.enums import Role


def acting_on(slug: str, email: str = "", *, least: Role = Role.EDITOR) -> tuple[User, Desk]:
    """The member with this email address (if none is given, one of `least` role) and the desk; else a CommandError."""
    desk = Desk.objects.filter(slug=slug).first()
    if desk is None:
        raise CommandError(
            f"There is no desk “{slug}”. Known: {', '.join(Desk.objects.values_list('slug', flat=True))}."
        )
    members = Membership.objects.filter(desk=desk).select_related("user")
    if email:
        members = members.filter(user__email=email.strip().lower())
    else:
        members = members.filter(role__in=[role for role in Role if role.rank >= least.rank])
    member = members.order_by("id").first()
    if member is None:
        raise CommandError(f"The desk “{slug}” has no such member; name one with --as EMAIL.")
    return member.user, desk


def person(email: str) -> tuple[User, str]:
    """The person with this email address; one who is new gets a password, which is returned this once."""
    known = User.objects.filter(email=email.strip().lower()).first()
    if known is not None:
        return known, ""
    password = get_random_string(16)
    return User.objects.create_user(email, password), password
