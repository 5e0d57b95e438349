"""Reading exports."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from factcheck.articles.models import Article
from factcheck.exceptions import NotFound
from factcheck.exports.models import Export

MAX_LISTED = 50


def get_export(user: Any, export_id: int) -> Export:
    """An export with its article, if the user may see it; NotFound otherwise."""
    job = Export.objects.visible_to(user).select_related("article").filter(pk=export_id).first()
    if job is None:
        raise NotFound(_("There is no such export on your desks."))
    return job


def list_exports(article: Article) -> QuerySet[Export]:
    """The latest exports of an article, newest first."""
    return Export.objects.filter(article=article).select_related("requested_by")[:MAX_LISTED]
