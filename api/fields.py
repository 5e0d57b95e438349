"""The fields that inputs are made of: strict about their shape, and plain in what they say is wrong."""

import math
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

ID_MAX = 2**63 - 1


class Text(serializers.CharField):
    """Words. A number is no text; what may be long says so."""

    def __init__(self, *, max_length: int = 20_000, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


def is_in_query(field: serializers.Field) -> bool:
    """Whether a value stands in an address, where everything is a string; in JSON a number is a number."""
    return getattr(field.root, "is_query", False)


class Whole(serializers.IntegerField):
    """A whole number."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, str if is_in_query(self) else int):
            self.fail("invalid")
        return super().to_internal_value(data)


class Id(Whole):
    """The id of a row, as every database holds it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=ID_MAX, **kwargs)


class Number(serializers.FloatField):
    """A finite number within its bounds."""

    def to_internal_value(self, data: Any) -> float:
        if isinstance(data, bool) or not isinstance(data, str if is_in_query(self) else float | int):
            self.fail("invalid")
        value = super().to_internal_value(data)
        if not math.isfinite(value):
            self.fail("invalid")
        return value


class Flag(serializers.BooleanField):
    """True or false, and nothing that is taken for it."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, str if is_in_query(self) else bool):
            self.fail("invalid", input=data)
        return super().to_internal_value(data)


class Choice(serializers.ChoiceField):
    """One of the words of an enum, or of the slugs of a table."""

    default_error_messages = {"invalid_choice": _("There is no “{input}”. Known: {known}.")}

    def __init__(self, choices: Iterable[str], **kwargs: Any) -> None:
        super().__init__([(str(choice), str(choice)) for choice in choices], **kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str) or data not in self.choices:
            self.fail("invalid_choice", input=str(data)[:60], known=", ".join(filter(None, self.choices)))
        return data
