"""Fields of the serializers.

Those of input serializers do not convert as DRF's do: the JSON number 1 is not the string "1" or true.
"""

import datetime as dt
import math
import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from factcheck.limits import MAX_ID, limit
from factcheck.stored_messages import StoredMessage

MIN_INTEGER = -MAX_ID - 1
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)


class StrictCharField(serializers.CharField):
    """A string of at most 20,000 characters, unless `max_length` says otherwise; the refusal names the size too."""

    default_error_messages = {
        "max_length": _("At most {max_length} characters are allowed; this has %(show_value)d.")
    }

    def __init__(self, *, max_length: int = limit("note"), **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class MessageField(serializers.CharField):
    """A stored message as a sentence in the caller's language; an empty string for none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"allow_blank": True, **kwargs})

    @staticmethod
    def render(stored: StoredMessage | None) -> str:
        return "" if stored is None else str(stored)

    def get_attribute(self, instance: Any) -> str:
        stored: Any = super().get_attribute(instance)
        return self.render(stored)


def is_query_field(field: serializers.Field) -> bool:
    """Return whether the field belongs to a query string, where every value is a string."""
    return getattr(field.root, "is_query", False)


class StrictURLField(serializers.URLField):
    """A URL of at most the length that is stored."""

    default_error_messages = StrictCharField.default_error_messages

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": limit("url"), **kwargs})

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class StrictListField(serializers.ListField):
    """A list of at most `max_length` items; the refusal names their number."""

    default_error_messages = {
        "max_length": _("At most {max_length} items are allowed; these are %(show_value)d.")
    }

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)


class StrictIntegerField(serializers.IntegerField):
    """An integer of 64 bits; no boolean, which Python counts as one, and no string outside of a query."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": MIN_INTEGER, "max_value": MAX_ID, **kwargs})

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, str if is_query_field(self) else int):
            self.fail("invalid")
        return super().to_internal_value(data)


class IdField(StrictIntegerField):
    """The id of a row, at most what a 64-bit integer column can store."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=MAX_ID, **kwargs)


class StrictFloatField(serializers.FloatField):
    """A finite number. `?x=nan` in a query would pass float(), and NaN passes every bound."""

    def to_internal_value(self, data: Any) -> float:
        if isinstance(data, bool) or not isinstance(data, str if is_query_field(self) else float | int):
            self.fail("invalid")
        value = super().to_internal_value(data)
        if not math.isfinite(value):
            self.fail("invalid")
        return value


class MomentField(serializers.DateTimeField):
    """A moment as RFC 3339 writes it, with its offset from UTC."""

    default_error_messages = {
        "invalid": _("Write a moment with its offset, such as 2026-01-31T12:00:00Z. In a URL, “+” is %2B.")
    }

    def to_internal_value(self, value: Any) -> dt.datetime:
        if not isinstance(value, str) or not _MOMENT.fullmatch(value):
            self.fail("invalid")
        return super().to_internal_value(value)


class StrictBooleanField(serializers.BooleanField):
    """True or false, without DRF's list of accepted spellings in JSON."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, str if is_query_field(self) else bool):
            self.fail("invalid", input=data)
        return super().to_internal_value(data)


class StrictChoiceField(serializers.ChoiceField):
    """A value of an enum, or a slug of a table."""

    default_error_messages = {"invalid_choice": _("“{input}” is not known. Known: {known}.")}

    def __init__(self, choices: Iterable[str], **kwargs: Any) -> None:
        super().__init__([(str(choice), str(choice)) for choice in choices], **kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str) or data not in self.choices:
            self.fail("invalid_choice", input=str(data)[:60], known=", ".join(filter(None, self.choices)))
        return data
