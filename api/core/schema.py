"""The OpenAPI schema, made from what a viewset declares: its serializers, its filters and the usual errors."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import is_list_serializer
from drf_spectacular.utils import OpenApiParameter

from api.core.serializers import ErrorSerializer, InputSerializer
from factcheck.review.workflow import STEPS

STATUS_BY_ACTION = {"create": 201}
# Every operation can answer these: too many requests, or an outage. They say after how many seconds to try again.
RETRY_LATER = (429, 503)
_RETRY_AFTER = OpenApiParameter(
    "Retry-After",
    int,
    OpenApiParameter.HEADER,
    response=list(RETRY_LATER),
    description="After how many seconds a new attempt is worth it.",
)


class FactcheckSchema(AutoSchema):
    """Describes a `BaseViewSet`."""

    view: Any

    @property
    def action(self) -> str:
        return self.view.action

    @property
    def is_page(self) -> bool:
        """Whether the response is a page of rows, not a serializer of its own."""
        return self.action == "list" and "list" not in self.view.response_serializers

    @property
    def noun(self) -> str:
        """The first segment of the URL, such as `claims`."""
        return self.path.removeprefix("/api/v1/").split("/")[0]

    def _is_list_view(self, serializer: Any = None) -> bool:
        return is_list_serializer(serializer) or (serializer is None and self.is_page)

    def _get_paginator(self) -> Any:
        return super()._get_paginator() if self.is_page else None

    def get_operation_id(self) -> str:
        # Client generators make method names of these, so they are stable: the name of an action is part of the API.
        return f"{self.noun}_{getattr(self.view, 'step', '') or self.action}".replace("-", "_")

    def get_summary(self) -> str | None:
        step = STEPS.get(getattr(self.view, "step", ""))
        return step.title if step else None

    def get_tags(self) -> list[str]:
        return [self.noun]

    def get_override_parameters(self) -> list[Any]:
        filters = getattr(self.view, "filter_serializer_class", None) if self.action == "list" else None
        query = self.view.query_serializers.get(self.action, filters)
        return [*([query] if query else []), _RETRY_AFTER]

    def _map_serializer(self, serializer: Any, direction: str, bypass_extensions: bool = False) -> Any:
        """Close the schemas of inputs, and drop descriptions that a class inherits from its base."""
        serializer_class = serializer if isinstance(serializer, type) else type(serializer)
        schema = super()._map_serializer(serializer, direction, bypass_extensions)
        if issubclass(serializer_class, InputSerializer):
            schema["additionalProperties"] = False
        if not vars(serializer_class).get("__doc__"):
            schema.pop("description", None)
        return schema

    def get_request_serializer(self) -> Any:
        return self.view.request_serializers.get(self.action)

    def get_response_serializers(self) -> Any:
        return {**self._successes(), **self._errors()}

    def _successes(self) -> dict[int, Any]:
        declared = self.view.response_serializers.get(self.action)
        if isinstance(declared, dict):
            return declared
        if self.is_page:
            return {200: self.view.serializer_class(many=True)}
        return {STATUS_BY_ACTION.get(self.action, 200): declared or self.view.detail_serializer_class}

    def _errors(self) -> dict[int, Any]:
        codes = {401, *RETRY_LATER}
        if "{" in self.path or not self.is_page:
            codes.add(404)
        if self.method != "GET":
            codes |= {400, 403, 409, 413, 415}
        if self.action == "list" or self.action in self.view.query_serializers:
            codes.add(400)
        return dict.fromkeys(sorted(codes), ErrorSerializer)
