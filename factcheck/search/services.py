"""Keeping a search by name, for the whole desk."""

from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.audit.services import record_event
from factcheck.desks.models import Desk, User
from factcheck.exceptions import InvalidInput, NotFound
from factcheck.search.models import View

UNKEPT = ("page", "csrfmiddlewaretoken")


def views_of(desk: Desk) -> QuerySet[View]:
    return View.objects.filter(desk=desk)


def get_view(user: User, view_id: int) -> View:
    """A kept search, if the user may see it; NotFound otherwise."""
    view = View.objects.visible_to(user).select_related("desk").filter(pk=view_id).first()
    if view is None:
        raise NotFound(_("There is no such view on your desks."))
    return view


@transaction.atomic
def save_view(actor: User, *, desk: Desk, name: str, query: str) -> View:
    """Keep a search by its name; a name that the desk has already now means this search."""
    permissions.ensure_permission(actor, "view.save", desk)
    name, query = " ".join(name.split()), _canonical(query)
    if not name:
        raise InvalidInput(_("A view needs a name."), fields={"name": _("Say what this search is for.")})
    if len(name) > 80:
        raise InvalidInput(_("The name is too long."), fields={"name": _("At most 80 characters.")})
    if not query or len(query) > 1000:
        raise InvalidInput(_("There is nothing to keep."), fields={"name": _("Search for something first.")})
    view, _is_new = View.objects.update_or_create(
        desk=desk, name=name, defaults={"query": query, "saved_by": actor}
    )
    record_event(actor, "view.saved", view, desk_id=desk.pk)
    return view


@transaction.atomic
def drop_view(actor: User, *, view: View) -> None:
    permissions.ensure_permission(actor, "view.save", view)
    record_event(actor, "view.dropped", view, desk_id=view.desk_id)
    view.delete()


def _canonical(query: str) -> str:
    """A query string without what is empty, and without its page."""
    said = QueryDict(query, mutable=True)
    for name in list(said):
        if name in UNKEPT or not str(said[name]).strip():
            del said[name]
    return said.urlencode()
