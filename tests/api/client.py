"""A client that calls the API with a key, in JSON."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from factcheck.desks.models import User
from tests import factories as make


class ApiClient:
    """Calls the API with a key of the user; without a user, without a key."""

    def __init__(self, user: User | None = None) -> None:
        headers = {"authorization": f"Bearer {make.key_of(user)}"} if user else {}
        self.client = Client(headers=headers)

    def get(self, path: str, **query: Any) -> HttpResponse:
        return self.client.get(f"/api/v1/{path}", query)

    def post(self, path: str, body: Any = None) -> HttpResponse:
        return self.client.post(f"/api/v1/{path}", body or {}, content_type="application/json")

    def patch(self, path: str, body: Any) -> HttpResponse:
        return self.client.patch(f"/api/v1/{path}", body, content_type="application/json")

    def call(self, method: str, path: str, body: Any = None) -> HttpResponse:
        return self.client.generic(method, f"/api/v1/{path}", body or b"", content_type="application/json")
