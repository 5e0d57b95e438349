"""What goes out and what comes in, declared once each as a serializer.

An `Output` is never run on a page of rows: its fields' sources name columns, and `rows` takes just these from the
database. It stays a plain serializer all the same, which documents the shape and is what the rows are tested against.
An `Input` says the shape of a body or of a query and holds no rule; what it does not know it refuses by name.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Self

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from rest_framework import serializers

from api.cursors import Cursor
from api.fields import Whole
from factcheck.exceptions import InvalidInput


class Output(serializers.Serializer):
    """Each field is one column: its `source`, or the field's own name. Lists of other shapes are no columns."""

    @classmethod
    @cache
    def columns(cls) -> dict[str, str]:
        """The lookup behind each field, by the field's name."""
        fields = cls().fields.items()
        return {
            name: str(field.source).replace(".", "__")
            for name, field in fields
            if not isinstance(field, serializers.ListSerializer)
        }

    @classmethod
    def rows(cls, queryset: QuerySet[Any]) -> list[dict[str, Any]]:
        """What `cls(queryset, many=True).data` would say, without making an instance or a serializer of a row."""
        return cls.told(queryset.values_list(*cls.columns().values()))

    @classmethod
    def told(cls, rows: Iterable[tuple[Any, ...]]) -> list[dict[str, Any]]:
        """Rows of the columns, in their order, by the fields' names."""
        names = tuple(cls.columns())
        return [dict(zip(names, row, strict=True)) for row in rows]


class Input(serializers.Serializer):
    """A body. One instance a class and use is kept: checking values leaves no trace on it."""

    @classmethod
    @cache
    def _kept(cls, *, partial: bool) -> Self:
        return cls(partial=partial)

    @classmethod
    def read(cls, data: Any, *, partial: bool = False) -> dict[str, Any]:
        """The checked values by their fields' sources; ValidationError names each field that is wrong."""
        body = (
            data.dict() if isinstance(data, QueryDict) else data
        )  # without DRF's leniency towards HTML forms
        if not isinstance(body, Mapping):
            raise InvalidInput(_("The body is no JSON object; write {} around what it says."))
        return cls._kept(partial=partial).run_validation(body)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        self._refuse_unknown(data)
        return super().to_internal_value(data)

    def _refuse_unknown(self, data: Mapping[str, Any]) -> None:
        unknown = [name for name in data if name not in self.fields]
        if unknown:
            named = ", ".join(f"“{name}”" for name in unknown)[:200]
            known = ", ".join(self.fields) or _("nothing")
            raise InvalidInput(
                _("%(named)s cannot be given here. What can: %(known)s.") % {"named": named, "known": known},
                code="unknown_field",
                fields={name[:60]: _("This cannot be given here.") for name in unknown[:20]},
            )


class Nothing(Input):
    """A body with nothing in it: an operation that is all in its address."""


class Filters(Input):
    """A query of a list. Each field's `source` is the lookup that it filters by."""

    is_query = True

    cursor = Cursor(required=False, help_text="From `next` or `previous` of another page.")
    page_size = Whole(min_value=1, max_value=200, required=False, help_text="50 by default.")

    @classmethod
    def read_query(cls, query: Any) -> dict[str, Any]:
        """The checked filters of a QueryDict."""
        if not query:
            return {}
        twice = {name: _("Give this once.") for name, values in query.lists() if len(values) > 1}
        if twice:
            told = _("Given more than once: %(names)s.") % {"names": ", ".join(twice)[:200]}
            raise InvalidInput(told, fields=twice)
        return cls.read(query.dict())


class ErrorDetail(serializers.Serializer):
    code = serializers.CharField(help_text="Stable, for programs.")
    message = serializers.CharField(help_text="A sentence for people.")
    fields = serializers.DictField(child=serializers.CharField(), help_text="What is wrong, by field.")  # type: ignore[assignment]
    where = serializers.CharField(help_text="A position in the input, where one is known.", allow_blank=True)


class Error(serializers.Serializer):
    """What every refusal says."""

    error = ErrorDetail()
