"""What an address that leads nowhere answers: the same JSON as every other refusal."""

from typing import NoReturn

from rest_framework.request import Request

from api.resources import Endpoint
from factcheck.errors import NotFound


class NothingHere(Endpoint):
    schema = None  # type: ignore[assignment]

    def nothing(self, request: Request) -> NoReturn:
        hint = "" if request.path.endswith("/") else " Addresses end in a slash."
        raise NotFound(f"There is nothing at {request.path[:200]}.{hint} See /api/docs/.")
