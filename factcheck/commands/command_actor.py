"""The member for whom a command acts, so that permissions and the audit log apply to commands as well."""

from django.core.management.base import CommandError

from factcheck.desks.models import Desk, Membership, User
from factcheck.enums import Role


def get_actor(slug: str, email: str = "", *, min_role: Role = Role.EDITOR) -> tuple[User, Desk]:
    """Return a member of a desk, and the desk.

    The member is the one with this email address or, without one, the first with at least `min_role`. Raises
    CommandError if there is no such desk or member.
    """
    desk = Desk.objects.filter(slug=slug).first()
    if desk is None:
        raise CommandError(
            f"There is no desk “{slug}”. Known: {', '.join(Desk.objects.values_list('slug', flat=True))}."
        )
    members = Membership.objects.filter(desk=desk).select_related("user")
    if email:
        members = members.filter(user__email=email.strip().lower())
    else:
        members = members.filter(role__in=[role for role in Role if role.rank >= min_role.rank])
    member = members.order_by("id").first()
    if member is None:
        raise CommandError(f"The desk “{slug}” has no such member; name one with --as EMAIL.")
    return member.user, desk
