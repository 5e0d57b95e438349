"""Reading desks and the ratings that they use."""

from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from factcheck.desks.models import Desk, Invitation, Membership, Rating, User
from factcheck.exceptions import InvalidInput, NotFound


def list_desks(user: Any) -> QuerySet[Desk]:
    return Desk.objects.visible_to(user)


def get_desk(user: Any, slug: str) -> Desk:
    """A desk by its slug, if the user is on it; NotFound otherwise."""
    desk = Desk.objects.visible_to(user).filter(slug=slug).first()
    if desk is None:
        raise NotFound(_("There is no desk “%(slug)s”, or you are no member of it.") % {"slug": slug})
    return desk


def get_default_desk(user: Any) -> Desk:
    """The desk that is meant when none is named: the first that the user joined."""
    desk = Desk.objects.filter(memberships__user_id=user.pk).order_by("memberships__id").first()
    if desk is None:
        raise NotFound(_("You are on no desk yet. Ask a desk's admin to add you."))
    return desk


def list_ratings(desk_id: int) -> QuerySet[Rating]:
    """The labels of the desk's newest scale, in order."""
    newest = Desk.objects.filter(pk=desk_id).values(newest=Max("scales__version"))
    ratings = Rating.objects.filter(scale__desk_id=desk_id, scale__version__in=newest)
    return ratings.select_related("scale")


def get_rating(desk_id: int, slug: str) -> Rating:
    """A label of the desk's newest scale; InvalidInput names the labels there are."""
    ratings = {rating.slug: rating for rating in list_ratings(desk_id)}
    if slug not in ratings:
        known = ", ".join(ratings)
        raise InvalidInput(
            _("The desk's scale has no rating “%(slug)s”. It has: %(known)s.")
            % {"slug": slug, "known": known},
            fields={"rating": _("One of: %(known)s.") % {"known": known}},
        )
    return ratings[slug]


def list_members(desk: Desk) -> QuerySet[User]:
    return User.objects.filter(memberships__desk=desk).order_by("name", "email")


def member_names(desk_id: int) -> dict[int, str]:
    """The names of a desk's members by their ids, as everybody on the desk reads them."""
    members = User.objects.filter(memberships__desk_id=desk_id).order_by("name", "email")
    return {user.pk: str(user) for user in members}


def get_member(desk: Desk, user_id: int) -> User:
    """A member of the desk; NotFound otherwise."""
    user = User.objects.filter(memberships__desk=desk, pk=user_id).first()
    if user is None:
        raise NotFound(_("There is no such member on this desk."))
    return user


def get_invitation(user: Any, invitation_id: int) -> Invitation:
    """An invitation to a desk that the user is on; NotFound otherwise."""
    here = Invitation.objects.filter(desk_id__in=Membership.objects.desks_of(user)).select_related("desk")
    invitation = here.filter(pk=invitation_id).first()
    if invitation is None:
        raise NotFound(_("There is no such invitation on your desks."))
    return invitation
