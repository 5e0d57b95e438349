"""The OpenAPI description, read off what an endpoint declares: its shapes, its filters and the usual refusals."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import is_list_serializer

from api.shapes import Error, Input
from factcheck.review.workflow import STEPS

CREATED = {"create": 201}


class HouseSchema(AutoSchema):
    """Speaks for an `Endpoint`."""

    view: Any

    @property
    def action(self) -> str:
        return self.view.action

    @property
    def is_page(self) -> bool:
        """Whether the answer is a page of rows, and not a shape of its own."""
        return self.action == "list" and "list" not in self.view.gives

    def _is_list_view(self, serializer: Any = None) -> bool:
        return is_list_serializer(serializer) or (serializer is None and self.is_page)

    def _get_paginator(self) -> Any:
        return super()._get_paginator() if self.is_page else None

    def get_operation_id(self) -> str:
        noun = self.path.removeprefix("/api/v1/").split("/")[0]
        return f"{noun}_{getattr(self.view, 'step', '') or self.action}".replace("-", "_")

    def get_summary(self) -> str | None:
        step = STEPS.get(getattr(self.view, "step", ""))
        return step.title if step else None

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1/").split("/")[0]]

    def get_override_parameters(self) -> list[Any]:
        return [self.view.filters] if self.action == "list" and hasattr(self.view, "filters") else []

    def _map_serializer(self, serializer: Any, direction: str, bypass_extensions: bool = False) -> Any:
        """An input refuses what it does not know; a shape without words of its own has none."""
        shape = serializer if isinstance(serializer, type) else type(serializer)
        found = super()._map_serializer(serializer, direction, bypass_extensions)
        if issubclass(shape, Input):
            found["additionalProperties"] = False
        if not vars(shape).get("__doc__"):
            found.pop("description", None)
        return found

    def get_request_serializer(self) -> Any:
        return self.view.takes.get(self.action)

    def get_response_serializers(self) -> Any:
        return {**self._answers(), **self._refusals()}

    def _answers(self) -> dict[int, Any]:
        given = self.view.gives.get(self.action)
        if isinstance(given, dict):
            return given
        if self.is_page:
            return {200: self.view.row(many=True)}
        return {CREATED.get(self.action, 200): given or self.view.whole}

    def _refusals(self) -> dict[int, Any]:
        codes = {401}
        if "{" in self.path or not self.is_page:
            codes.add(404)
        if self.method != "GET":
            codes |= {400, 403, 409, 413, 415}
        if self.action == "list":
            codes.add(400)
        return dict.fromkeys(sorted(codes), Error)
