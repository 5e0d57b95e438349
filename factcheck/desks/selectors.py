"""Reading desks, their members, ratings and invitations."""

from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from factcheck.desks.models import Desk, Invitation, Membership, Rating, User
from factcheck.exceptions import InvalidInput, NotFound


def list_desks(user: Any) -> QuerySet[Desk]:
    return Desk.objects.visible_to(user)


def get_desk(user: Any, slug: str) -> Desk:
    """Return a desk by its slug. Raises NotFound if the user is not a member."""
    desk = Desk.objects.visible_to(user).filter(slug=slug).first()
    if desk is None:
        raise NotFound(_("There is no desk “%(slug)s”, or you are not a member of it.") % {"slug": slug})
    return desk


def get_default_desk(user: Any) -> Desk:
    """Return the desk to use if none is named: the first that the user joined. Raises NotFound."""
    desk = Desk.objects.filter(memberships__user_id=user.pk).order_by("memberships__id").first()
    if desk is None:
        raise NotFound(_("You are not a member of a desk yet. Ask the admin of a desk to add you."))
    return desk


def list_ratings(desk_id: int) -> QuerySet[Rating]:
    """Return the ratings of the desk's newest scale, in order."""
    newest = Desk.objects.filter(pk=desk_id).values(newest=Max("scales__version"))
    ratings = Rating.objects.filter(scale__desk_id=desk_id, scale__version__in=newest)
    return ratings.select_related("scale")


def get_rating(desk_id: int, slug: str) -> Rating:
    """Return a rating of the desk's newest scale. Raises InvalidInput, which lists the known ones."""
    ratings = {rating.slug: rating for rating in list_ratings(desk_id)}
    if slug not in ratings:
        known = ", ".join(ratings)
        raise InvalidInput(
            _("The desk's scale has no rating “%(slug)s”. Its ratings: %(known)s.")
            % {"slug": slug, "known": known},
            fields={"rating": _("One of: %(known)s.") % {"known": known}},
        )
    return ratings[slug]


def list_members(desk: Desk) -> QuerySet[User]:
    return User.objects.filter(memberships__desk=desk).order_by("name", "email")


def member_names(desk_id: int) -> dict[int, str]:
    """Return the names of a desk's members by user id, in the order of the names."""
    members = User.objects.filter(memberships__desk_id=desk_id).order_by("name", "email")
    return {user.pk: str(user) for user in members}


def get_member(desk: Desk, user_id: int) -> User:
    """Return a member of the desk. Raises NotFound."""
    user = User.objects.filter(memberships__desk=desk, pk=user_id).first()
    if user is None:
        raise NotFound(_("There is no such member on this desk."))
    return user


def get_invitation(user: Any, invitation_id: int) -> Invitation:
    """Return an invitation to one of the user's desks. Raises NotFound."""
    invitations = Invitation.objects.filter(
        desk_id__in=Membership.objects.list_desk_ids(user)
    ).select_related("desk")
    invitation = invitations.filter(pk=invitation_id).first()
    if invitation is None:
        raise NotFound(_("There is no such invitation on your desks."))
    return invitation
