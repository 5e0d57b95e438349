"""What an address that leads nowhere answers: the same JSON as every other refusal."""

from typing import NoReturn

from django.utils.translation import gettext as _
from rest_framework.request import Request

from api.resources import Endpoint
from factcheck.exceptions import NotFound


class NothingHere(Endpoint):
    schema = None  # type: ignore[assignment]

    def nothing(self, request: Request) -> NoReturn:
        if request.path.endswith("/"):
            told = _("There is nothing at %(path)s. See /api/docs/.")
        else:
            told = _("There is nothing at %(path)s. Addresses end in a slash. See /api/docs/.")
        raise NotFound(told % {"path": request.path[:200]})
