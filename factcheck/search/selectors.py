"""Reading the saved searches of a desk."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from factcheck.desks.models import Desk, User
from factcheck.exceptions import NotFound
from factcheck.search.models import SavedSearch


def list_saved_searches(desk: Desk) -> QuerySet[SavedSearch]:
    return SavedSearch.objects.filter(desk=desk)


def get_saved_search(user: User, saved_search_id: int) -> SavedSearch:
    """Return a saved search of one of the user's desks. Raises NotFound."""
    saved_search = (
        SavedSearch.objects.visible_to(user).select_related("desk").filter(pk=saved_search_id).first()
    )
    if saved_search is None:
        raise NotFound(_("There is no such saved search on your desks."))
    return saved_search
