"""The JSON 404 for URLs under /api/ that match no endpoint."""

from typing import NoReturn

from django.utils.translation import gettext as _
from rest_framework.request import Request

from api.core.viewsets import BaseViewSet
from factcheck.exceptions import NotFound


class NotFoundViewSet(BaseViewSet):
    schema = None  # type: ignore[assignment]

    """Raises NotFound for every method, so that the response has the form of all other errors."""

    def not_found(self, request: Request) -> NoReturn:
        if request.path.endswith("/"):
            message = _("There is nothing at %(path)s. See /api/docs/.")
        else:
            message = _("There is nothing at %(path)s. URLs end in a slash. See /api/docs/.")
        raise NotFound(message % {"path": request.path[:200]})
