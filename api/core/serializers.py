"""Base serializers: one class per response shape and one per request body or query.

Output serializers are not run on the rows of a page. The sources of their fields name columns, and
`serialize_queryset` reads just these columns into dictionaries, which takes a fraction of the time (ADR 10). Only
stored messages are converted, since their text depends on the language. They are still ordinary DRF serializers: the
OpenAPI schema is made from them, and a test compares both paths row by row.

Input serializers check the shape of a body or a query. Business rules are in `factcheck.actions`.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Self

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from rest_framework import serializers

from api.core.fields import MessageField, StrictIntegerField
from api.core.pagination import CursorField
from factcheck.exceptions import InvalidInput


class OutputSerializer(serializers.Serializer):
    """A response shape. Each field is one column: its `source`, or its own name. Nested lists are not columns."""

    @classmethod
    @cache
    def source_columns(cls) -> dict[str, str]:
        """Return the lookup of each field by the field's name."""
        fields = cls().fields.items()
        return {
            name: str(field.source).replace(".", "__")
            for name, field in fields
            if not isinstance(field, serializers.ListSerializer)
        }

    @classmethod
    def serialize_queryset(cls, queryset: QuerySet[Any]) -> list[dict[str, Any]]:
        """Return what `cls(queryset, many=True).data` would, without making model instances."""
        return cls.to_dicts(queryset.values_list(*cls.source_columns().values()))

    @classmethod
    def to_dicts(cls, rows: Iterable[tuple[Any, ...]]) -> list[dict[str, Any]]:
        """Return a dictionary by field names for each row of `source_columns` values."""
        names = tuple(cls.source_columns())
        results = [dict(zip(names, row, strict=True)) for row in rows]
        for name in cls._message_fields():
            for result in results:
                result[name] = MessageField.render(result[name])
        return results

    @classmethod
    @cache
    def _message_fields(cls) -> tuple[str, ...]:
        return tuple(name for name, field in cls().fields.items() if isinstance(field, MessageField))


class InputSerializer(serializers.Serializer):
    """A request body. It rejects fields that it does not define."""

    @classmethod
    @cache
    def _shared_instance(cls, *, partial: bool) -> Self:
        # Building a serializer deep-copies its fields, which costs more than validating a body. `run_validation`
        # stores nothing on the instance, so all requests and threads can share one.
        return cls(partial=partial)

    @classmethod
    def parse(cls, data: Any, *, partial: bool = False) -> dict[str, Any]:
        """Return the validated values by the sources of their fields.

        Raises ValidationError with a message for each wrong field, InvalidInput for unknown fields or a body that is
        not an object.
        """
        # As a plain dict: with a QueryDict, DRF would read a missing boolean as False and a blank value as missing.
        body = data.dict() if isinstance(data, QueryDict) else data
        if not isinstance(body, Mapping):
            raise InvalidInput(_("The body is not a JSON object. Send an object in braces: {…}."))
        return cls._shared_instance(partial=partial).run_validation(body)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if isinstance(data, Mapping):  # DRF refuses anything else
            self._ensure_known_fields(data)
        return super().to_internal_value(data)

    def _ensure_known_fields(self, data: Mapping[str, Any]) -> None:
        unknown = [name for name in data if name not in self.fields]
        if unknown:
            named = ", ".join(f"“{name}”" for name in unknown)[:200]
            known = ", ".join(self.fields) or _("none")
            raise InvalidInput(
                _("Unknown fields: %(named)s. Known fields: %(known)s.") % {"named": named, "known": known},
                code="unknown_field",
                fields={name[:60]: _("This field is not known here.") for name in unknown[:20]},
            )


class EmptySerializer(InputSerializer):
    """An empty body, for an operation that its URL says in full."""


class FilterSerializer(InputSerializer):
    """The query of a list. The `source` of each field is the lookup that it filters by.

    A subclass is the only place that knows a filter: validation, SQL and the OpenAPI schema follow from its fields.
    """

    is_query = True  # read by the strict fields: in a query string every value is a string

    cursor = CursorField(required=False, help_text="From `next` or `previous` of another page.")
    page_size = StrictIntegerField(min_value=1, max_value=200, required=False, help_text="50 by default.")

    @classmethod
    def parse_query(cls, query: QueryDict) -> dict[str, Any]:
        """Return the validated filters by their lookups; InvalidInput if one is given twice."""
        if not query:
            return {}
        repeated = {name: _("Give this once.") for name, values in query.lists() if len(values) > 1}
        if repeated:
            message = _("Given more than once: %(names)s.") % {"names": ", ".join(repeated)[:200]}
            raise InvalidInput(message, fields=repeated)
        return cls.parse(query.dict())


class ErrorDetailSerializer(serializers.Serializer):
    code = serializers.CharField(help_text="Stable, for programs.")
    message = serializers.CharField(help_text="A sentence for people.")
    fields = serializers.DictField(child=serializers.CharField(), help_text="What is wrong, by field.")  # type: ignore[assignment]
    where = serializers.CharField(help_text="The position in the input, if known.", allow_blank=True)


class ErrorSerializer(serializers.Serializer):
    """The body of every error response."""

    error = ErrorDetailSerializer()
