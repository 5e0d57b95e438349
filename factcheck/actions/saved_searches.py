"""Save a search under a name for the whole desk, and delete it."""

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.audit.services import lock_chain, record_event
from factcheck.desks.models import Desk, User
from factcheck.exceptions import InvalidInput
from factcheck.search.models import MAX_NAME_LENGTH, MAX_QUERY_STRING_LENGTH, SavedSearch

UNSAVED_PARAMETERS = ("page", "csrfmiddlewaretoken")


@transaction.atomic
def save_search(actor: User, *, desk: Desk, name: str, query: str) -> SavedSearch:
    """Save a query string under a name; a saved search of that name is replaced. Raises InvalidInput."""
    permissions.ensure_permission(actor, "view.save", desk)
    name, query = " ".join(name.split()), _normalize_query(query)
    if not name:
        raise InvalidInput(
            _("A saved search needs a name."), fields={"name": _("Enter what this search is for.")}
        )
    if len(name) > MAX_NAME_LENGTH:
        raise InvalidInput(_("The name is too long."), fields={"name": _("At most 80 characters.")})
    if not query or len(query) > MAX_QUERY_STRING_LENGTH:
        raise InvalidInput(
            _("There is no search to save."), fields={"name": _("Search for something first.")}
        )
    # The chain first, then the row, which a deletion locks in the same order.
    lock_chain(desk.pk)
    saved_search, _is_new = SavedSearch.objects.update_or_create(
        desk=desk, name=name, defaults={"query": query, "saved_by": actor}
    )
    record_event(actor, "view.saved", saved_search, desk_id=desk.pk)
    return saved_search


@transaction.atomic
def delete_saved_search(actor: User, *, saved_search: SavedSearch) -> None:
    permissions.ensure_permission(actor, "view.save", saved_search)
    record_event(actor, "view.dropped", saved_search, desk_id=saved_search.desk_id)
    saved_search.delete()


def _normalize_query(query: str) -> str:
    """Return a query string without empty parameters and without its page, so that equal searches are equal."""
    params = QueryDict(query, mutable=True)
    for name in list(params):
        if name in UNSAVED_PARAMETERS or not str(params[name]).strip():
            del params[name]
    return params.urlencode()
